import { escapeHidden } from './hidden-characters.ts';
import { type SafeText, safe } from './safe-text.ts';

export type Json = SafeText<'json'>;

/** One line, or indented: the value as it is, what is hidden in its texts as `\u009b`. */
export function jsonText(value: unknown, indent?: number): Json {
  return safe(escapeHidden(`${JSON.stringify(value, null, indent)}\n`));
}

export function jsonLines(values: readonly unknown[]): Json {
  return safe(values.map((value) => jsonText(value).text).join(''));
}
