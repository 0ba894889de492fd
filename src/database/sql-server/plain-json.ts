// JSON whose strings need no escapes. SQL Server decodes JSON's escapes; Babelfish leaves them in the text, where they cannot
// be distinguished from the original text. So characters that need an escape are written as a circumflex and a letter.
import { type RawBuilder, sql } from 'kysely';

const CODES: Readonly<Record<string, string>> = {
  '"': '^q',
  '\\': '^b',
  '\n': '^n',
  '\r': '^r',
  '\t': '^t',
  '^': '^e',
};

/** Rows as a JSON array of objects. */
export function plainJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_name, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/["\\\n\r\t^]/g, (character) => CODES[character] ?? character)
      : value,
  );
}

/** Decodes a string of such JSON. The circumflex itself comes last, or it would create new codes. */
export function plainText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const decoded = Object.entries(CODES).reduce(
    (text, [character, code]) => sql`replace(${text}, ${code}, ${character})`,
    value,
  );
  return sql`case when charindex('^', ${value}) > 0 then ${decoded} else ${value} end`;
}
