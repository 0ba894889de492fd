// Changes any number of rows in one statement, each row only if it is unchanged since it was read: another transaction may
// have changed it. For tierctl's own tables, and for billing tables whose columns have the names of the seed.
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { Tables } from '../../database/tables.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';

type Columns<Row extends object> = Readonly<Record<keyof Row & string, string>>;

/** The name of a row in error messages. */
interface Target {
  readonly table: keyof Tables;
  readonly what: string;
  /** The value that null counts as in a column of an adopted table. */
  readonly nulls?: Readonly<Record<string, RawBuilder<unknown>>>;
}

/**
 * Writes `after` if the row still equals `before`, which may leave columns out. `key` and `value` give the SQL types of the
 * columns. Throws `conflict` (`changed-meanwhile`).
 */
export async function updateRows<Key extends object, Value extends object>(
  { db, dialect }: Session,
  { table, what, nulls = {} }: Target,
  key: Columns<Key>,
  value: Columns<Value>,
  rows: readonly { readonly key: Key; readonly before: Partial<Value>; readonly after: Value }[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const guards = Object.keys(first.before);
  const was = Object.fromEntries(guards.map((name) => [name, value[name as keyof Value & string]]));
  const columns = { ...key, ...prefixed('was_', was), ...value };
  const given = rows.map((row) => ({ ...row.key, ...prefixed('was_', row.before), ...row.after }));
  const { numAffectedRows } = await dialect
    .updateFrom({
      target: table,
      alias: 'stored',
      set: Object.fromEntries(Object.keys(value).map((name) => [name, sql.ref(`given.${name}`)])),
      from: dialect.rowsFromJson(JSON.stringify(given), 'given', columns),
      where: sql.join(
        [
          ...Object.keys(key).map((name) => same(name, name)),
          ...guards.map((name) => same(name, `was_${name}`, 'stored', nulls[name])),
        ],
        sql` and `,
      ),
    })
    .execute(db);
  if (Number(numAffectedRows ?? 0) !== rows.length) throw changedConcurrently(what);
}

/** Deletes rows that equal the given ones in each of `columns`. Throws `conflict` (`changed-meanwhile`). */
export async function deleteRows<Row extends object>(
  { db, dialect }: Session,
  { table, what, nulls = {} }: Target,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = dialect.rowsFromJson(JSON.stringify(rows), 'given', columns);
  const conditions = Object.keys(columns).map((name) => same(name, name, table, nulls[name]));
  const { numDeletedRows } = await db
    .deleteFrom<keyof Tables>(table)
    .where(sql<boolean>`exists (select 1 from ${given} where ${sql.join(conditions, sql` and `)})`)
    .executeTakeFirstOrThrow();
  if (Number(numDeletedRows) !== rows.length) throw changedConcurrently(what);
}

/** Null equals null. */
function same(
  stored: string,
  given: string,
  of = 'stored',
  nullIs?: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const [one, other] = [sql.ref(`${of}.${stored}`), sql.ref(`given.${given}`)];
  if (nullIs !== undefined) return sql<boolean>`coalesce(${one}, ${nullIs}) = ${other}`;
  return sql<boolean>`(${one} = ${other} or (${one} is null and ${other} is null))`;
}

function prefixed(prefix: string, values: object): Record<string, never> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value as never]),
  );
}
