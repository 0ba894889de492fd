import { type Expression, type RawBuilder, sql } from 'kysely';
import { plainJson, plainText } from './plain-json.ts';

/**
 * OPENJSON as a table expression. SQL Server refuses to compare columns of two collations, and Babelfish accepts no
 * COLLATE within OPENJSON's WITH, so a query around it applies the collation of a type.
 */
export function rowsFromJson(
  json: string | Expression<string | null>,
  alias: string,
  columns: Readonly<Record<string, string>>,
): RawBuilder<unknown> {
  const isPlain = typeof json !== 'string' || /[\\^]/.test(json);
  const given = typeof json === 'string' && isPlain ? plainJson(JSON.parse(json) as object[]) : json;
  const typed = Object.entries(columns).map(([name, type]) => {
    const [, plain = type, collation] = /^(.*?)\s+collate\s+(\w+)$/i.exec(type) ?? [];
    const value = isPlain && /^nvarchar/i.test(plain) ? plainText(sql.ref(name)) : sql.ref(name);
    return {
      declared: sql`${sql.ref(name)} ${sql.raw(plain)} ${sql.lit(`$."${name}"`)}`,
      selected:
        collation === undefined
          ? sql`${value} as ${sql.ref(name)}`
          : sql`${value} collate ${sql.raw(collation)} as ${sql.ref(name)}`,
    };
  });
  return sql`(
    select ${sql.join(typed.map(({ selected }) => selected))}
    from openjson(${given}) with (${sql.join(typed.map(({ declared }) => declared))})
  ) as ${sql.ref(alias)}`;
}
