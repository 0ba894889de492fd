// Makes text for outside readers. Only the modules of this folder import it (`npm run layers`): each knows which characters
// its reader takes for commands.
import { stripVTControlCharacters } from 'node:util';

export type Reader = 'terminal' | 'svg' | 'mermaid' | 'dot' | 'json' | 'csv';

class Safe<R extends Reader> {
  declare readonly reader: R;

  constructor(
    /** For the reader, including commands. */
    readonly text: string,
  ) {}

  /** Without colours. */
  toString(): string {
    return stripVTControlCharacters(this.text);
  }
}

/**
 * Text in which data cannot act as commands. It is not a string, so that it can be distinguished from data at run time. It
 * is also typed as a symbol, so that the compiler refuses it in a template literal and after a `+`, where it would become
 * data again.
 */
export type SafeText<R extends Reader = Reader> = Safe<R> & symbol;

export function isSafe(value: unknown): value is SafeText {
  return value instanceof Safe;
}

/** `text` is known to be harmless. */
export function safe<R extends Reader>(text: string): SafeText<R> {
  return new Safe<R>(text) as unknown as SafeText<R>;
}

/** A tag for template literals: the literal text stays as it is, inserted data is escaped. */
export function templateFor<R extends Reader>(escapeData: (data: string) => string) {
  return (
    strings: TemplateStringsArray,
    ...values: readonly (string | number | SafeText<R>)[]
  ): SafeText<R> => {
    let text = strings[0] ?? '';
    for (const [index, value] of values.entries()) {
      text += (isSafe(value) ? value.text : escapeData(String(value))) + (strings[index + 1] ?? '');
    }
    return safe<R>(text);
  };
}
