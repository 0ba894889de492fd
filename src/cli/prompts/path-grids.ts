// Questions for the two grids of a path: which product becomes which, and which attribute fills which.
import type { MappingPair } from '../../domain/items/attribute-mapping.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import {
  type AttributeChoice,
  attributeChoices,
  type PathSide,
  suggestedProduct,
} from '../../domain/paths/path-side.ts';
import type { Ask } from './ask.ts';

/** Asks, for each product of the source package, which product of the destination package it becomes. */
export async function askProducts(ask: Ask, source: PathSide, destination: PathSide): Promise<MappingPair[]> {
  if (destination.products.length === 0) return [];
  const labels = destination.products.map(({ item }) => itemLabel(item));
  const pairs: MappingPair[] = [];
  for (const product of source.products) {
    const becomes = await oneOrNone(ask, {
      message: `${itemLabel(product.item)} becomes`,
      none: 'nothing: it ends with the package',
      candidates: labels,
      suggested: suggestedProduct(product, destination),
    });
    if (becomes !== undefined) pairs.push({ source: itemLabel(product.item), destination: becomes });
  }
  return pairs;
}

/** Asks, for each attribute of the destination and of its products, what fills it. */
export async function askAttributes(
  ask: Ask,
  source: PathSide,
  destination: PathSide,
  products: readonly MappingPair[],
): Promise<MappingPair[]> {
  const pairs: MappingPair[] = [];
  for (const choice of attributeChoices(source, destination, products)) {
    if (choice.candidates.length === 0) continue;
    const filledBy = await oneOrNone(ask, { ...choice, message: question(choice), none: unfilled(choice) });
    if (filledBy === undefined) continue;
    pairs.push({ source: filledBy, destination: choice.destination });
    // Each product that becomes this one may give a value of its own; no other source may be added.
    if (!choice.becoming.some(({ candidates }) => candidates.includes(filledBy))) continue;
    for (const other of choice.becoming) {
      if (other.candidates.length === 0 || other.candidates.includes(filledBy)) continue;
      const too = await oneOrNone(ask, {
        ...other,
        message: `${question(choice)}, where it was ${other.product}`,
        none: unfilled(choice),
      });
      if (too !== undefined) pairs.push({ source: too, destination: choice.destination });
    }
  }
  return pairs;
}

interface OneOrNone {
  readonly message: string;
  readonly none: string;
  readonly candidates: readonly string[];
  readonly suggested: string | undefined;
}

function oneOrNone(
  ask: Ask,
  { message, none, candidates, suggested }: OneOrNone,
): Promise<string | undefined> {
  return ask.choose<string | undefined>({
    message,
    choices: [
      ...candidates.map((candidate) => ({ value: candidate, label: candidate })),
      { value: undefined, label: none },
    ],
    suggested,
  });
}

function question({ destination, attribute: { type, required } }: AttributeChoice): string {
  return `${destination} (${type}${required ? ', required' : ''}) is filled by`;
}

function unfilled({ attribute: { required, defaultValue } }: AttributeChoice): string {
  if (defaultValue !== null) return `nothing: its default ${JSON.stringify(defaultValue)}`;
  return required ? 'nothing: the value will be missing' : 'nothing';
}
