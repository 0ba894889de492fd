import { misfit } from '../../../items/attribute-mapping.ts';
import type { ItemReference } from '../../../items/item.ts';
import { itemLabel } from '../../../items/item-label.ts';
import { writeAttributeHolder } from '../../../paths/attribute-holder.ts';
import { byPathAndKind } from '../../../transitions/taken-away.ts';
import { fixCommand } from '../fix-command.ts';
import type { LintedHoldings } from '../linted-holdings.ts';
import type { Rule } from '../rule.ts';
import type { LintedPath, LintedPaths } from './linted-paths.ts';

export const pathTakesAway: Rule = {
  id: 'path-takes-away',
  severity: 'warning',
  why: 'When a subscription moves, it loses what its path does not carry over: extensions and components end, values are lost.',
  find: ({ paths, holdings }) =>
    paths.list.flatMap((path) =>
      holdings.taken
        .filter(({ pathId }) => pathId === path.id)
        .sort((one, other) => byPathAndKind({ ...one, path: null }, { ...other, path: null }))
        .map((taken) => ({
          where: { item: taken.item, path: { id: path.id, name: path.name } },
          message: messageOf(path, taken),
          fix: fixOf(path, taken, paths),
        })),
    ),
};

type Taken = LintedHoldings['taken'][number];

function messageOf(
  { name, source, destination }: LintedPath,
  { what, item, attribute, quantity, subscriptions }: Taken,
): string {
  const label = item === null ? '' : itemLabel(item);
  const number = quantity.toLocaleString('en');
  const target = itemLabel(destination);
  const from =
    subscriptions === 1
      ? 'from an active subscription that follows it'
      : `from ${subscriptions.toLocaleString('en')} active subscriptions that follow it`;
  if (what === 'extension')
    return `"${name}" takes ${number} ${label} ${from}: ${target} does not allow as many`;
  if (what === 'component')
    return `"${name}" takes ${number} ${label} ${from}: ${target} has no product that they are mapped to`;
  const written = writeAttributeHolder({ item: label, attribute: attribute ?? '' }, itemLabel(source));
  return `"${name}" takes ${number} ${quantity === 1 ? 'value' : 'values'} of ${written} ${from}: not mapped`;
}

/** Allows the extension, or maps to the product or attribute of the same name in the destination; null where there is none. */
function fixOf(path: LintedPath, { what, item, attribute }: Taken, paths: LintedPaths): string | null {
  const { name, source, destination } = path;
  if (item?.articleNumber == null || destination.articleNumber === null) return null;
  if (what === 'extension') {
    return fixCommand('item extension add', [destination.articleNumber, item.articleNumber]);
  }
  if (what === 'component') {
    const isInside = paths.productsOf(destination).some((product) => product.item.id === item.id);
    return isInside
      ? fixCommand('path map', [name], ['--map-product', `${item.articleNumber}=${item.articleNumber}`])
      : null;
  }
  if (attribute === null) return null;
  const to = item.id === source.id ? destination : becomes(path, item, paths);
  const fits = (holder: ItemReference) => {
    const from = paths.attributesOf(item).find((one) => one.name === attribute);
    const same = paths.attributesOf(holder).find((one) => one.name === attribute);
    return from !== undefined && same !== undefined && misfit(from, same) === undefined;
  };
  if (to === undefined || path.mapped.some((one) => one.itemId === to.id && one.attribute === attribute)) {
    return null;
  }
  const written = (holder: ItemReference, own: ItemReference) =>
    writeAttributeHolder({ item: itemLabel(holder), attribute }, itemLabel(own));
  return fits(to)
    ? fixCommand('path map', [name], ['--map', `${written(item, source)}=${written(to, destination)}`])
    : null;
}

function becomes(path: LintedPath, product: ItemReference, paths: LintedPaths): ItemReference | undefined {
  const row = path.products.find(({ sourceId }) => sourceId === product.id);
  return paths.productsOf(path.destination).find(({ item }) => item.id === row?.destinationId)?.item;
}
