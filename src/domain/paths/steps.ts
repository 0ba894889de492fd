// Items and the paths between them as a directed graph.
import type { ItemReference } from '../items/item.ts';
import { byLabel } from '../items/item-label.ts';

/** The part of a path that a graph walk needs. */
export interface Step {
  readonly source: ItemReference;
  readonly destination: ItemReference;
}

/** The distinct destinations of each item, by article number. Every item has an entry. */
export function stepsFrom(steps: readonly Step[]): Map<string, readonly ItemReference[]> {
  const found = new Map<string, Map<string, ItemReference>>();
  const items = new Map<string, ItemReference>();
  for (const { source, destination } of steps) {
    items.set(source.id, source).set(destination.id, destination);
    const own = found.get(source.id) ?? new Map<string, ItemReference>();
    found.set(source.id, own.set(destination.id, destination));
  }
  return new Map(
    [...items.values()]
      .sort(byLabel)
      .map(({ id }) => [id, [...(found.get(id)?.values() ?? [])].sort(byLabel)]),
  );
}

/** An item whose destinations are being visited. */
interface Visit {
  readonly id: string;
  readonly to: readonly ItemReference[];
  next: number;
}

/**
 * Tarjan's strongly connected components: the items in the largest sets whose members all lead to one another. It
 * has its own stack: a chain of paths may exceed the call stack.
 */
export function stronglyConnected(
  from: ReadonlyMap<string, readonly ItemReference[]>,
): (readonly ItemReference[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const items = new Map([...from.values()].flat().map((item) => [item.id, item]));
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: ItemReference[][] = [];

  const enter = (id: string): Visit => {
    order.set(id, order.size);
    lowest.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, to: from.get(id) ?? [], next: 0 };
  };
  const lower = (id: string, to: number | undefined): void => {
    lowest.set(id, Math.min(lowest.get(id) ?? 0, to ?? 0));
  };
  const leave = ({ id }: Visit): void => {
    if (lowest.get(id) !== order.get(id)) return;
    const those = open.splice(open.lastIndexOf(id));
    for (const one of those) isOpen.delete(one);
    // An item that no step leads to is its own component and not a cycle.
    components.push(those.flatMap((one) => items.get(one) ?? []));
  };

  for (const root of from.keys()) {
    if (order.has(root)) continue;
    const visits = [enter(root)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const item = visit.to[visit.next++];
      if (item === undefined) {
        leave(visit);
        visits.pop();
        const before = visits.at(-1);
        if (before !== undefined) lower(before.id, lowest.get(visit.id));
      } else if (!order.has(item.id)) {
        visits.push(enter(item.id));
      } else if (isOpen.has(item.id)) {
        lower(visit.id, order.get(item.id));
      }
    }
  }
  return components;
}
