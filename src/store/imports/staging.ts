// The records of a file in a temporary table, where statements check and move all of them at once. An invalid record
// stays there, marked, so that it can be reported in the order of the file.
import { type NotNull, type RawBuilder, sql } from 'kysely';
import { type LoadedRow, RowStream } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { UpdateFrom } from '../../database/sql-dialect.ts';
import type { RecordCode } from '../../domain/imports/record-codes.ts';
import type { RejectedRecord } from '../../domain/imports/record-file.ts';
import type { ProblemCode } from '../../domain/problem-codes.ts';

const NAME = 'tierctl_import';
const REJECTED_AT_ONCE = 5_000;

export interface Staging {
  readonly session: Session;
  /** The name for use in statements. */
  readonly table: RawBuilder<unknown>;
  readonly name: string;
}

/** What every staged row has. The record's own columns are those that its import gives. */
export interface StagedRow {
  line: number;
  code: string | null;
  /** Null where the record is valid. */
  problem: string | null;
  source: string | null;
  account: string | null;
}

/** The columns that an import gives. */
export type OwnColumn<Row extends StagedRow> = Exclude<keyof Row, Exclude<keyof StagedRow, 'account'>>;

/**
 * Loads staged rows: each with its line, the code and the text of its problem, its original cells, and then the
 * values of `columns`. Throws what `portions` throws, but only after the rows
 * before it are loaded: no engine is left in the middle of a load.
 */
export async function stage(
  session: Session,
  columns: Readonly<Record<string, string>>,
  portions: AsyncIterable<readonly LoadedRow[]>,
): Promise<Staging> {
  const { db, dialect } = session;
  const { integer, longText, text } = dialect.types;
  const name = dialect.temporaryName(NAME);
  const all = { line: integer, code: text(100), problem: longText, source: longText, ...columns };
  await dialect.createTemporaryTable(NAME, all).execute(db);
  const failures: unknown[] = [];
  const careful = async function* () {
    try {
      yield* portions;
    } catch (error) {
      failures.push(error);
    }
  };
  await dialect.loadRows(new RowStream(name, all, careful())).execute(db);
  if (failures.length > 0) throw failures[0];
  await dialect.gatherStatistics(name)?.execute(db);
  return { session, name, table: sql.table(name) };
}

/** Drops the staged rows. If that is forgotten or fails, they disappear with the transaction or its database session. */
export async function unstage({ session: { db }, table }: Pick<Staging, 'session' | 'table'>): Promise<void> {
  // Raw: DDL.
  await sql`drop table ${table}`.execute(db);
}

/** The account of the staged row `s`, for problem texts. */
export function accountOf({ session: { dialect } }: Staging): RawBuilder<unknown> {
  return dialect.accountInText(sql.ref('s.account'));
}

export interface Rejection {
  readonly code: RecordCode | ProblemCode | RawBuilder<unknown>;
  readonly problem: RawBuilder<unknown>;
  /** Further tables, and the condition; the staged row is `s`. */
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

/** Marks the matching records that have no problem yet. */
export async function reject(staging: Staging, { code, problem, from, where }: Rejection): Promise<void> {
  const set = { code: typeof code === 'string' ? sql`${code}` : code, problem };
  await updateStaged(staging, { set, from, where: sql`s.problem is null and ${where}` });
}

/**
 * Updates the staged rows `s`. Raw: the schema has no temporary table, and its name depends on the engine. Returns their number.
 */
export async function updateStaged(
  { session: { db, dialect }, name }: Staging,
  change: Pick<UpdateFrom, 'set' | 'from' | 'where'>,
): Promise<number> {
  const { numAffectedRows } = await dialect.updateFrom({ target: name, alias: 's', ...change }).execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Marks the records whose account does not exist. */
export async function rejectUnknownAccounts(staging: Staging): Promise<void> {
  await reject(staging, {
    code: 'account-not-found',
    problem: sql`concat('no account "', ${accountOf(staging)}, '"')`,
    from: sql`(
      select distinct x.account from ${staging.table} as x
      where not exists (select 1 from tierctl.account as a where a.account_id = x.account)) as u`,
    where: sql`u.account = s.account`,
  });
}

export interface StagedCounts {
  readonly rows: number;
  readonly rejected: number;
  /** The number of valid records that already exist. */
  readonly unchanged: number;
}

/** `known` is the column that is set if a record already exists. */
export async function countStaged(staging: Staging, known: string): Promise<StagedCounts> {
  return selectStaged(staging)
    .select(({ eb, fn, lit }) => [
      fn.countAll<number>().as('rows'),
      fn.count<number>('problem').as('rejected'),
      fn
        .count<number>(
          eb
            .case()
            .when(sql<boolean>`${eb('problem', 'is', null)} and ${sql.id(known)} is not null`)
            .then(lit(1))
            .end(),
        )
        .as('unchanged'),
    ])
    .executeTakeFirstOrThrow();
}

/** The first `limit` records that were rejected, by line. */
export async function listRejected(staging: Staging, limit: number, after = 0): Promise<RejectedRecord[]> {
  const rows = await selectStaged(staging)
    .select(['line', 'code', 'problem', 'source'])
    .where('problem', 'is not', null)
    .where('line', '>', after)
    .orderBy('line')
    .offset(0)
    .fetch(limit)
    .$narrowType<{ code: NotNull; problem: NotNull }>()
    .execute();
  return rows.map(({ line, code, problem, source }) => ({
    line,
    code,
    reason: problem,
    cells: source === null ? [] : (JSON.parse(source) as string[]),
  }));
}

/** The accounts of the records of `lines` that do not exist, by line. */
export async function listUnknownAccounts(
  staging: Staging,
  lines: readonly number[],
): Promise<Map<number, string>> {
  if (lines.length === 0) return new Map();
  const rows = await selectStaged(staging)
    .select(['line', 'account'])
    .where('line', 'in', lines)
    .where('account', 'is not', null)
    .$narrowType<{ account: NotNull }>()
    .execute();
  return new Map(rows.map(({ line, account }) => [line, account]));
}

function selectStaged({ session: { db }, name }: Staging) {
  return db.selectFrom(sql<StagedRow>`${sql.table(name)}`.as('staged'));
}

/** All of them, by line. */
export async function* rejectedRecords(staging: Staging): AsyncGenerator<readonly RejectedRecord[]> {
  let after = 0;
  for (let page = 1; ; page++) {
    // Useful only if there is a second page.
    if (page === 2) {
      // Raw: DDL.
      await sql`create index tierctl_import_line on ${staging.table} (line)`.execute(staging.session.db);
    }
    const records = await listRejected(staging, REJECTED_AT_ONCE, after);
    if (records.length > 0) yield records;
    if (records.length < REJECTED_AT_ONCE) return;
    after = records.at(-1)?.line ?? after;
  }
}
