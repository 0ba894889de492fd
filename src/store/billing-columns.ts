// The columns of the billing tables as they are stored: an adopted table may have more of them, shorter ones, or of another type.
import { type RawBuilder, sql } from 'kysely';
import { type BillingTable, columnName, tableLabel } from '../database/billing-layout.ts';
import { mandatoryColumns, valueTooLarge } from '../database/problems.ts';
import type { Session } from '../database/session.ts';
import type { SqlDialect, StoredColumn } from '../database/sql-dialect.ts';
import { collectBy } from '../domain/collect-by.ts';

/**
 * Call it before these rows are inserted into a billing table. Throws `refused`: `mandatory-columns`, naming further columns that
 * are not null and have no default, and `value-too-large`, naming the column that is too short.
 */
export async function refuseUnfitRows(
  session: Session,
  table: BillingTable,
  rows: readonly object[],
): Promise<void> {
  const { billing, foldName } = session.dialect;
  const columns = await storedColumns(session, table);
  const known = new Set(
    Object.keys(rows[0] ?? {}).map((column) => foldName(columnName(billing, table, column))),
  );
  const others = columns.filter(({ name, mandatory }) => mandatory === 1 && !known.has(foldName(name)));
  if (others.length > 0) {
    throw mandatoryColumns(
      billing,
      table,
      others.map(({ name }) => name),
    );
  }
  await refuseUnfitTexts(session, table, rows);
}

/**
 * Call it before these values are written to a billing table. Throws `refused` (`value-too-large`), naming the column that is too
 * short, or that cannot hold a character.
 */
export async function refuseUnfitTexts(
  session: Session,
  table: BillingTable,
  rows: readonly object[],
): Promise<void> {
  const columns = await storedColumns(session, table);
  const { textLength } = session.dialect;
  const texts = rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, text]) => (typeof text === 'string' ? [{ name, text }] : [])),
  );
  const byColumn = collectBy(
    texts,
    ({ name }) => name,
    ({ text }) => text,
  );
  for (const [name, values] of byColumn) {
    const column = columnCalled(session, table, columns, name);
    if (column === undefined) continue;
    const refuse = (why: string, remedy?: string): never => {
      throw unfit(session, table, name, why, remedy);
    };
    const tooLong = values.find((value) => textLength(value) > (column.length ?? Infinity));
    if (tooLong !== undefined) {
      const length = textLength(tooLong);
      refuse(`holds at most ${column.length} characters, and "${tooLong}" has ${length} characters`);
    }
    const lost = await firstLost(session, column, values);
    if (lost !== undefined) refuse(`is no Unicode column and cannot hold "${lost}"`, 'use other characters');
  }
}

/**
 * Texts to compare with a text column of a billing table: of the type of the column, where the server would otherwise convert the
 * column and could not use its index.
 */
export async function textsLike(
  session: Session,
  table: BillingTable,
  column: string,
  texts: readonly string[],
): Promise<RawBuilder<string>[]> {
  const { narrowText } = session.dialect;
  if (narrowText === undefined) return texts.map((text) => sql<string>`${text}`);
  const stored = columnCalled(session, table, await storedColumns(session, table), column);
  return texts.map((text) =>
    stored?.narrow === 1 ? narrowText(text, stored.collation) : sql<string>`${text}`,
  );
}

const found = new WeakMap<SqlDialect, Map<BillingTable, readonly StoredColumn[]>>();

/** Read once for each open database. */
async function storedColumns(
  { db, dialect }: Session,
  table: BillingTable,
): Promise<readonly StoredColumn[]> {
  const tables = found.get(dialect) ?? new Map<BillingTable, readonly StoredColumn[]>();
  found.set(dialect, tables);
  const { schema, tables: placed } = dialect.billing;
  const columns =
    tables.get(table) ?? (await dialect.storedColumns(schema, placed[table].name).execute(db)).rows;
  tables.set(table, columns);
  return columns;
}

function columnCalled(
  session: Session,
  table: BillingTable,
  columns: readonly StoredColumn[],
  name: string,
): StoredColumn | undefined {
  const { billing, foldName } = session.dialect;
  const real = foldName(columnName(billing, table, name));
  return columns.find((column) => foldName(column.name) === real);
}

/**
 * The first text with a character that a column without Unicode does not have: the server would write a question mark for it. One
 * statement at most.
 */
async function firstLost(
  { db, dialect }: Session,
  { narrow, collation }: StoredColumn,
  texts: readonly string[],
): Promise<string | undefined> {
  const { narrowText, exact, types } = dialect;
  const doubtful = texts.filter((text) => !PLAIN.test(text));
  if (narrow !== 1 || narrowText === undefined || doubtful.length === 0) return undefined;
  const given = dialect.rowsFromJson(
    JSON.stringify(doubtful.map((text, place) => ({ place, text }))),
    'given',
    { place: types.integer, text: types.longText },
  );
  const text = sql.ref<string>('given.text');
  const stored = sql`cast(${narrowText(text, collation)} as ${sql.raw(types.longText)})`;
  const { rows } = await sql<{ text: string }>`
    select given.text as text from ${given} where ${exact(stored)} <> ${exact(text)} order by given.place`.execute(
    db,
  );
  return rows[0]?.text;
}

/** Every code page has these. */
const PLAIN = /^[\x20-\x7e]*$/;

function unfit(
  { dialect: { billing } }: Session,
  table: BillingTable,
  name: string,
  why: string,
  remedy: string | undefined,
) {
  const label = tableLabel(billing, table);
  const column = columnName(billing, table, name);
  return valueTooLarge(new Error(`${label}.${column} ${why}`), { table: label, column }, remedy);
}
