import type { ItemReference } from '../items/item.ts';
import { itemLabel } from '../items/item-label.ts';
import { shellWord } from '../shell-word.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { HasTerm } from './path-cycles.ts';

/** `A → B → A`: a way round, written out. */
export function writeRound(round: readonly ItemReference[]): string {
  const labels = round.map(itemLabel);
  // Of a very long way round its ends say enough.
  const shown = labels.length > 12 ? [...labels.slice(0, 6), '…', ...labels.slice(-5)] : labels;
  return [...shown, ...labels.slice(0, 1)].join(' → ');
}

/** `B has no term`, `A and B have no term`. */
export function writeTermless(items: readonly ItemReference[]): string {
  const [first = '', second = '', ...others] = items.map(itemLabel);
  if (items.length === 1) return `${first} has no term`;
  return others.length === 0
    ? `${first} and ${second} have no term`
    : `${first}, ${second} and ${others.length} more have no term`;
}

/** `refused` (`path-cycle-without-end`): the path would lead round in a circle on which somebody stays for ever. */
export function pathCycleWithoutEnd(
  path: string,
  round: readonly ItemReference[],
  hasTerm: HasTerm,
): TierctlError {
  const withoutTerm = round.filter((item) => !hasTerm(item));
  const [first] = withoutTerm;
  return new TierctlError(
    'refused',
    'path-cycle-without-end',
    `path "${path}" would close the cycle ${writeRound(round)}, and ${writeTermless(withoutTerm)}`,
    {
      hint: `what comes round would stay there for ever; give ${withoutTerm.length === 1 ? 'it' : 'each of them'} a term, such as: tierctl item set ${first === undefined ? 'ITEM' : shellWord(itemLabel(first))} --term P3M`,
      data: { path, cycle: round.map(itemLabel), withoutTerm: withoutTerm.map(itemLabel) },
    },
  );
}
