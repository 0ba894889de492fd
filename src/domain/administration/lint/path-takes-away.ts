import { misfit } from '../../items/attribute-mapping.ts';
import type { ItemReference } from '../../items/item.ts';
import { itemLabel } from '../../items/item-label.ts';
import { writeAttributeHolder } from '../../paths/attribute-holder.ts';
import { counted } from './counted.ts';
import { fixCommand } from './fix-command.ts';
import type { LintedHoldings } from './linted-holdings.ts';
import type { LintedPath, LintedPaths } from './linted-paths.ts';
import type { Rule } from './rule.ts';

export const pathTakesAway: Rule = {
  id: 'path-takes-away',
  severity: 'warning',
  why: 'When a subscription moves, what its path does not carry over is gone: extensions and components end, values are lost.',
  find: ({ paths, holdings }) =>
    paths.list.flatMap((path) =>
      holdings.taken
        .filter(({ pathId }) => pathId === path.id)
        .map((taken) => ({
          where: { item: taken.item, path: { id: path.id, name: path.name } },
          message: `"${path.name}" ${whatItTakes(path, taken)} ${counted(taken.subscriptions, 'active subscription', 'that follows it', 'active subscriptions')}`,
          fix: fixOf(path, taken, paths),
        })),
    ),
};

type Taken = LintedHoldings['taken'][number];

function whatItTakes(
  { source, destination }: LintedPath,
  { what, item, attribute, quantity }: Taken,
): string {
  const label = item === null ? '' : itemLabel(item);
  const number = quantity.toLocaleString('en');
  const target = itemLabel(destination);
  if (what === 'extension') return `ends ${number} ${label}, more than ${target} allows, of`;
  if (what === 'component') return `ends ${number} ${label}, which ${target} does not continue, of`;
  const name = writeAttributeHolder({ item: label, attribute: attribute ?? '' }, itemLabel(source));
  return `carries no value of ${name} over, ${number} in all, of`;
}

/** Allows the extension, or maps to what has the same name at the other end; null where there is no such thing. */
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
