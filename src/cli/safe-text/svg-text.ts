import { visible } from './hidden-characters.ts';
import { type SafeText, safe, templateFor } from './safe-text.ts';

export type Svg = SafeText<'svg'>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** For template literals: data in them is character data, or the value of an attribute between double quotes. */
export const svg = templateFor<'svg'>((data) =>
  visible(data).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign),
);

/** Each on a line of its own. */
export function svgLines(parts: readonly Svg[], indent = ''): Svg {
  return safe(parts.map(({ text }) => indent + text).join('\n'));
}
