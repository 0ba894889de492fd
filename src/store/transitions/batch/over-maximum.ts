import { type RawBuilder, sql } from 'kysely';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';

/**
 * Whether the package that `s` would become takes fewer instances of a product than would be carried over: "the destination
 * package should also be provisioned with the same number of package products", and none is left behind silently. A path
 * carries what its product grid maps, a change by hand the products that the package has too.
 */
export function overMaximum({ packageProduct, pathProduct }: CatalogueTables = STORED): RawBuilder<boolean> {
  return sql<boolean>`(
  destination.kind = 'package' and exists (
    select 1 from ${packageProduct} as product
    where product.package_item_id = destination.item_id and product.maximum_quantity < (
      select count(*) from tierctl.component as c
      where c.account_id = s.account_id and c.subscription_number = s.number and c.status = 'active'
        and ((s.change_item_id is not null and c.item_id = product.product_item_id) or exists (
          select 1 from ${pathProduct} as m
          where m.path_id = p.id and m.source_item_id = c.item_id
            and m.destination_item_id = product.product_item_id)))))`;
}
