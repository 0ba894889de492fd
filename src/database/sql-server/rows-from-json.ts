import { type RawBuilder, sql } from 'kysely';
import { standIns } from './json-stand-ins.ts';

/**
 * OPENJSON as a table expression. SQL Server refuses to compare columns of two collations, and Babelfish takes no
 * COLLATE within OPENJSON's WITH: a type's collation is therefore put on by a query around it.
 */
export function rowsFromJson(
  json: string,
  alias: string,
  columns: Readonly<Record<string, string>>,
): RawBuilder<unknown> {
  const { plain: text, restored } = standIns(json);
  const typed = Object.entries(columns).map(([name, type]) => {
    const [, plain = type, collation] = /^(.*?)\s+collate\s+(\w+)$/i.exec(type) ?? [];
    const value = /^n?varchar/i.test(plain) ? restored(sql.ref(name)) : undefined;
    return {
      declared: sql`${sql.ref(name)} ${sql.raw(plain)} ${sql.lit(`$."${name}"`)}`,
      selected:
        value === undefined && collation === undefined
          ? sql.ref(name)
          : sql`${value ?? sql.ref(name)} collate ${sql.raw(collation ?? 'database_default')} as ${sql.ref(name)}`,
    };
  });
  return sql`(
    select ${sql.join(typed.map(({ selected }) => selected))}
    from openjson(${text}) with (${sql.join(typed.map(({ declared }) => declared))})
  ) as ${sql.ref(alias)}`;
}
