// A second, simple implementation of the rule: every pair of rows, no ladders, no gates. The program's results must agree.
import type { RenewalPeriod } from '../../../src/domain/items/renewal-period.ts';
import type { Catalogue } from '../catalogue/random-catalogue.ts';

export interface ExpectedMove {
  readonly group: string;
  readonly target: string;
  readonly direction: 'upgrade' | 'downgrade' | 'none';
  readonly eligible: boolean;
}

/** The moves from an item, by group and target. */
export function expectedMoves({ items, members }: Catalogue, sourceId: string): ExpectedMove[] {
  const expected: ExpectedMove[] = [];
  const source = items.find(({ item }) => item.id === sourceId);
  for (const from of members) {
    for (const to of members) {
      if (from.itemId !== sourceId || to.itemId === sourceId || from.groupId !== to.groupId) continue;
      const target = items.find(({ item }) => item.id === to.itemId);
      const up = to.level > from.level && from.upgradeable && to.upgradeableFrom;
      const down = to.level < from.level && from.downgradeable && to.downgradeableFrom;
      const have = new Set(source?.renewalPeriods.map(length));
      const offered = target?.renewalPeriods.map(length) ?? [];
      const renews = have.size === 0 || offered.some((one) => have.has(one));
      expected.push({
        group: to.groupId,
        target: to.itemId,
        direction: to.level > from.level ? 'upgrade' : to.level < from.level ? 'downgrade' : 'none',
        eligible: (up || down) && renews && target?.active === true,
      });
    }
  }
  return expected.sort((one, other) =>
    `${one.group} ${one.target}` < `${other.group} ${other.target}` ? -1 : 1,
  );
}

const LENGTHS = new Map([
  ['1 month', 'one month'],
  ['12 MONTH', 'one year'],
  ['1 Year', 'one year'],
  ['1 week', 'one week'],
  ['7 days', 'one week'],
]);

function length({ value, unit }: RenewalPeriod): string {
  return LENGTHS.get(`${value} ${unit}`) ?? `${value} ${unit}`;
}
