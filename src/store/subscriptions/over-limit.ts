import { type Expression, expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import type { SubscriptionUsageTable, Tables } from '../../database/tables.ts';
import { LARGEST_QUANTITY } from '../../domain/items/extension.ts';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';
import type { WithDestination } from './with-destinations.ts';

const { fn, lit, ref, selectFrom } = expressionBuilder<
  Tables & WithDestination & { u: SubscriptionUsageTable },
  keyof WithDestination | 'u'
>();

// What the tables of the catalogue are looked up by.
const BY_DESTINATION = sql`${ref('destination.item_id')}`;

// Each part is a number for service `u.service`, zero where there is nothing. The amount from extensions is a decimal,
// because quantity times amount may exceed a bigint.
function terminated(dialect: SqlDialect) {
  return orZero(
    dialect,
    selectFrom('tierctl.change_termination as c')
      .select('c.amount')
      .whereRef('c.account_id', '=', 's.account_id')
      .whereRef('c.subscription_number', '=', 's.number')
      .whereRef('c.service', '=', 'u.service')
      .where('s.change_item_id', 'is not', null)
      .$asScalar(),
  );
}

function ofTheItem(dialect: SqlDialect, { serviceLimit }: CatalogueTables) {
  return orZero(
    dialect,
    selectFrom(serviceLimit(BY_DESTINATION).as('l'))
      .select('l.amount')
      .whereRef('l.item_id', '=', 'destination.item_id')
      .whereRef('l.service', '=', 'u.service')
      .$asScalar(),
  );
}

function ofExtensionsThatComeAlong(dialect: SqlDialect, { serviceLimit, itemExtension }: CatalogueTables) {
  return orZero(
    dialect,
    selectFrom('tierctl.subscription_extension as e')
      .innerJoin(itemExtension(BY_DESTINATION).as('allowed'), (join) =>
        join
          .onRef('allowed.item_id', '=', 'destination.item_id')
          .onRef('allowed.extension_item_id', '=', 'e.extension_item_id'),
      )
      .innerJoin(serviceLimit(sql.ref('e.extension_item_id')).as('l'), (join) =>
        join.onRef('l.item_id', '=', 'e.extension_item_id').onRef('l.service', '=', 'u.service'),
      )
      .select((held) =>
        held.fn
          .sum<number>(
            held(
              held.cast<number>('l.amount', 'decimal(38, 0)'),
              '*',
              held
                .case()
                .when('allowed.maximum_quantity', '<', held.ref('e.quantity'))
                .then(held.ref('allowed.maximum_quantity'))
                .else(held.ref('e.quantity'))
                .end(),
            ),
          )
          .as('amount'),
      )
      .whereRef('e.account_id', '=', 's.account_id')
      .whereRef('e.subscription_number', '=', 's.number')
      .$asScalar(),
  );
}

function ofExtensionsBought(dialect: SqlDialect, { serviceLimit }: CatalogueTables) {
  return orZero(
    dialect,
    selectFrom('tierctl.change_extension as c')
      .innerJoin(serviceLimit(sql.ref('c.extension_item_id')).as('l'), (join) =>
        join.onRef('l.item_id', '=', 'c.extension_item_id').onRef('l.service', '=', 'u.service'),
      )
      .select((bought) =>
        bought.fn
          .sum<number>(
            bought(bought.cast<number>('l.amount', 'decimal(38, 0)'), '*', bought.ref('c.quantity')),
          )
          .as('amount'),
      )
      .whereRef('c.account_id', '=', 's.account_id')
      .whereRef('c.subscription_number', '=', 's.number')
      .where('s.change_item_id', 'is not', null)
      .$asScalar(),
  );
}

/**
 * The maximum that the extensions of `destination` can provide: the maximum quantity of active extensions, and the carried
 * over units of inactive ones. The maximum of one extension does not depend on the others, so a shortfall within this for
 * every service can be covered.
 */
function ofAllExtensions(dialect: SqlDialect, { itemExtension, itemProfile, serviceLimit }: CatalogueTables) {
  const byExtension = sql.ref('allowed.extension_item_id');
  return orZero(
    dialect,
    selectFrom(itemExtension(BY_DESTINATION).as('allowed'))
      .innerJoin(itemProfile(byExtension).as('extension'), 'extension.item_id', 'allowed.extension_item_id')
      .innerJoin(serviceLimit(byExtension).as('l'), (join) =>
        join.onRef('l.item_id', '=', 'allowed.extension_item_id').onRef('l.service', '=', 'u.service'),
      )
      .leftJoin('billing.item as sold', 'sold.id', 'allowed.extension_item_id')
      .leftJoin('tierctl.subscription_extension as e', (join) =>
        join
          .onRef('e.account_id', '=', 's.account_id')
          .onRef('e.subscription_number', '=', 's.number')
          .onRef('e.extension_item_id', '=', 'allowed.extension_item_id'),
      )
      .select((one) => {
        const most = one.fn.coalesce('allowed.maximum_quantity', one.lit(LARGEST_QUANTITY));
        return one.fn
          .sum<number>(
            one(
              one.cast<number>('l.amount', 'decimal(38, 0)'),
              '*',
              one
                .case()
                .when(
                  sql<boolean>`${one('extension.active', '=', dialect.booleanLiteral(true))} and ${one('sold.id', 'is not', null)}
                    and ${one.or([one('e.quantity', 'is', null), one('e.quantity', '<', most)])}`,
                )
                .then(most)
                .when('e.quantity', 'is', null)
                .then(one.lit(0))
                .when('allowed.maximum_quantity', '<', one.ref('e.quantity'))
                .then(one.ref('allowed.maximum_quantity'))
                .else(one.ref('e.quantity'))
                .end(),
            ),
          )
          .as('amount');
      })
      .whereRef('allowed.item_id', '=', 'destination.item_id')
      .$asScalar(),
  );
}

function orZero(dialect: SqlDialect, amount: Expression<number | null>): Expression<number> {
  return dialect.ifNull(amount, lit(0));
}

/**
 * Whether the usage of subscription `s` exceeds the limits of `destination`, including the extensions that it allows and
 * those added with the change, and without the terminated amounts. Paths with the policy `allow` skip the check; paths with
 * `extend` check only whether any number of extensions would cover the usage. "There is the case when … the desired action moves from one package to
 * another that doesn't support the number of resources already in use".
 *
 * The rule stays SQL, because it reads better so; its parts are built.
 */
export function overLimit(dialect: SqlDialect, tables: CatalogueTables = STORED): RawBuilder<boolean> {
  const policy = fn.coalesce('p.over_limit_policy', sql.lit('block'));
  return sql<boolean>`(
  ${policy} <> 'allow' and exists (
    select 1 from ${sql.table('tierctl.subscription_usage')} as u
    where ${ref('u.account_id')} = ${ref('s.account_id')} and ${ref('u.subscription_number')} = ${ref('s.number')}
      and ${ref('u.amount')} - ${terminated(dialect)} > ${ofTheItem(dialect, tables)}
        + ${ofExtensionsThatComeAlong(dialect, tables)} + ${ofExtensionsBought(dialect, tables)}
      and (${policy} <> 'extend'
        or ${ref('u.amount')} > ${ofTheItem(dialect, tables)} + ${ofAllExtensions(dialect, tables)})))`;
}
