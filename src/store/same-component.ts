import { type RawBuilder, sql } from 'kysely';

/** Whether two rows belong to one component; each is named by its table or alias. */
export function sameComponent(one: string, other: string): RawBuilder<boolean> {
  const same = (column: string) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`;
  return sql<boolean>`${same('account_id')} and ${same('subscription_number')} and ${same('component_number')}`;
}

/** Whether the former component `f` is gone now, and is restored if the run that removed it is undone. */
export const comesBack = sql<boolean>`(f.run_id is not null and not exists (
  select 1 from tierctl.component as still_there where ${sameComponent('still_there', 'f')}))`;
