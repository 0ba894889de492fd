import { visible } from './hidden-characters.ts';
import { type SafeText, safe, templateFor } from './safe-text.ts';

export type Dot = SafeText<'dot'>;

/** For template literals: data becomes quoted text. */
export const dot = templateFor<'dot'>((data) => dotText(data).text);

/**
 * Quoted, centred lines. Graphviz ends a text at `"`, replaces `\N` and similar, and reads entities. Backslashes are escaped
 * first: otherwise one before a quote would end the text.
 */
export function dotText(...lines: readonly string[]): Dot {
  const escaped = lines.map((line) =>
    visible(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'),
  );
  return safe(`"${escaped.join('\\n')}"`);
}

/** A number, or a name that needs no quotes. */
export function dotName(name: string | number): Dot {
  if (!/^\w+$/.test(String(name))) throw new Error(`not a name in DOT: ${name}`);
  return safe(String(name));
}

/** `name=value, name=value` */
export function dotAttributes(those: Readonly<Record<string, string | Dot>>): Dot {
  const written = Object.entries(those).map(([name, value]) => dot`${dotName(name)}=${value}`);
  return safe(written.map(({ text }) => text).join(', '));
}

export function dotDocument(lines: readonly Dot[]): Dot {
  return safe(lines.map(({ text }) => `${text}\n`).join(''));
}
