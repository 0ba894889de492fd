// Checks texts that are not used to find anything. Stored texts are accepted unchanged: other programs may have written them.
import { checkChoice } from '../../items/item-attribute.ts';
import { checkText } from '../../written-text.ts';
import type { Catalogue, CatalogueItem, CataloguePath } from '../catalogue.ts';
import { type CatalogueProblem, problemOf } from '../catalogue-problem.ts';
import type { KnownCatalogue } from './known-catalogue.ts';

/** Problems with the new texts in the catalogue. */
export function textProblems(catalogue: Catalogue, known: KnownCatalogue): CatalogueProblem[] {
  return [
    ...catalogue.items.flatMap((item, n) => itemTexts(item, n, known)),
    ...catalogue.paths.flatMap((path, n) => pathTexts(path, n, known)),
  ];
}

function itemTexts(
  { articleNumber, attributes, renewalPeriods }: CatalogueItem,
  n: number,
  known: KnownCatalogue,
): CatalogueProblem[] {
  const stored = known.items.get(articleNumber)?.stored;
  const units = new Set(stored?.renewalPeriods.map(({ unit }) => unit));
  return [
    ...attributes.flatMap(({ name, defaultValue, choices }, k) => {
      const before = stored?.attributes.find((one) => one.name === name);
      const place = ['items', n, 'attributes', k];
      return [
        ...(choices ?? []).flatMap((choice, c) =>
          before?.choices?.includes(choice) === true
            ? []
            : problemOf([...place, 'choices', c], () => checkChoice(choice)),
        ),
        // The default of a choice is one of its choices.
        ...(defaultValue === null || choices !== null || defaultValue === before?.defaultValue
          ? []
          : problemOf([...place, 'default'], () =>
              checkText(`default of the attribute "${name}"`, defaultValue),
            )),
      ];
    }),
    ...renewalPeriods.flatMap(({ unit }, k) =>
      units.has(unit) ? [] : problemOf(['items', n, 'renewal', k], () => checkText('unit', unit)),
    ),
  ];
}

function pathTexts(
  { name, description }: CataloguePath,
  n: number,
  known: KnownCatalogue,
): CatalogueProblem[] {
  if (description === null || description === known.paths.get(name)?.stored?.description) return [];
  return problemOf(['paths', n, 'description'], () => checkText('description', description));
}
