import { sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { LoadedRow } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { Account } from '../../domain/accounts/account.ts';
import {
  accountOf,
  type OwnColumn,
  reject,
  type StagedRow,
  type Staging,
  stage,
  updateStaged,
} from './staging.ts';

interface StagedAccount extends StagedRow {
  account_name: string | null;
  known: number | null;
}

/** The staged values in the order of the columns. */
export function stagedAccount({ id, name }: Account): LoadedRow {
  return [id, name, null];
}

/** For a record that could not be read. */
export const NO_ACCOUNT: LoadedRow = [null, null, null];

/** Stages accounts, and marks duplicates and those that already exist under another name. */
export async function stageAccounts(
  session: Session,
  portions: AsyncIterable<readonly LoadedRow[]>,
): Promise<Staging> {
  const { dialect } = session;
  const { account_id, name } = columnTypes(dialect.types, 'tierctl.account');
  const columns = { account: account_id, account_name: name, known: dialect.types.integer } satisfies Record<
    OwnColumn<StagedAccount>,
    string
  >;
  const staging = await stage(session, columns, portions);
  const account = accountOf(staging);
  await reject(staging, {
    code: 'account-repeated',
    problem: sql`concat('the account "', ${account}, '" is already used in line ', d.first_line)`,
    from: sql`(
      select account, min(line) as first_line from ${staging.table}
      where problem is null group by account having count(*) > 1) as d`,
    where: sql`d.account = s.account and s.line > d.first_line`,
  });
  await reject(staging, {
    code: 'account-differs',
    problem: sql`concat('the account "', ${account}, '" is there already, under the name "', a.name, '"')`,
    from: sql`tierctl.account as a`,
    where: sql`a.account_id = s.account
      and ${dialect.exactValue(sql.ref('a.name'))} <> ${dialect.exactValue(sql.ref('s.account_name'))}`,
  });
  await updateStaged(staging, {
    set: { known: sql`1` },
    from: sql`tierctl.account as a`,
    where: sql`s.problem is null and a.account_id = s.account`,
  });
  return staging;
}

/** Writes the accounts that are neither rejected nor existing. */
export async function insertStagedAccounts({ session: { db }, name }: Staging): Promise<void> {
  await db
    .insertInto('tierctl.account')
    .columns(['account_id', 'name'])
    .expression(
      db
        .selectFrom(sql<StagedAccount>`${sql.table(name)}`.as('s'))
        .select(['s.account', 's.account_name'])
        .where('s.problem', 'is', null)
        .where('s.known', 'is', null),
    )
    .execute();
}
