// A catalogue as a file tells it: everything by article number or name, nothing by UUID, so that the same file serves
// every database.
import type { MappingPair } from './attribute-mapping.ts';
import { changeGrids, NO_CHANGE } from './change-grids.ts';
import type { ItemKind } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import type { MemberFlags } from './member.ts';
import type { OverLimitPolicy } from './path.ts';
import { checkNotToItself, checkPathEnd } from './path-end.ts';
import type { RenewalPeriod } from './renewal-period.ts';
import { suggest } from './suggestion.ts';
import type { Term } from './term.ts';
import { TierctlError } from './tierctl-error.ts';
import { checkWindow, type EffectiveWindow } from './window.ts';

export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  readonly groups: readonly CatalogueGroup[];
  readonly paths: readonly CataloguePath[];
}

export interface CatalogueItem {
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
  readonly renewalPeriods: readonly RenewalPeriod[];
  /** The name of the path that its subscriptions follow unless they override it. */
  readonly defaultPath: string | null;
  readonly attributes: readonly ItemAttribute[];
}

export interface CatalogueGroup {
  readonly name: string;
  readonly members: readonly CatalogueMember[];
}

export interface CatalogueMember extends MemberFlags {
  /** Article number. */
  readonly item: string;
  readonly level: number;
}

export interface CataloguePath extends EffectiveWindow {
  readonly name: string;
  /** Article numbers. */
  readonly source: string;
  readonly destination: string;
  readonly overLimit: OverLimitPolicy;
  readonly description: string | null;
  readonly map: readonly MappingPair[];
}

/** An attribute of an end of a path, or of a product in it. */
export interface CatalogueAttribute {
  /** Article number. */
  readonly item: string;
  readonly attribute: string;
}

/** What is wrong with it beyond a single value: names that lead nowhere, paths that could not be created. */
export function catalogueProblems(catalogue: Catalogue): string[] {
  const items = new Map(catalogue.items.map((item) => [item.articleNumber, item]));
  const paths = new Map(catalogue.paths.map((path) => [path.name, path]));
  return [
    ...catalogue.items.flatMap((item) => defaultPathProblems(item, paths)),
    ...catalogue.groups.flatMap(({ name, members }) =>
      members.flatMap(({ item }) => absent(`groups.${name}`, 'item', item, items)),
    ),
    ...catalogue.paths.flatMap((path) => pathProblems(path, items)),
  ];
}

/** As one line when `name` is none of those that `known` has; `where` says who names it. */
function absent(where: string, noun: string, name: string, known: ReadonlyMap<string, unknown>): string[] {
  if (known.has(name)) return [];
  const near = suggest(name, [...known.keys()]);
  return [`${where}: no ${noun} "${name}"${near === undefined ? '' : `; did you mean ${near}?`}`];
}

function defaultPathProblems(
  { articleNumber, defaultPath }: CatalogueItem,
  paths: ReadonlyMap<string, CataloguePath>,
): string[] {
  if (defaultPath === null) return [];
  const path = paths.get(defaultPath);
  const where = `items.${articleNumber}.defaultPath`;
  if (path === undefined) return absent(where, 'path', defaultPath, paths);
  return path.source === articleNumber
    ? []
    : [`${where}: path "${defaultPath}" starts at ${path.source}, not at ${articleNumber}`];
}

function pathProblems(path: CataloguePath, items: ReadonlyMap<string, CatalogueItem>): string[] {
  const where = `paths.${path.name}`;
  const source = items.get(path.source);
  const destination = items.get(path.destination);
  if (source === undefined || destination === undefined) {
    return [
      ...absent(`${where}.source`, 'item', path.source, items),
      ...absent(`${where}.destination`, 'item', path.destination, items),
    ];
  }
  const sides = { source: asSide(source), destination: asSide(destination) };
  return [
    () => checkWindow(path),
    () => checkNotToItself(sides.source.item, sides.destination.item),
    // Active or not: an item may retire long after its paths were made.
    () => checkPathEnd('source', sides.source.item, { ...source, active: true, defaultPathId: null }),
    () =>
      checkPathEnd('destination', sides.destination.item, {
        ...destination,
        active: true,
        defaultPathId: null,
      }),
    () => changeGrids(sides, { attributes: [], products: [] }, { ...NO_CHANGE, map: path.map }),
  ].flatMap((check) => problemOf(where, check));
}

// The rules compare ids; where nothing is stored yet the article number is as good.
function asSide({ articleNumber, name, kind, attributes }: CatalogueItem) {
  return { item: { id: articleNumber, articleNumber, name }, kind, attributes, products: [] };
}

/** The message of the TierctlError that `check` throws, after `where`; empty where it throws none. */
function problemOf(where: string, check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    return [`${where}: ${error.message}`];
  }
}
