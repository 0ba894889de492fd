import { collectBy } from '../collect-by.ts';
import type { Item, ItemKind, ItemReference } from '../items/item.ts';
import { byLabel } from '../items/item-label.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../items/item-profile.ts';
import { formatTerm } from '../term.ts';
import type { Path } from './path.ts';
import { type PathCycle, pathCycles } from './path-cycles.ts';
import type { Step } from './steps.ts';

/** An item that paths lead from or to. */
export interface PathGraphNode {
  readonly item: ItemReference;
  readonly kind: ItemKind;
  readonly active: boolean;
  /** As it is written, `P3M`; null where it has none. */
  readonly term: string | null;
  readonly activeSubscriptions: number;
}

/** Items as nodes and paths as edges. */
export interface PathGraph {
  /** The requested item: the graph then holds only what leads to it and what it leads to. Null for all paths. */
  readonly item: Item | null;
  /** By article number. */
  readonly nodes: readonly PathGraphNode[];
  /** By source, its default first, then by name. */
  readonly edges: readonly Path[];
  readonly cycles: readonly PathCycle[];
}

/** Details of the items, by id. Items without a profile have the default one. */
export interface KnownItems {
  readonly profiles: ReadonlyMap<string, ItemProfile>;
  readonly activeSubscriptions: ReadonlyMap<string, number>;
}

export function pathGraph(
  item: Item | null,
  paths: readonly Path[],
  { profiles, activeSubscriptions }: KnownItems,
): PathGraph {
  const profileOf = ({ id }: ItemReference) => profiles.get(id) ?? DEFAULT_PROFILE;
  const nodes = itemsOn(item, paths).map((one): PathGraphNode => {
    const { kind, active, term } = profileOf(one);
    return {
      item: one,
      kind,
      active,
      term: term === null ? null : formatTerm(term),
      activeSubscriptions: activeSubscriptions.get(one.id) ?? 0,
    };
  });
  return {
    item,
    nodes,
    edges: [...paths].sort(byPlace),
    cycles: pathCycles(paths, (one) => profileOf(one).term !== null),
  };
}

/** The paths that lead to the item or onward from it. */
export function pathsAround(item: Item, paths: readonly Path[]): Path[] {
  const onwards = reachable(item, paths, ({ source, destination }) => [source.id, destination.id]);
  const backwards = reachable(item, paths, ({ source, destination }) => [destination.id, source.id]);
  return paths.filter(({ source, destination }) => onwards.has(source.id) || backwards.has(destination.id));
}

/** The distinct items at the ends of the paths, and the requested item, by article number. */
export function itemsOn(item: Item | null, paths: readonly Path[]): ItemReference[] {
  const ends = paths.flatMap(({ source, destination }) => [source, destination]);
  return [...new Map([...(item === null ? [] : [item]), ...ends].map((one) => [one.id, one])).values()].sort(
    byLabel,
  );
}

function reachable(
  { id }: Item,
  paths: readonly Path[],
  ends: (path: Step) => readonly [from: string, to: string],
): ReadonlySet<string> {
  const next = collectBy(
    paths.map(ends),
    ([from]) => from,
    ([, to]) => to,
  );
  const found = new Set([id]);
  // A Set may grow during iteration.
  for (const here of found) for (const to of next.get(here) ?? []) found.add(to);
  return found;
}

function byPlace(one: Path, other: Path): number {
  return (
    byLabel(one.source, other.source) ||
    Number(other.isDefault) - Number(one.isDefault) ||
    (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
  );
}
