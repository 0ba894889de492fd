import { escapeHidden } from './hidden-characters.ts';
import { type SafeText, safe } from './safe-text.ts';

export type Json = SafeText<'json'>;

/** On one line, or indented: the value, with hidden characters in its texts as `\u009b`. */
export function jsonText(value: unknown, indent?: number): Json {
  return safe(escapeHidden(`${JSON.stringify(value, null, indent)}\n`));
}

export function jsonLines(values: readonly unknown[]): Json {
  return safe(values.map((value) => jsonText(value).text).join(''));
}
