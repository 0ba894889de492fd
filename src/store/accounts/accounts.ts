import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { Account, AccountSummary } from '../../domain/accounts/account.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { notFound } from '../../domain/not-found.ts';
import { suggest } from '../../domain/suggestion.ts';
import { insertCollision } from '../insert-collision.ts';
import { inOrder, streamRows } from '../keyset.ts';
import { mapPage, type Page, takePage } from '../page.ts';

/** The first `limit` accounts by id, each with the number of its active subscriptions. */
export async function accountPage(session: Session, limit: number): Promise<Page<AccountSummary>> {
  return mapPage(await takePage(inOrder(selectSummaries(session), BY_ID), limit), toSummary);
}

/** All of them in that order, in pages. */
export async function* accountPages(session: Session): AsyncGenerator<AccountSummary[]> {
  for await (const rows of streamRows(selectSummaries(session), BY_ID)) yield rows.map(toSummary);
}

/** The ids of all accounts whose id holds anything but printable ASCII, in pages. */
export async function* streamUnusualIds({ db, dialect }: Session): AsyncGenerator<string[]> {
  const unusual = db
    .selectFrom('tierctl.account as a')
    .select('a.account_id')
    .where(dialect.beyondAscii(sql.ref('a.account_id')));
  for await (const rows of streamRows(unusual, BY_ID)) yield rows.map(({ account_id }) => account_id);
}

const BY_ID = [{ column: 'a.account_id', member: 'account_id' }] as const;

function selectSummaries({ db }: Session) {
  return db.selectFrom('tierctl.account as a').select(({ selectFrom }) => [
    'a.account_id',
    'a.name',
    selectFrom('tierctl.subscription as s')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .whereRef('s.account_id', '=', 'a.account_id')
      .where('s.status', '=', 'active')
      .as('active_subscriptions'),
  ]);
}

function toSummary(row: {
  readonly account_id: string;
  readonly name: string;
  readonly active_subscriptions: number | null;
}): AccountSummary {
  return { id: row.account_id, name: row.name, activeSubscriptions: row.active_subscriptions ?? 0 };
}

/** The account of that id, case-sensitive, in any composition. */
export async function findAccount({ db }: Session, id: string): Promise<Account | undefined> {
  const similar = await db
    .selectFrom('tierctl.account')
    .select(['account_id as id', 'name'])
    .where('account_id', 'in', spellingsOf(id))
    .execute();
  const [account] = calledSo(similar, id, (one) => one.id);
  return account;
}

/** Like findAccount, but throws `not-found` with the nearest id. */
export async function requireAccount(session: Session, id: string): Promise<Account> {
  const account = await findAccount(session, id);
  if (account !== undefined) return account;
  throw notFound('account', id, await neighbours(session, id));
}

/** The existing id that `id`, which does not exist, most likely meant. */
export async function nearestAccount(session: Session, id: string): Promise<string | undefined> {
  return (await findCaseTwin(session, id)) ?? suggest(id, await neighbours(session, id));
}

/** The existing id that differs from `id` in letter case alone, if it is all upper or all lower case: found by the key. */
export async function findCaseTwin({ db }: Session, id: string): Promise<string | undefined> {
  const cases = [...new Set([id.toUpperCase(), id.toLowerCase()])].filter((one) => one !== id);
  if (cases.length === 0) return undefined;
  const rows = await db
    .selectFrom('tierctl.account')
    .select('account_id')
    .where('account_id', 'in', cases)
    .orderBy('account_id')
    .execute();
  return rows[0]?.account_id;
}

/** Throws `busy` (`serialization-failure`) if another transaction created it at the same time. */
export async function insertAccount({ db }: Session, { id, name }: Account): Promise<void> {
  try {
    await db.insertInto('tierctl.account').values({ account_id: id, name }).execute();
  } catch (cause) {
    throw insertCollision(cause, `another transaction created the account ${id}`);
  }
}

const NEIGHBOURS = 200;

/** Ids that sort next to `id`: there may be millions, and a mistyped id usually sorts near the intended one. */
async function neighbours({ db }: Session, id: string): Promise<string[]> {
  const ids = db.selectFrom('tierctl.account').select('account_id').offset(0).fetch(NEIGHBOURS);
  const after = await ids.where('account_id', '>', id).orderBy('account_id').execute();
  const before = await ids.where('account_id', '<', id).orderBy('account_id', 'desc').execute();
  return [...before, ...after].map(({ account_id }) => account_id);
}
