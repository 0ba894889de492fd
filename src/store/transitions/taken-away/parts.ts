// What a predecessor has and its successor does not get, as parts of statements. The record that a batch writes, the
// outlook of one subscription and the counts of a path are all built from them, so they always agree. They read what
// the predecessor holds before the move changes it: its components are still active.
import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import type { TakenAwayTable } from '../../../database/tables.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';

/**
 * The part of one kind of thing in a statement about moves `t` (`account_id`, `from_number`, `path_id`, which is null for a
 * change by hand, `from_item_id`, `to_item_id`): one row for each thing that is taken away.
 */
export interface TakenPart {
  readonly what: TakenAwayTable['what'];
  readonly joins: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
  readonly item: RawBuilder<string>;
  /** Undefined for kinds without an attribute. */
  readonly attribute: RawBuilder<string> | undefined;
  readonly quantity: RawBuilder<number>;
  /** Whether each item and attribute has at most one row per move. */
  readonly isAlone?: boolean;
  /** A condition on `t` from the catalogue alone: if it is false, nothing of this kind is taken away. */
  readonly could?: RawBuilder<boolean>;
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

/** Extensions that the destination does not allow, and units beyond the quantity it allows (see carry-holdings.ts). */
const endingExtensions = ({ itemExtension }: CatalogueTables): TakenPart => ({
  what: 'extension',
  joins: sql`
    join tierctl.subscription_extension as e on e.account_id = t.account_id and e.subscription_number = t.from_number
    left join ${itemExtension(sql`t.to_item_id`)} as allowed on allowed.item_id = t.to_item_id
      and allowed.extension_item_id = e.extension_item_id`,
  where: sql<boolean>`(allowed.item_id is null or allowed.maximum_quantity < e.quantity)`,
  item: sql<string>`e.extension_item_id`,
  attribute: undefined,
  quantity: sql<number>`e.quantity - coalesce(allowed.maximum_quantity, 0)`,
  isAlone: true,
});

// What an active component becomes: by the path's product grid or, in a change by hand, the same product in the other package.
const activeComponents = ({ pathProduct }: CatalogueTables) => sql`
    join tierctl.component as c on c.account_id = t.account_id and c.subscription_number = t.from_number
      and c.status = 'active'
    left join ${pathProduct(sql`t.path_id`)} as becomes on becomes.path_id = t.path_id and becomes.source_item_id = c.item_id`;

/** Components that nothing in the successor continues (see batch/components.ts). */
const endingComponents = (tables: CatalogueTables): TakenPart => ({
  what: 'component',
  joins: sql`${activeComponents(tables)}
    left join ${tables.packageProduct(sql`t.to_item_id`)} as same on t.path_id is null and same.package_item_id = t.to_item_id
      and same.product_item_id = c.item_id`,
  where: sql<boolean>`becomes.path_id is null and same.package_item_id is null`,
  item: sql<string>`c.item_id`,
  attribute: undefined,
  quantity: sql<number>`1`,
});

// Whether the target `m` of a mapping exists on the new successor: the destination itself, a product with a minimum,
// or one that components are carried over to.
const arrives = ({
  packageProduct,
  pathProduct,
}: CatalogueTables) => sql<boolean>`(m.destination_item_id = t.to_item_id
        or exists (
          select 1 from ${packageProduct(sql`t.to_item_id`)} as filled
          where filled.package_item_id = t.to_item_id and filled.product_item_id = m.destination_item_id
            and filled.minimum_quantity > 0)
        or exists (
          select 1 from tierctl.component as other
          join ${pathProduct(sql`t.path_id`)} as grid on grid.path_id = t.path_id and grid.source_item_id = other.item_id
            and grid.destination_item_id = m.destination_item_id
          where other.account_id = t.account_id and other.subscription_number = t.from_number
            and other.status = 'active'))`;

/** Values of the predecessor itself that its path does not map, or maps only to products without an instance. */
const unmappedValues = (tables: CatalogueTables): TakenPart => ({
  what: 'attribute',
  joins: sql`
    join tierctl.subscription_attribute as v on v.account_id = t.account_id and v.subscription_number = t.from_number`,
  // Most values are mapped to the destination itself: as a separate condition, that is one hash join.
  where: sql<boolean>`t.path_id is not null and not exists (
        select 1 from ${tables.pathAttribute(sql`t.path_id`)} as own
        where own.path_id = t.path_id and own.source_item_id = t.from_item_id and own.source_attribute = v.attribute
          and own.destination_item_id = t.to_item_id)
      and not exists (
        select 1 from ${tables.pathAttribute(sql`t.path_id`)} as m
        where m.path_id = t.path_id and m.source_item_id = t.from_item_id and m.source_attribute = v.attribute
          and ${arrives(tables)})`,
  item: sql<string>`t.from_item_id`,
  attribute: sql<string>`v.attribute`,
  quantity: sql<number>`1`,
  isAlone: true,
  could: sql<boolean>`exists (
      select 1 from tierctl.item_attribute as a
      where a.item_id = t.from_item_id and not exists (
        select 1 from ${tables.pathAttribute(sql`t.path_id`)} as m
        where m.path_id = t.path_id and m.source_item_id = a.item_id and m.source_attribute = a.name
          and m.destination_item_id = t.to_item_id))`,
});

/**
 * Values of the predecessor itself in a change by hand, which has chosen all values of its successor: an explicit value
 * replaces the old one on purpose; a default does not. Values and names are compared exactly.
 */
const unsettledValues = ({ exact }: SqlDialect): TakenPart => ({
  what: 'attribute',
  joins: sql`
    join tierctl.subscription_attribute as v on v.account_id = t.account_id and v.subscription_number = t.from_number
    left join tierctl.change_attribute as settled on settled.account_id = t.account_id
      and settled.subscription_number = t.from_number and ${exact(sql`settled.attribute`)} = ${exact(sql`v.attribute`)}
    left join tierctl.item_attribute as usual on usual.item_id = t.to_item_id 
      and ${exact(sql`usual.name`)} = ${exact(sql`v.attribute`)}`,
  where: sql<boolean>`t.path_id is null and (settled.account_id is null
        or (${exact(sql`settled.value`)} <> ${exact(sql`v.value`)}
          and ${exact(sql`settled.value`)} = ${exact(sql`usual.default_value`)}))`,
  item: sql<string>`t.from_item_id`,
  attribute: sql<string>`v.attribute`,
  quantity: sql<number>`1`,
  isAlone: true,
});

/**
 * Values of components that are carried over. A component keeps a value that is mapped to the product that it becomes; other
 * targets take the value from the first active instance (see carry-attributes.ts). A change by hand keeps all values.
 */
const unmappedComponentValues = (tables: CatalogueTables): TakenPart => ({
  what: 'attribute',
  joins: sql`${activeComponents(tables)}
    join tierctl.component_attribute as v on v.account_id = c.account_id
      and v.subscription_number = c.subscription_number and v.component_number = c.component_number`,
  where: sql<boolean>`becomes.path_id is not null and not exists (
        select 1 from ${tables.pathAttribute(sql`t.path_id`)} as m
        where m.path_id = t.path_id and m.source_item_id = c.item_id and m.source_attribute = v.attribute
          and (m.destination_item_id = becomes.destination_item_id or (${arrives(tables)} and not exists (
            select 1 from tierctl.component as earlier
            where earlier.account_id = c.account_id and earlier.subscription_number = c.subscription_number
              and earlier.item_id = c.item_id and earlier.status = 'active'
              and (earlier.start_date < c.start_date or (earlier.start_date = c.start_date
                and earlier.component_number < c.component_number))))))`,
  item: sql<string>`c.item_id`,
  attribute: sql<string>`v.attribute`,
  quantity: sql<number>`1`,
});
