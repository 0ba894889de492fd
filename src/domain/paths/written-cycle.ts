import type { ItemReference } from '../items/item.ts';
import { itemLabel } from '../items/item-label.ts';

/** `A → B → A`: a cycle as text. */
export function writeRound(round: readonly ItemReference[]): string {
  const labels = round.map(itemLabel);
  // For a very long cycle both ends are enough.
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
