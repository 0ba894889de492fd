// Where text for a reader outside is made. Only the modules of this folder import it (`npm run layers`): each knows which
// characters its reader takes for commands.
import { stripVTControlCharacters } from 'node:util';

export type Reader = 'terminal' | 'svg' | 'mermaid' | 'dot' | 'json' | 'csv';

class Safe<R extends Reader> {
  declare readonly reader: R;

  constructor(
    /** For the reader, commands included. */
    readonly text: string,
  ) {}

  /** Without colours. */
  toString(): string {
    return stripVTControlCharacters(this.text);
  }
}

/**
 * Text in which data cannot give commands. It is no string, so that it and data are told apart when the program runs; and
 * it is typed as a symbol too, which the compiler puts neither into a template literal nor behind a `+`: there it would
 * become data again.
 */
export type SafeText<R extends Reader = Reader> = Safe<R> & symbol;

export function isSafe(value: unknown): value is SafeText {
  return value instanceof Safe;
}

/** What `text` holds is known to be harmless. */
export function safe<R extends Reader>(text: string): SafeText<R> {
  return new Safe<R>(text) as unknown as SafeText<R>;
}

/** A tag for template literals: what is written in them stays as it is, data that is put into them is escaped. */
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
