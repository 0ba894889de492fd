// The part of an item that decides about fit: service limits and allowed extensions.
import type { ItemDetails } from '../../../domain/items/item-details.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { Terminal } from '../view.ts';

/** One table each, if there is anything to show. */
export function serviceTables(terminal: Terminal, { kind, services, extensions }: ItemDetails): Printable[] {
  const parts: Printable[] = [];
  if (services.length > 0) {
    const columns = [
      { heading: 'service', cell: ({ service }: (typeof services)[number]) => service },
      {
        heading: kind === 'extension' ? 'each adds' : 'limit',
        align: 'right' as const,
        cell: ({ amount }: (typeof services)[number]) => amount,
      },
    ];
    parts.push(table(terminal, columns, services));
  }
  if (extensions.length > 0) {
    const columns = [
      { heading: 'extension', cell: ({ item }: (typeof extensions)[number]) => itemLabel(item) },
      { heading: 'name', cell: ({ item }: (typeof extensions)[number]) => item.name },
      {
        heading: 'maximum',
        align: 'right' as const,
        cell: ({ maximumQuantity }: (typeof extensions)[number]) => maximumQuantity,
      },
    ];
    parts.push(table(terminal, columns, extensions));
  }
  return parts;
}

/** Their changes, for `changes`. */
export function serviceChanges(
  before: ItemDetails,
  after: ItemDetails,
): (readonly [name: string, before: string | number | null, after: string | number | null])[] {
  const services = both(before.services, after.services, ({ service }) => service);
  const extensions = both(before.extensions, after.extensions, ({ item }) => itemLabel(item));
  return [
    ...services.map((name) => [`service ${name}`, limit(before, name), limit(after, name)] as const),
    ...extensions.map((name) => [`extension ${name}`, allowed(before, name), allowed(after, name)] as const),
  ];
}

function both<One>(some: readonly One[], others: readonly One[], name: (one: One) => string): string[] {
  return [...new Set([...some, ...others].map(name))].sort();
}

function limit({ services }: ItemDetails, wanted: string): number | null {
  return services.find(({ service }) => service === wanted)?.amount ?? null;
}

function allowed({ extensions }: ItemDetails, wanted: string): string | null {
  const found = extensions.find(({ item }) => itemLabel(item) === wanted);
  if (found === undefined) return null;
  return found.maximumQuantity === null ? 'unlimited' : `at most ${found.maximumQuantity}`;
}
