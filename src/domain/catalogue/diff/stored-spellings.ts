import { composed } from '../../name-rule.ts';
import type { CatalogueAttribute } from '../../paths/attribute-holder.ts';
import type { Catalogue } from '../catalogue.ts';
import type { StoredCatalogue } from './stored-catalogue.ts';

/**
 * The catalogue with each name in the spelling of the database: exactly as given, else in the composition that the database
 * has, else composed, as new names are stored. From here on names are compared exactly.
 */
export function inStoredSpelling(catalogue: Catalogue, stored: StoredCatalogue): Catalogue {
  const item = speller(stored.items.map(({ articleNumber }) => articleNumber));
  const group = speller(stored.groups.map(({ name }) => name));
  const path = speller(stored.paths.map(({ name }) => name));
  const label = labeller(stored);
  const attribute = ({ item: holder, attribute: name }: CatalogueAttribute): CatalogueAttribute => ({
    item: item(holder),
    attribute: composed(name),
  });
  return {
    items: catalogue.items.map((one) => {
      const articleNumber = item(one.articleNumber);
      return {
        ...one,
        articleNumber,
        name: label(articleNumber, one.name),
        defaultPath: one.defaultPath === null ? null : path(one.defaultPath),
        extensions: one.extensions.map((extension) => ({ ...extension, item: item(extension.item) })),
        products: one.products.map((product) => ({ ...product, item: item(product.item) })),
      };
    }),
    groups: catalogue.groups.map(({ name, members }) => ({
      name: group(name),
      members: members.map((member) => ({ ...member, item: item(member.item) })),
    })),
    paths: catalogue.paths.map((one) => ({
      ...one,
      name: path(one.name),
      source: item(one.source),
      destination: item(one.destination),
      map: one.map.map(({ source, destination }) => ({
        source: attribute(source),
        destination: attribute(destination),
      })),
      products: one.products.map(({ source, destination }) => ({
        source: item(source),
        destination: item(destination),
      })),
    })),
  };
}

function speller(stored: readonly string[]): (name: string) => string {
  const exactly = new Set(stored);
  const byComposed = new Map(stored.map((name) => [composed(name), name]));
  return (name) => (exactly.has(name) ? name : (byComposed.get(composed(name)) ?? composed(name)));
}

/** An item is not looked up by its name: if the file has the stored name, it is kept unchanged. */
function labeller({ items }: StoredCatalogue): (articleNumber: string, label: string) => string {
  const labels = new Map(items.map(({ articleNumber, name }) => [articleNumber, name]));
  return (articleNumber, label) => (labels.get(articleNumber) === label ? label : composed(label));
}
