// What a predecessor has and its successor does not get, as parts of statements. The record that a batch writes, the
// outlook of one subscription and the counts of a path are all built from them, so they always agree. They read what
// the predecessor holds before the move changes it: its components are still active.
import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import type {
  ChangeAttributeTable,
  ComponentAttributeTable,
  ComponentTable,
  ItemAttributeTable,
  ItemExtensionTable,
  PathAttributeTable,
  PathProductTable,
  SubscriptionAttributeTable,
  SubscriptionExtensionTable,
  Tables,
  TakenAwayTable,
  TransitionTable,
} from '../../../database/tables.ts';
import { ANY_ROW } from '../../any-row.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';

/** A move; its path is null for a change by hand. */
export type Move = Pick<
  TransitionTable,
  'account_id' | 'from_number' | 'path_id' | 'from_item_id' | 'to_item_id'
>;

/** A query of moves `t`: recorded transitions, or those that would be made now. */
export type Moves = SelectQueryBuilder<Tables & { t: Move }, 't', object>;

/** The part of one kind of thing in a statement about moves `t`. */
export interface TakenPart {
  readonly what: TakenAwayTable['what'];
  /** One row for each thing that is taken away. */
  of(moves: Moves): Moves;
  readonly item: Expression<string>;
  /** Undefined for kinds without an attribute. */
  readonly attribute: Expression<string> | undefined;
  readonly quantity: Expression<number>;
  /** Whether each item and attribute has at most one row per move. */
  readonly isAlone?: boolean;
  /** A condition on `t` from the catalogue alone: if it is false, nothing of this kind is taken away. */
  readonly could?: Expression<SqlBool>;
}

/** The parts, in the stored catalogue or in the one after a plan. */
export function takenParts(dialect: SqlDialect, tables: CatalogueTables = STORED) {
  return {
    endingExtensions: endingExtensions(tables),
    endingComponents: endingComponents(tables),
    unmappedValues: unmappedValues(tables),
    unsettledValues: unsettledValues(dialect),
    unmappedComponentValues: unmappedComponentValues(tables),
  };
}

const move = expressionBuilder<Tables & { t: Move }, 't'>();
const ONE = sql.lit(1);
// What the tables of the catalogue are looked up by.
const BY_PATH = sql`${move.ref('t.path_id')}`;
const BY_DESTINATION = sql`${move.ref('t.to_item_id')}`;

/** Extensions that the destination does not allow, and units beyond the quantity it allows (see carry-holdings.ts). */
function endingExtensions({ itemExtension }: CatalogueTables): TakenPart {
  const { eb, fn, lit, ref } = expressionBuilder<
    { e: SubscriptionExtensionTable; allowed: ItemExtensionTable },
    'e' | 'allowed'
  >();
  return {
    what: 'extension',
    of: (moves) =>
      moves
        .innerJoin('tierctl.subscription_extension as e', (join) =>
          join
            .onRef('e.account_id', '=', 't.account_id')
            .onRef('e.subscription_number', '=', 't.from_number'),
        )
        .leftJoin(itemExtension(BY_DESTINATION).as('allowed'), (join) =>
          join
            .onRef('allowed.item_id', '=', 't.to_item_id')
            .onRef('allowed.extension_item_id', '=', 'e.extension_item_id'),
        )
        .where((held) =>
          held.or([
            held('allowed.item_id', 'is', null),
            held('allowed.maximum_quantity', '<', held.ref('e.quantity')),
          ]),
        ),
    item: ref('e.extension_item_id'),
    attribute: undefined,
    quantity: eb('e.quantity', '-', fn.coalesce('allowed.maximum_quantity', lit(0))),
    isAlone: true,
  };
}

/** What an active component becomes: by the path's product grid or, in a change by hand, the same product in the other package. */
function activeComponents(moves: Moves, { pathProduct }: CatalogueTables) {
  return moves
    .innerJoin('tierctl.component as c', (join) =>
      join
        .onRef('c.account_id', '=', 't.account_id')
        .onRef('c.subscription_number', '=', 't.from_number')
        .on('c.status', '=', sql.lit('active')),
    )
    .leftJoin(pathProduct(BY_PATH).as('becomes'), (join) =>
      join.onRef('becomes.path_id', '=', 't.path_id').onRef('becomes.source_item_id', '=', 'c.item_id'),
    );
}

