// The rows of a plan that affect existing subscriptions: when they move, where to, and what is carried over.
import type { ItemDetails } from '../../items/item-details.ts';
import type { MappedPath } from '../../paths/path.ts';
import { parseTerm } from '../../term.ts';
import { type CatalogueRows, noRows, type Replaced } from './catalogue-rows.ts';

export type EffectiveRows = Pick<
  CatalogueRows,
  | 'profiles'
  | 'defaultPaths'
  | 'services'
  | 'extensions'
  | 'products'
  | 'paths'
  | 'mappings'
  | 'productMappings'
>;

/** The rows that turn one into the other, for commands that change one item. */
export function rowsBetweenItems(before: ItemDetails, after: ItemDetails): EffectiveRows {
  const rows = noRows();
  const itemId = after.id;
  const terms = ({ kind, active, term }: ItemDetails) => ({
    kind,
    active,
    term: term === null ? null : parseTerm(term),
  });
  if (before.active !== after.active || before.term !== after.term) {
    rows.profiles.changed.push({ itemId, before: terms(before), after: terms(after) });
  }
  const services = ({ services: own }: ItemDetails) => own.map((one) => ({ itemId, ...one }));
  replace(rows.services, services(before), services(after));
  const extensions = ({ extensions: own }: ItemDetails) =>
    own.map(({ item, maximumQuantity }) => ({ itemId, extensionId: item.id, maximum: maximumQuantity }));
  replace(rows.extensions, extensions(before), extensions(after));
  const products = ({ products: own }: ItemDetails) =>
    own.map(({ item, minimum, maximum }) => ({ itemId, productId: item.id, minimum, maximum }));
  replace(rows.products, products(before), products(after));
  return rows;
}

/** The same for commands that change one path. */
export function rowsBetweenPaths(before: MappedPath, after: MappedPath): EffectiveRows {
  const rows = noRows();
  const pathId = after.id;
  const rule = ({ effectiveFrom, effectiveUntil, overLimit, description }: MappedPath) => ({
    effectiveFrom,
    effectiveUntil,
    overLimit,
    description,
  });
  if (JSON.stringify(rule(before)) !== JSON.stringify(rule(after))) {
    rows.paths.changed.push({ id: pathId, before: rule(before), after: rule(after) });
  }
  const mappings = ({ attributes }: MappedPath) =>
    attributes.map(({ source, destination }) => ({
      pathId,
      sourceId: source.item.id,
      sourceAttribute: source.attribute,
      destinationId: destination.item.id,
      destinationAttribute: destination.attribute,
    }));
  replace(rows.mappings, mappings(before), mappings(after));
  const products = ({ products: own }: MappedPath) =>
    own.map(({ source, destination }) => ({ pathId, sourceId: source.id, destinationId: destination.id }));
  replace(rows.productMappings, products(before), products(after));
  return rows;
}

export function rowsOfDefault(itemId: string, before: string | null, after: string | null): EffectiveRows {
  return { ...noRows(), defaultPaths: before === after ? [] : [{ itemId, before, after }] };
}

/** The rows that undo them. */
export function inverseOf(rows: EffectiveRows): EffectiveRows {
  const swapped = <Row>({ added, removed }: Replaced<Row>): Replaced<Row> => ({
    added: removed,
    removed: added,
  });
  const turned = <Row extends { readonly before: unknown; readonly after: unknown }>(list: readonly Row[]) =>
    list.map((row) => ({ ...row, before: row.after, after: row.before }));
  return {
    profiles: { added: [], changed: turned(rows.profiles.changed) },
    defaultPaths: turned(rows.defaultPaths),
    services: swapped(rows.services),
    extensions: swapped(rows.extensions),
    products: swapped(rows.products),
    paths: { added: [], changed: turned(rows.paths.changed) },
    mappings: swapped(rows.mappings),
    productMappings: swapped(rows.productMappings),
  };
}

/** Leaves out rows that do not change. */
function replace<Row>(
  { added, removed }: Replaced<Row>,
  before: readonly Row[],
  after: readonly Row[],
): void {
  const [was, is] = [before, after].map((list) => new Set(list.map((row) => JSON.stringify(row))));
  removed.push(...before.filter((row) => is?.has(JSON.stringify(row)) !== true));
  added.push(...after.filter((row) => was?.has(JSON.stringify(row)) !== true));
}
