// A subscription and its successors in order. Each of them stores the first of the chain, so the last is found with one
// lookup, independent of the length of the chain.
import { type Expression, expressionBuilder } from 'kysely';
import type { SubscriptionTable, Tables } from '../../database/tables.ts';

const { fn, selectFrom } = expressionBuilder<Tables & { x: SubscriptionTable }, 'x'>();

/** The number of the last subscription of the chain of `x`, if it is not `x` itself; else null. */
export const lastOfChain: Expression<number | null> = selectFrom('tierctl.subscription as later')
  .select((later) => later.fn.max<number | null>('later.number').as('latest'))
  .whereRef('later.account_id', '=', 'x.account_id')
  .where('later.first_number', '=', fn.coalesce('x.first_number', 'x.number'))
  .whereRef('later.number', '>', 'x.number')
  .$asScalar();
