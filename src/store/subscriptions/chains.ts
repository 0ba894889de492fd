// A subscription and those that have replaced it, one after the other. All of them know the first of their chain, so that the
// last is found at once, however many lie between.
import { type RawBuilder, sql } from 'kysely';

/** The number of the last subscription of the chain of `x`, where it is not `x` itself; else null. */
export const lastOfChain: RawBuilder<number | null> = sql<number | null>`(
  select max(later.number) from tierctl.subscription as later
  where later.account_id = x.account_id and later.first_number = coalesce(x.first_number, x.number)
    and later.number > x.number)`;
