// Changes any number of rows in one statement, each row only if it is unchanged since it was read: another transaction may
// have changed it. For tierctl's own tables, and for billing tables whose columns have the names of the seed.
import { type RawBuilder, sql } from 'kysely';
import { type ColumnsOf, columnTypes, type DescribedTable } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import type { Tables } from '../../database/tables.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';

/** The name of a row in error messages. */
interface Target<Table extends DescribedTable> {
  readonly table: Table;
  readonly what: string;
  /** The value that null counts as in a column of an adopted table. */
  readonly nulls?: Readonly<Record<string, RawBuilder<unknown>>>;
}

type Values<Table extends DescribedTable> = { readonly [Column in keyof ColumnsOf<Table>]?: unknown };

/** A row by its key. All rows of one statement have the same columns. */
interface ChangedRow<Table extends DescribedTable> {
  readonly key: Values<Table>;
  readonly before: Values<Table>;
  readonly after: Values<Table>;
}

/** Writes `after` if the row still equals `before`, which may leave columns out. Throws `conflict` (`changed-meanwhile`). */
export async function updateRows<Table extends DescribedTable>(
  { db, dialect }: Session,
  { table, what, nulls = {} }: Target<Table>,
  rows: readonly ChangedRow<Table>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const [key, guards, changed] = [first.key, first.before, first.after].map(Object.keys) as [
    string[],
    string[],
    string[],
  ];
  const typesOf = (names: readonly string[]) => columnTypes(dialect.types, table, names as never[]);
  const keyTypes: Readonly<Record<string, string>> = typesOf(key);
  const was = ofAnyLength(dialect, typesOf(guards));
  const columns = { ...keyTypes, ...prefixed('was_', was), ...typesOf(changed) };
  const given = rows.map((row) => ({ ...row.key, ...prefixed('was_', row.before), ...row.after }));
  const { numAffectedRows } = await dialect
    .updateFrom({
      target: table,
      alias: 'stored',
      set: Object.fromEntries(changed.map((name) => [name, sql.ref(`given.${name}`)])),
      from: dialect.rowsFromJson(JSON.stringify(given), 'given', columns),
      where: sql.join(
        [
          ...key.map((name) => same(dialect, keyTypes[name], `stored.${name}`, `given.${name}`)),
          ...guards.map((name) =>
            same(dialect, was[name], `stored.${name}`, `given.was_${name}`, nulls[name]),
          ),
        ],
        sql` and `,
      ),
    })
    .execute(db);
  if (Number(numAffectedRows ?? 0) !== rows.length) throw changedConcurrently(what);
}

/** Deletes rows that equal the given ones in each of their columns. Throws `conflict` (`changed-meanwhile`). */
export async function deleteRows<Table extends DescribedTable>(
  { db, dialect }: Session,
  { table, what, nulls = {} }: Target<Table>,
  rows: readonly Values<Table>[],
): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  const names = Object.keys(row);
  const columns = ofAnyLength(dialect, columnTypes(dialect.types, table, names as never[]));
  const given = dialect.rowsFromJson(JSON.stringify(rows), 'given', columns);
  const conditions = names.map((name) =>
    same(dialect, columns[name], `${table}.${name}`, `given.${name}`, nulls[name]),
  );
  const { numDeletedRows } = await db
    .deleteFrom<keyof Tables>(table)
    .where(sql<boolean>`exists (select 1 from ${given} where ${sql.join(conditions, sql` and `)})`)
    .executeTakeFirstOrThrow();
  if (Number(numDeletedRows) !== rows.length) throw changedConcurrently(what);
}

/** A text of an adopted column may be longer than the text that tierctl writes. */
function ofAnyLength(
  { types }: Pick<SqlDialect, 'types'>,
  columns: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [
      name,
      /^n?varchar\(\d+\)$/.test(type) ? types.longText : type,
    ]),
  );
}

/**
 * Whether two columns of `type` are equal; null equals null. Long texts are compared exactly, because an adopted column may have
 * a collation of its own.
 */
function same(
  { types, exactValue }: Pick<SqlDialect, 'types' | 'exactValue'>,
  type: string | undefined,
  stored: string,
  given: string,
  nullIs?: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const exactly = (text: RawBuilder<unknown>) => (type === types.longText ? exactValue(text) : text);
  const [one, other] = [sql.ref(stored), exactly(sql.ref(given))];
  if (nullIs !== undefined) return sql<boolean>`${exactly(sql`coalesce(${one}, ${nullIs})`)} = ${other}`;
  return sql<boolean>`(${exactly(one)} = ${other} or (${one} is null and ${other} is null))`;
}

function prefixed(prefix: string, values: object): Record<string, never> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value as never]),
  );
}
