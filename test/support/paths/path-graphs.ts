// Paths of a hosting company: a chain, a fork, two paths between the same items, a cycle, and names that are hard to draw.
import type { Item, ItemReference } from '../../../src/domain/items/item.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../../../src/domain/items/item-profile.ts';
import type { Path } from '../../../src/domain/paths/path.ts';
import { type PathGraph, pathGraph, pathsAround } from '../../../src/domain/paths/path-graph.ts';
import type { Step } from '../../../src/domain/paths/steps.ts';
import { parseTerm } from '../../../src/domain/term.ts';
import { itemCalled } from '../transitions/steps.ts';

type Known = readonly [
  articleNumber: string,
  name: string,
  subscribed: number,
  profile?: Partial<ItemProfile>,
];

const ITEMS: readonly Known[] = [
  ['HST-TRIAL', 'Trial <30 days> & "more"', 14],
  ['HST-WELCOME', 'Business hosting at a welcome price', 40, { term: parseTerm('P3M') }],
  ['HST-START', 'Start hosting', 120],
  ['HST-STANDARD', 'Standard hosting', 1042],
  ['HST-BUSINESS', 'Business hosting with everything that a company of any size could ever want', 96],
  ['HST-CLASSIC', 'Classic hosting', 3, { active: false }],
  ['HST-家庭', '家庭用ホスティング', 7, { kind: 'package', term: parseTerm('P1Y') }],
  ['HST-SUMMER', 'Summer hosting', 2, { term: parseTerm('P6M') }],
  ['HST-WINTER', 'Winter hosting', 0, { term: parseTerm('P6M') }],
];

const itemOf = ([articleNumber, name]: Known, place: number): Item => ({
  id: `8e8e00ec-a78f-4635-8787-0000000000${String(place).padStart(2, '0')}`,
  articleNumber,
  name,
});
const items = new Map<string, ItemReference>(ITEMS.map((one, place) => [one[0], itemOf(one, place)]));
items.set('GONE', { id: '8e8e00ec-a78f-4635-8787-2ebf9de62106', articleNumber: null, name: null });

const known = (articleNumber: string): ItemReference => {
  const item = items.get(articleNumber);
  if (item === undefined) throw new Error(`no ${articleNumber}`);
  return item;
};

type Terms = Partial<Omit<Path, 'source' | 'destination'>>;

/** A path that is always in effect and not a default, unless given otherwise. */
export const pathCalled = (name: string, { source, destination }: Step, more: Terms = {}): Path => ({
  id: `id of ${name}`,
  name,
  source,
  destination,
  effectiveFrom: null,
  effectiveUntil: null,
  overLimit: 'block',
  description: null,
  isDefault: false,
  ...more,
});

const path = (name: string, source: string, destination: string, more: Terms = {}): Path =>
  pathCalled(name, { source: known(source), destination: known(destination) }, more);

const ALL: readonly Path[] = [
  path('Trial ends', 'HST-TRIAL', 'HST-START', { isDefault: true }),
  path('Trial to Welcome', 'HST-TRIAL', 'HST-WELCOME', {
    effectiveFrom: '2026-02-01',
    effectiveUntil: '2026-08-31',
    overLimit: 'extend',
  }),
  path('Welcome ends', 'HST-WELCOME', 'HST-STANDARD', { isDefault: true }),
  path('Up to Business', 'HST-STANDARD', 'HST-BUSINESS', { effectiveFrom: '2026-01-01' }),
  path('Up to Business, "old" \\N\nterms', 'HST-STANDARD', 'HST-BUSINESS', { effectiveUntil: '2025-12-31' }),
  path('家庭用からビジネスへ', 'HST-家庭', 'HST-BUSINESS', { overLimit: 'allow' }),
  path('Classic retires', 'HST-CLASSIC', 'GONE', { isDefault: true }),
  path('Summer is over', 'HST-SUMMER', 'HST-WINTER', { isDefault: true }),
  path('Winter is over', 'HST-WINTER', 'HST-SUMMER', { isDefault: true }),
];

/** The graph of these paths; what is known of items is that of the catalogue above. */
export function graphOf(paths: readonly Path[], item: Item | null = null): PathGraph {
  return pathGraph(item, item === null ? paths : pathsAround(item, paths), {
    profiles: new Map(ITEMS.map((one, n) => [itemOf(one, n).id, { ...DEFAULT_PROFILE, ...one[3] }])),
    activeSubscriptions: new Map(ITEMS.map((one, n) => [itemOf(one, n).id, one[2]])),
  });
}

export const PATHS: PathGraph = graphOf(ALL);

/** A cycle of default paths between this number of items without terms; the last leads back to the first. */
export function chainOf(length: number): PathGraph {
  const item = (place: number) => itemCalled(`ITEM-${String(place % length).padStart(2, '0')}`);
  const steps = Array.from({ length }, (_, n) => ({ source: item(n), destination: item(n + 1) }));
  return graphOf(steps.map((step, n) => pathCalled(`Path ${n}`, step, { isDefault: true })));
}

/** Only what leads to `articleNumber` and what it leads to. */
export function pathsOf(articleNumber: string): PathGraph {
  const item = known(articleNumber);
  if (item.articleNumber === null) throw new Error('it is gone');
  return graphOf(ALL, item);
}
