// JSON whose strings need no escapes. SQL Server undoes JSON's own; Babelfish leaves them in the text, where nobody could
// tell them from what was there. What would be escaped is therefore written as a circumflex and a letter.
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

/** The text that a string of such JSON stands for. The circumflex itself comes last, or it would make new codes. */
export function plainText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const decoded = Object.entries(CODES).reduce(
    (text, [character, code]) => sql`replace(${text}, ${code}, ${character})`,
    value,
  );
  return sql`case when charindex('^', ${value}) > 0 then ${decoded} else ${value} end`;
}