const component = expressionBuilder<
  Tables & { t: Move; c: ComponentTable; becomes: PathProductTable; v: ComponentAttributeTable },
  't' | 'c' | 'becomes' | 'v'
>();

/** Components that nothing in the successor continues (see batch/components.ts). */
function endingComponents(tables: CatalogueTables): TakenPart {
  return {
    what: 'component',
    of: (moves) =>
      activeComponents(moves, tables)
        .leftJoin(tables.packageProduct(BY_DESTINATION).as('same'), (join) =>
          join
            .on('t.path_id', 'is', null)
            .onRef('same.package_item_id', '=', 't.to_item_id')
            .onRef('same.product_item_id', '=', 'c.item_id'),
        )
        .where('becomes.path_id', 'is', null)
        .where('same.package_item_id', 'is', null),
    item: component.ref('c.item_id'),
    attribute: undefined,
    quantity: ONE,
  };
}

/**
 * Whether the target `m` of a mapping exists on the new successor: the destination itself, a product with a minimum,
 * or one that components are carried over to.
 */
function arrives({ packageProduct, pathProduct }: CatalogueTables): Expression<SqlBool> {
  const { eb, exists, or, ref, selectFrom } = expressionBuilder<
    Tables & { t: Move; m: PathAttributeTable },
    't' | 'm'
  >();
  return or([
    eb('m.destination_item_id', '=', ref('t.to_item_id')),
    exists(
      selectFrom(packageProduct(BY_DESTINATION).as('filled'))
        .select(ANY_ROW)
        .whereRef('filled.package_item_id', '=', 't.to_item_id')
        .whereRef('filled.product_item_id', '=', 'm.destination_item_id')
        .where('filled.minimum_quantity', '>', sql.lit(0)),
    ),
    exists(
      selectFrom('tierctl.component as other')
        .innerJoin(pathProduct(BY_PATH).as('grid'), (join) =>
          join
            .onRef('grid.path_id', '=', 't.path_id')
            .onRef('grid.source_item_id', '=', 'other.item_id')
            .onRef('grid.destination_item_id', '=', 'm.destination_item_id'),
        )
        .select(ANY_ROW)
        .whereRef('other.account_id', '=', 't.account_id')
        .whereRef('other.subscription_number', '=', 't.from_number')
        .where('other.status', '=', sql.lit('active')),
    ),
  ]);
}

/** Values of the predecessor itself that its path does not map, or maps only to products without an instance. */
function unmappedValues(tables: CatalogueTables): TakenPart {
  const { exists, not, ref, selectFrom } = expressionBuilder<
    Tables & { t: Move; v: SubscriptionAttributeTable },
    't' | 'v'
  >();
  const toTheDestination = selectFrom(tables.pathAttribute(BY_PATH).as('own'))
    .select(ANY_ROW)
    .whereRef('own.path_id', '=', 't.path_id')
    .whereRef('own.source_item_id', '=', 't.from_item_id')
    .whereRef('own.source_attribute', '=', 'v.attribute')
    .whereRef('own.destination_item_id', '=', 't.to_item_id');
  const anywhere = selectFrom(tables.pathAttribute(BY_PATH).as('m'))
    .select(ANY_ROW)
    .whereRef('m.path_id', '=', 't.path_id')
    .whereRef('m.source_item_id', '=', 't.from_item_id')
    .whereRef('m.source_attribute', '=', 'v.attribute')
    .where(arrives(tables));
  return {
    what: 'attribute',
    of: (moves) =>
      moves
        .innerJoin('tierctl.subscription_attribute as v', (join) =>
          join
            .onRef('v.account_id', '=', 't.account_id')
            .onRef('v.subscription_number', '=', 't.from_number'),
        )
        .where('t.path_id', 'is not', null)
        // Most values are mapped to the destination itself: as a separate condition, that is one hash join.
        .where(not(exists(toTheDestination)))
        .where(not(exists(anywhere))),
    item: ref('t.from_item_id'),
    attribute: ref('v.attribute'),
    quantity: ONE,
    isAlone: true,
    could: exists(
      selectFrom('tierctl.item_attribute as a')
        .select(ANY_ROW)
        .whereRef('a.item_id', '=', 't.from_item_id')
        .where((attribute) =>
          attribute.not(
            attribute.exists(
              attribute
                .selectFrom(tables.pathAttribute(BY_PATH).as('m'))
                .select(ANY_ROW)
                .whereRef('m.path_id', '=', 't.path_id')
                .whereRef('m.source_item_id', '=', 'a.item_id')
                .whereRef('m.source_attribute', '=', 'a.name')
                .whereRef('m.destination_item_id', '=', 't.to_item_id'),
            ),
          ),
        ),
    ),
  };
}

