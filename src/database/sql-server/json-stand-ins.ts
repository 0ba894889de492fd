// Babelfish hands on what OPENJSON finds in a text with its escapes: `\"` stays two characters. So nothing that JSON would
// escape is sent; code points that no text may hold stand in for it, and the server puts back what they stand for.
import { type RawBuilder, sql } from 'kysely';

const FIRST_STAND_IN = 0xfdd0;
const ESCAPED = ['"', '\\', '\n', '\r', '\t', '\b', '\f'] as const;

export interface StandIns {
  readonly plain: string;
  /** The text as it was; undefined where nothing was put in another's place. */
  restored(column: RawBuilder<unknown>): RawBuilder<unknown> | undefined;
}

export function standIns(json: string): StandIns {
  if (!json.includes('\\')) return { plain: json, restored: () => undefined };
  const used = new Set<string>();
  const plain = JSON.stringify(
    JSON.parse(json, (_, value: unknown) =>
      typeof value === 'string'
        ? value.replace(/["\\\n\r\t\b\f]/g, (found) => {
            used.add(found);
            return String.fromCharCode(standInFor(found));
          })
        : value,
    ),
  );
  return {
    plain,
    restored: (column) =>
      used.size === 0
        ? undefined
        : [...used].reduce<RawBuilder<unknown>>(
            (inner, found) =>
              // By code point: to a collation of words such code points are nothing, and would be found everywhere.
              sql`replace(${inner}, nchar(${sql.lit(standInFor(found))}) collate Latin1_General_100_BIN2, nchar(${sql.lit(found.charCodeAt(0))}))`,
            column,
          ),
  };
}

function standInFor(found: string): number {
  return FIRST_STAND_IN + ESCAPED.indexOf(found as (typeof ESCAPED)[number]);
}
