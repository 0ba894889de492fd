import { misfit } from '../../../items/attribute-mapping.ts';
import type { ItemReference } from '../../../items/item.ts';
import type { ItemAttribute } from '../../../items/item-attribute.ts';
import { itemLabel } from '../../../items/item-label.ts';
import { arrives, lacks } from '../../../paths/arrival.ts';
import { writeAttributeHolder } from '../../../paths/attribute-holder.ts';
import { fixCommand } from '../fix-command.ts';
import type { Breach, Rule } from '../rule.ts';
import { carriedTo, type LintedPath, type LintedPaths } from './linted-paths.ts';

export const unmappedRequiredAttribute: Rule = {
  id: 'unmapped-required-attribute',
  severity: 'error',
  why: 'A successor lacks a value that its item requires, and programs that rely on the value do not find it.',
  find: ({ paths }) =>
    paths.list.flatMap((path) => arriving(path, paths).flatMap((holder) => breachesOf(path, holder, paths))),
};

/** The items of a successor: the destination, and its products that are always provisioned or carried over. */
function arriving(path: LintedPath, { productsOf }: LintedPaths): ItemReference[] {
  const carried = carriedTo(path);
  const inside = productsOf(path.destination).filter((product) => arrives(product, carried));
  return [path.destination, ...inside.map(({ item }) => item)];
}

function breachesOf(path: LintedPath, holder: ItemReference, paths: LintedPaths): Breach[] {
  const filled = new Set(
    path.mapped.filter(({ itemId }) => itemId === holder.id).map(({ attribute }) => attribute),
  );
  const missing = paths.attributesOf(holder).filter((one) => lacks(one, filled.has(one.name)));
  if (missing.length === 0) return [];
  const { id, name } = path;
  return [
    {
      where: { item: holder, path: { id, name } },
      message: `"${name}" gives ${itemLabel(holder)} no value for ${missing
        .map((one) => one.name)
        .join(', ')}, which it requires`,
      fix: fixOf(path, holder, missing, paths.attributesOf(path.source)),
    },
  ];
}

/** Maps source attributes of the same name and a compatible type; null where that does not fill all. */
function fixOf(
  { name, source, destination }: LintedPath,
  holder: ItemReference,
  missing: readonly ItemAttribute[],
  offered: readonly ItemAttribute[],
): string | null {
  const given = missing.filter((to) =>
    offered.some((from) => from.name === to.name && misfit(from, to) === undefined),
  );
  if (given.length < missing.length) return null;
  const written = (item: ItemReference, end: ItemReference, attribute: string) =>
    writeAttributeHolder({ item: itemLabel(item), attribute }, itemLabel(end));
  return fixCommand(
    'path map',
    [name],
    given.flatMap((one) => [
      '--map',
      `${written(source, source, one.name)}=${written(holder, destination, one.name)}`,
    ]),
  );
}
