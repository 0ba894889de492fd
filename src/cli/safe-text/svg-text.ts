import { visible } from './hidden-characters.ts';
import { type SafeText, safe, templateFor } from './safe-text.ts';

export type Svg = SafeText<'svg'>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** For template literals: data becomes character data, or an attribute value between double quotes. */
export const svg = templateFor<'svg'>((data) =>
  visible(data).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign),
);

/** One per line. */
export function svgLines(parts: readonly Svg[], indent = ''): Svg {
  return safe(parts.map(({ text }) => indent + text).join('\n'));
}
