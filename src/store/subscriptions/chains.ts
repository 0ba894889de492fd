// A subscription and its successors in order. Each of them stores the first of the chain, so the last is found with one
// lookup, independent of the length of the chain.
import { type RawBuilder, sql } from 'kysely';

/** The number of the last subscription of the chain of `x`, if it is not `x` itself; else null. */
export const lastOfChain: RawBuilder<number | null> = sql<number | null>`(
  select max(later.number) from tierctl.subscription as later
  where later.account_id = x.account_id and later.first_number = coalesce(x.first_number, x.number)
    and later.number > x.number)`;
