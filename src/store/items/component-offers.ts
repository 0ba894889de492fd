import type { Session } from '../../database/session.ts';
import type { ComponentOffer } from '../../domain/items/component-offer.ts';
import { findAttributes } from './item-attributes.ts';
import { listInactiveItems } from './item-profiles.ts';
import { findPackageProducts } from './package-products.ts';

/** The products that a package offers, by article number, in a fixed number of queries. */
export async function readOffers(session: Session, packageId: string): Promise<ComponentOffer[]> {
  const products = (await findPackageProducts(session, [packageId])).get(packageId) ?? [];
  if (products.length === 0) return [];
  const ids = products.map(({ item }) => item.id);
  const attributes = await findAttributes(session, ids);
  const inactive = new Set(await listInactiveItems(session, ids));
  return products.map((product) => ({
    ...product,
    active: !inactive.has(product.item.id),
    attributes: attributes.get(product.item.id) ?? [],
  }));
}
