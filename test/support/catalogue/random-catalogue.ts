import fc from 'fast-check';
import type { ItemFacts } from '../../../src/domain/groups/eligibility.ts';
import type { Group } from '../../../src/domain/groups/group.ts';
import { byRung, type Ladder } from '../../../src/domain/groups/ladder.ts';
import type { MemberFlags } from '../../../src/domain/groups/member.ts';
import type { FactsOf } from '../../../src/domain/groups/moves.ts';
import type { Item } from '../../../src/domain/items/item.ts';
import type { RenewalPeriod } from '../../../src/domain/items/renewal-period.ts';

export interface CatalogueItem {
  readonly item: Item;
  readonly active: boolean;
  readonly renewalPeriods: readonly RenewalPeriod[];
}

export interface CatalogueMember extends MemberFlags {
  readonly id: string;
  readonly groupId: string;
  readonly itemId: string;
  readonly level: number;
}

/** Rows as the billing tables hold them. */
export interface Catalogue {
  readonly groups: readonly Group[];
  readonly items: readonly CatalogueItem[];
  readonly members: readonly CatalogueMember[];
}

const periods = fc.uniqueArray(
  fc.constantFrom<RenewalPeriod>(
    { value: 1, unit: 'month' },
    { value: 12, unit: 'MONTH' },
    { value: 1, unit: 'Year' },
    { value: 1, unit: 'week' },
    { value: 7, unit: 'days' },
    { value: 1, unit: 'fortnight' },
  ),
  { maxLength: 3 },
);

const place = fc.record({
  level: fc.integer({ min: -1, max: 3 }),
  upgradeable: fc.boolean(),
  downgradeable: fc.boolean(),
  upgradeableFrom: fc.boolean(),
  downgradeableFrom: fc.boolean(),
});

/** Up to six items on up to three ladders; few levels, so that many are equal; items on none, one or several. */
export const catalogues: fc.Arbitrary<Catalogue> = fc
  .record({ groups: fc.integer({ min: 1, max: 3 }), items: fc.integer({ min: 2, max: 6 }) })
  .chain((size) =>
    fc.record({
      groups: fc.constant(numbers(size.groups).map((n) => ({ id: id('a', n), name: `Group ${n}` }))),
      items: fc.tuple(
        ...numbers(size.items).map((n) =>
          fc.record({
            item: fc.constant({ id: id('b', n), articleNumber: `ITEM-${n}`, name: `Item ${n}` }),
            active: fc.boolean(),
            renewalPeriods: periods,
          }),
        ),
      ),
      members: fc
        .tuple(
          ...numbers(size.groups * size.items).map((n) =>
            fc.option(
              place.map((where) => ({
                id: id('c', n),
                groupId: id('a', n % size.groups),
                itemId: id('b', Math.floor(n / size.groups)),
                ...where,
              })),
              { freq: 3 },
            ),
          ),
        )
        .map((members) => members.filter((member) => member !== null)),
    }),
  );

/** The ladders an item is on, as the store would read them. */
export function laddersWith({ groups, items, members }: Catalogue, itemId: string): Ladder[] {
  return groups
    .filter((group) => members.some((member) => member.groupId === group.id && member.itemId === itemId))
    .map((group) => ({
      group,
      members: members
        .filter((member) => member.groupId === group.id)
        .map(({ groupId: _, itemId: holder, ...rest }) => ({ ...rest, item: find(items, holder).item }))
        .sort(byRung),
    }));
}

export function factsOf({ items }: Catalogue): FactsOf {
  return (item): ItemFacts => {
    const { active, renewalPeriods } = find(items, item.id);
    return { item, active, renewalPeriods };
  };
}

function find(items: readonly CatalogueItem[], itemId: string): CatalogueItem {
  const found = items.find(({ item }) => item.id === itemId);
  if (found === undefined) throw new Error(`no item ${itemId}`);
  return found;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

function id(kind: string, n: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
