import { collectBy } from '../../../collect-by.ts';
import { itemLabel } from '../../../items/item-label.ts';
import { arrivesEmpty } from '../../../paths/arrival.ts';
import { fixCommand } from '../fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from '../rule.ts';
import { carriedTo, type LintedPath } from './linted-paths.ts';

/** "Make sure that there are package products configured to have a minimum required quantity of 1." */
export const emptyPackage: Rule = {
  id: 'empty-package',
  severity: 'error',
  why: 'A package is provisioned with its products that have a minimum of at least 1 and with what the product grid carries over; with neither, customers get an empty package.',
  find: ({ paths }) => {
    const empty = paths.list.filter((path) => {
      const { kind } = paths.profileOf(path.destination);
      return arrivesEmpty(kind, paths.productsOf(path.destination), carriedTo(path));
    });
    const byPackage = collectBy(empty, ({ destination }) => destination.id);
    return [...byPackage.values()].flatMap((those) => breachOf(those, paths));
  },
};

/** One finding per package, even if several paths lead to it: one command fixes all of them. */
function breachOf(those: readonly LintedPath[], { productsOf }: LintedCatalogue['paths']): Breach[] {
  const [path] = those;
  if (path === undefined) return [];
  const { id, name, destination } = path;
  const [product] = productsOf(destination);
  const others = those.length === 1 ? '' : ` and ${those.length - 1} more`;
  return [
    {
      where: { item: destination, path: { id, name } },
      message: `${itemLabel(destination)} would arrive empty through "${name}"${others}: ${
        product === undefined ? 'it has no products' : 'none of its products has a minimum'
      }`,
      fix:
        product === undefined
          ? null
          : fixCommand(
              'item product update',
              [itemLabel(destination), itemLabel(product.item)],
              ['--min', '1'],
            ),
    },
  ];
}
