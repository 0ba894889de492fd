import { sql } from 'kysely';
import type { Database } from '../../../src/database/database.ts';

/** The components that lie outside a subscription that is over, or that are active on one, as `ACCOUNT/NUMBER#COMPONENT`. */
export async function componentsOutside({ kysely }: Database): Promise<string[]> {
  const { rows } = await sql<{ account: string; number: number; component: number }>`
    select c.account_id as account, c.subscription_number as number, c.component_number as component
    from tierctl.component as c
    join tierctl.subscription as s on s.account_id = c.account_id and s.number = c.subscription_number
    where c.start_date < s.start_date
      or (s.status = 'ended' and (c.status = 'active' or c.start_date > s.end_date or c.end_date > s.end_date))
    order by c.account_id, c.subscription_number, c.component_number`.execute(kysely);
  return rows.map(({ account, number, component }) => `${account}/${number}#${component}`);
}
