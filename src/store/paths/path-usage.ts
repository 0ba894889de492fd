import type { Session } from '../../database/session.ts';

export interface PathUsage {
  /** Active subscriptions that follow it instead of their item's default. */
  readonly activeOverrides: number;
  /** Includes overrides of ended subscriptions. */
  readonly overrides: number;
  readonly transitions: number;
}

/** What refers to a path, except the item it is the default of. */
export async function countPathUsage({ db }: Session, id: string): Promise<PathUsage> {
  const overrides = await db
    .selectFrom('tierctl.subscription')
    .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
    .where('path_id', '=', id)
    .groupBy('status')
    .execute();
  const { count: transitions } = await db
    .selectFrom('tierctl.transition')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('path_id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    activeOverrides: overrides.find(({ status }) => status === 'active')?.count ?? 0,
    overrides: overrides.reduce((sum, { count }) => sum + count, 0),
    transitions,
  };
}
