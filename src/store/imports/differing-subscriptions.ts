// What a file says again must be what is stored: an import adds, and never changes what is there.
import { sql } from 'kysely';
import { lastOfChain } from '../subscriptions/chains.ts';
import { accountOf, reject, type Staging } from './staging.ts';
import { subscriptionDifferences } from './subscription-differences.ts';

/** Marks the records whose subscription is there already, but is not as they say. */
export async function rejectDifferingSubscriptions(staging: Staging): Promise<void> {
  const { exact } = staging.session.dialect;
  const sameId = sql`${exact(sql.ref('x.external_id'))} = ${exact(sql.ref('s.external_id'))}`;
  const differences = [
    {
      what: 'number or external id',
      differs: sql`((s.wanted_number is not null and s.wanted_number <> x.number)
        or (s.external_id is not null and (x.external_id is null or not ${sameId})))`,
    },
    ...subscriptionDifferences(staging),
  ];
  const address = sql`concat(${accountOf(staging)}, '/', s.number)`;
  for (const { what, differs } of differences) {
    await reject(staging, {
      code: 'subscription-differs',
      problem: sql`concat(
        case when ${sameId}
          then concat('the external id "', s.external_id, '" is that of ', ${address}, ', which differs in ', ${sql.lit(what)})
          else concat(${address}, ' is there already, and differs in ', ${sql.lit(what)}) end,
        case when ${lastOfChain} is not null
          then concat('; ', ${accountOf(staging)}, '/', ${lastOfChain}, ' has replaced it') end)`,
      from: sql`tierctl.subscription as x`,
      // Said although the join says it: where few are known, or none, a server must not compare all first.
      where: sql`s.number is not null and x.account_id = s.account and x.number = s.number and ${differs}`,
    });
  }
}

/** How many new records without an external id equal a subscription that is there: those of a file that is imported twice do. */
export async function countEqualSubscriptions(staging: Staging): Promise<number> {
  const differences = subscriptionDifferences(staging).map(({ differs }) => sql`not ${differs}`);
  const { rows } = await sql<{ count: number }>`
    select count(distinct s.line) as "count"
    from ${staging.table} as s
    join tierctl.subscription as x
      on x.account_id = s.account and x.item_id = s.item_id and x.start_date = s.start_date
    where s.problem is null and s.number is null and s.external_id is null
      and ${sql.join(differences, sql` and `)}`.execute(staging.session.db);
  return rows[0]?.count ?? 0;
}
