import { sql } from 'kysely';
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import { type LintedHoldings, NO_HOLDINGS } from '../../domain/administration/lint/linted-holdings.ts';
import type { Ladder } from '../../domain/groups/ladder.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { isHeld } from '../../domain/transitions/catalogue-effect.ts';
import { byName } from '../by-name.ts';
import { readInactiveHoldings } from '../catalogue/inactive-holdings.ts';
import { listInactiveItems } from '../items/item-profiles.ts';
import { itemReference } from '../items/item-reference.ts';
import { findServiceLimits } from '../items/service-limits.ts';
import { subscriptionsWithDestinations } from '../paths/applicable-path.ts';
import { countNeverStarting } from '../transitions/runs/never-starting.ts';
import { countWouldBeTaken } from '../transitions/taken-away/would-be-taken.ts';

/** The number of components that one message lists. */
const NAMED = 10;

/** What active subscriptions hold and follow, as far as the rules need it; at most eight queries. */
export async function readLintedHoldings(
  session: Session,
  ladders: readonly Ladder[],
): Promise<LintedHoldings> {
  if (!hasTierctlSchema(session)) return NO_HOLDINGS;
  const members = ladders.flatMap((ladder) => ladder.members.map(({ item }) => item.id));
  const limits = await findServiceLimits(session, [...new Set(members)]);
  return {
    inactive: (await readInactiveHoldings(session, await listInactiveItems(session))).filter(isHeld),
    changesToInactive: await countChangesToInactive(session),
    openEnded: await countOpenEnded(session),
    taken: await countWouldBeTaken(session, undefined),
    neverStarting: await countNeverStarting(session, NAMED),
    limitsOf: ({ id }: ItemReference) => limits.get(id) ?? [],
  };
}

async function countChangesToInactive({
  db,
  dialect,
}: Session): Promise<{ readonly item: ItemReference; readonly count: number }[]> {
  const { rows } = await sql<{
    id: string;
    article_number: string | null;
    name: string | null;
    count: number;
  }>`
    select waiting.id, i.article_number, i.name, waiting.count
    from (
      select s.change_item_id as id, count(*) as count
      from tierctl.subscription as s
      join tierctl.item_profile as target on target.item_id = s.change_item_id
      where s.status = 'active' and target.active = ${dialect.booleanLiteral(false)}
      group by s.change_item_id
    ) as waiting
    left join ${sql.table('billing.item')} as i on i.id = waiting.id
    order by ${byName({ dialect }, sql.ref<string | null>('i.article_number'))}`.execute(db);
  return rows.map(({ id, article_number, name, count }) => ({
    item: itemReference(id, article_number, name),
    count,
  }));
}

async function countOpenEnded({ db }: Session): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select p.id, count(*) as count
    from ${subscriptionsWithDestinations}
    where s.status = 'active' and s.due_on is null and p.id is not null
    group by p.id`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, count]));
}