/**
 * Values of the predecessor itself in a change by hand, which has chosen all values of its successor: an explicit value
 * replaces the old one on purpose; a default does not. Values and names are compared exactly.
 */
function unsettledValues({ exact }: SqlDialect): TakenPart {
  const { and, eb, or, ref } = expressionBuilder<
    { t: Move; v: SubscriptionAttributeTable; settled: ChangeAttributeTable; usual: ItemAttributeTable },
    't' | 'v' | 'settled' | 'usual'
  >();
  const settled = exact(ref('settled.value'));
  return {
    what: 'attribute',
    of: (moves) =>
      moves
        .innerJoin('tierctl.subscription_attribute as v', (join) =>
          join
            .onRef('v.account_id', '=', 't.account_id')
            .onRef('v.subscription_number', '=', 't.from_number'),
        )
        .leftJoin('tierctl.change_attribute as settled', (join) =>
          join
            .onRef('settled.account_id', '=', 't.account_id')
            .onRef('settled.subscription_number', '=', 't.from_number')
            .on(eb(exact(ref('settled.attribute')), '=', exact(ref('v.attribute')))),
        )
        .leftJoin('tierctl.item_attribute as usual', (join) =>
          join
            .onRef('usual.item_id', '=', 't.to_item_id')
            .on(eb(exact(ref('usual.name')), '=', exact(ref('v.attribute')))),
        )
        .where('t.path_id', 'is', null)
        .where(
          or([
            eb('settled.account_id', 'is', null),
            and([
              eb(settled, '<>', exact(ref('v.value'))),
              eb(settled, '=', exact(ref('usual.default_value'))),
            ]),
          ]),
        ),
    item: ref('t.from_item_id'),
    attribute: ref('v.attribute'),
    quantity: ONE,
    isAlone: true,
  };
}

/**
 * Values of components that are carried over. A component keeps a value that is mapped to the product that it becomes; other
 * targets take the value from the first active instance (see carry-attributes.ts). A change by hand keeps all values.
 */
function unmappedComponentValues(tables: CatalogueTables): TakenPart {
  const { exists, not, ref, selectFrom } = component;
  const isNotFirst = selectFrom('tierctl.component as earlier')
    .select(ANY_ROW)
    .whereRef('earlier.account_id', '=', 'c.account_id')
    .whereRef('earlier.subscription_number', '=', 'c.subscription_number')
    .whereRef('earlier.item_id', '=', 'c.item_id')
    .where('earlier.status', '=', sql.lit('active'))
    .where((earlier) =>
      earlier.or([
        earlier('earlier.start_date', '<', earlier.ref('c.start_date')),
        earlier.and([
          earlier('earlier.start_date', '=', earlier.ref('c.start_date')),
          earlier('earlier.component_number', '<', earlier.ref('c.component_number')),
        ]),
      ]),
    );
  const mapped = selectFrom(tables.pathAttribute(BY_PATH).as('m'))
    .select(ANY_ROW)
    .whereRef('m.path_id', '=', 't.path_id')
    .whereRef('m.source_item_id', '=', 'c.item_id')
    .whereRef('m.source_attribute', '=', 'v.attribute')
    .where((mapping) =>
      mapping.or([
        mapping('m.destination_item_id', '=', mapping.ref('becomes.destination_item_id')),
        mapping.and([arrives(tables), not(exists(isNotFirst))]),
      ]),
    );
  return {
    what: 'attribute',
    of: (moves) =>
      activeComponents(moves, tables)
        .innerJoin('tierctl.component_attribute as v', (join) =>
          join
            .onRef('v.account_id', '=', 'c.account_id')
            .onRef('v.subscription_number', '=', 'c.subscription_number')
            .onRef('v.component_number', '=', 'c.component_number'),
        )
        .where('becomes.path_id', 'is not', null)
        .where(not(exists(mapped))),
    item: ref('c.item_id'),
    attribute: ref('v.attribute'),
    quantity: ONE,
  };
}
