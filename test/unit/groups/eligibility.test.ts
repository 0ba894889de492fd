import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ItemFacts,
  judgeMoveWithin,
  judgeWithoutGroup,
  type LadderPosition,
} from '../../../src/domain/groups/eligibility.ts';
import { EVERY_FLAG, type MemberFlags } from '../../../src/domain/groups/member.ts';
import { type Gate, ITEM_GATE_CODES, type Move } from '../../../src/domain/groups/move.ts';
import { movesBetween, movesFrom } from '../../../src/domain/groups/moves.ts';
import type { Item } from '../../../src/domain/items/item.ts';
import {
  type Catalogue,
  catalogues,
  factsOf,
  laddersWith,
} from '../../support/catalogue/random-catalogue.ts';
import { expectedMoves } from '../../support/groups/eligibility-oracle.ts';
import { cases } from '../../support/thorough.ts';

const GROUP = { id: 'g', name: 'Webhosting' };
const MONTH = { value: 1, unit: 'month' };
const YEAR = { value: 1, unit: 'year' };

describe('by table', () => {
  const none = { upgradeable: false, downgradeable: false, upgradeableFrom: false, downgradeableFrom: false };
  test.each<
    [
      string,
      Partial<LadderPosition & ItemFacts>,
      Partial<LadderPosition & ItemFacts>,
      string,
      readonly string[],
    ]
  >([
    ['one level up', { level: 1 }, { level: 2 }, 'upgrade', []],
    ['several levels up', { level: 1 }, { level: 9 }, 'upgrade', []],
    ['one level down', { level: 2 }, { level: 1 }, 'downgrade', []],
    ['below zero too', { level: -2 }, { level: -1 }, 'upgrade', []],
    ['equivalents', { level: 2 }, { level: 2 }, 'none', ['different-level']],
    [
      'up, only upgradeable and upgradeable_from count',
      { level: 1, ...none, upgradeable: true },
      { level: 2, ...none, upgradeableFrom: true },
      'upgrade',
      [],
    ],
    [
      'down, only downgradeable and downgradeable_from count',
      { level: 2, ...none, downgradeable: true },
      { level: 1, ...none, downgradeableFrom: true },
      'downgrade',
      [],
    ],
    [
      'up from what is not upgradeable',
      { level: 1, upgradeable: false },
      { level: 2 },
      'upgrade',
      ['source-flag'],
    ],
    [
      'up to what is not upgradeable_from',
      { level: 1 },
      { level: 2, upgradeableFrom: false },
      'upgrade',
      ['target-flag'],
    ],
    [
      'down from what is not downgradeable',
      { level: 2, downgradeable: false },
      { level: 1 },
      'downgrade',
      ['source-flag'],
    ],
    [
      'down to what is not downgradeable_from',
      { level: 2 },
      { level: 1, downgradeableFrom: false },
      'downgrade',
      ['target-flag'],
    ],
    ['no period, any target', { level: 1 }, { level: 2, renewalPeriods: [YEAR] }, 'upgrade', []],
    [
      'a shared period',
      { level: 1, renewalPeriods: [MONTH, YEAR] },
      { level: 2, renewalPeriods: [{ value: 12, unit: 'Months' }] },
      'upgrade',
      [],
    ],
    [
      'another period',
      { level: 1, renewalPeriods: [MONTH] },
      { level: 2, renewalPeriods: [YEAR] },
      'upgrade',
      ['renewal-period'],
    ],
    [
      'a period, a target without',
      { level: 1, renewalPeriods: [MONTH] },
      { level: 2 },
      'upgrade',
      ['renewal-period'],
    ],
    ['an inactive target', { level: 1 }, { level: 2, active: false }, 'upgrade', ['target-active']],
    ['an inactive source may be left', { level: 1, active: false }, { level: 2 }, 'upgrade', []],
    [
      'a target that is gone',
      { level: 1 },
      { level: 2, item: { id: 'gone', articleNumber: null, name: null } },
      'upgrade',
      ['target-active'],
    ],
    [
      'everything against it',
      { level: 2, ...none, renewalPeriods: [MONTH] },
      { level: 1, ...none, active: false },
      'downgrade',
      ['source-flag', 'target-flag', 'renewal-period', 'target-active'],
    ],
  ])('%s', (_, source, target, direction, failed) => {
    const move = judgeMoveWithin(GROUP, party('HST-SILVER', source), party('HST-GOLD', target));
    expect(move.direction).toBe(direction);
    expect(failedGates(move)).toEqual(failed);
    expect(move.eligible).toBe(failed.length === 0);
    expect(move.gates.map(({ code }) => code)).toEqual(ITEM_GATE_CODES);
  });

  test('the one-way example: the first is upgradeable_from 1, downgradeable_from 0', () => {
    const first = party('FIRST', { level: 1, upgradeableFrom: true, downgradeableFrom: false });
    const second = party('SECOND', { level: 2 });
    expect(judgeMoveWithin(GROUP, first, second)).toMatchObject({ direction: 'upgrade', eligible: true });
    const reverse = judgeMoveWithin(GROUP, second, first);
    expect(reverse).toMatchObject({ direction: 'downgrade', eligible: false });
    expect(failedGates(reverse)).toEqual(['target-flag']);
    expect(gate(reverse, 'target-flag').detail).toBe('FIRST is not downgradeable_from');
  });
});

test('every gate says in words what it found', () => {
  const source = party('HST-SILVER', { level: 1, renewalPeriods: [YEAR, MONTH] });
  const target = party('HST-GOLD', {
    level: 2,
    upgradeableFrom: false,
    renewalPeriods: [{ value: 2, unit: 'year' }],
  });
  expect(judgeMoveWithin(GROUP, source, target).gates.map(({ detail }) => detail)).toEqual([
    'both are in Webhosting',
    'from level 1 to level 2',
    'HST-SILVER is upgradeable',
    'HST-GOLD is not upgradeable_from',
    'HST-SILVER renews every 1 month or 1 year, HST-GOLD every 2 years',
    'HST-GOLD is active',
  ]);
});

test('without a shared group what depends on one stays open, the rest is judged', () => {
  const move = judgeWithoutGroup(party('A', { renewalPeriods: [MONTH] }), party('B', { active: false }));
  expect(move).toMatchObject({ group: null, level: null, direction: 'none', eligible: false });
  expect(move.gates.map(({ code, passed }) => [code, passed])).toEqual([
    ['same-group', false],
    ['different-level', null],
    ['source-flag', null],
    ['target-flag', null],
    ['renewal-period', false],
    ['target-active', false],
  ]);
});

test('an item does not move to itself', () => {
  const a = party('A', { level: 1 });
  expect(failedGates(judgeMoveWithin(GROUP, a, a))).toEqual(['different-level']);
});

describe('by property, against a reading of the rows one by one', () => {
  test('from each item to all others, on random sets of ladders', () => {
    const combinations = new Set<string>();
    const several = { groups: 0, equal: 0 };
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        for (const { item } of catalogue.items) {
          const ladders = laddersWith(catalogue, item.id);
          const moves = movesFrom(item.id, ladders, factsOf(catalogue));
          expect(summary(moves)).toEqual(expectedMoves(catalogue, item.id));
          if (ladders.length > 1) several.groups++;
          if (moves.some(({ direction }) => direction === 'none')) several.equal++;
        }
        for (const member of catalogue.members) combinations.add(flagsOf(member));
      }),
      { numRuns: cases(1_000) },
    );
    // What the claim is about did occur: every flag combination, items in several groups, equal levels.
    expect(combinations.size).toBe(16);
    expect(several.groups).toBeGreaterThan(1_000);
    expect(several.equal).toBeGreaterThan(1_000);
  });

  test('between any two', () => {
    fc.assert(
      fc.property(catalogues, fc.nat(), fc.nat(), (catalogue, one, other) => {
        const source = pick(catalogue, one);
        const target = pick(catalogue, other);
        fc.pre(source.id !== target.id);
        const moves = movesBetween(source, target, laddersWith(catalogue, source.id), factsOf(catalogue));
        const expected = expectedMoves(catalogue, source.id).filter(({ target: id }) => id === target.id);
        if (expected.length === 0) expect(moves).toMatchObject([{ group: null, eligible: false }]);
        else expect(summary(moves)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

function party(
  articleNumber: string,
  given: Partial<ItemFacts & LadderPosition>,
): ItemFacts & LadderPosition {
  const item: Item = { id: `id of ${articleNumber}`, articleNumber, name: articleNumber };
  return { item, active: true, renewalPeriods: [], level: 1, ...EVERY_FLAG, ...given };
}

function failedGates(move: Move): string[] {
  return move.gates.filter(({ passed }) => passed === false).map(({ code }) => code);
}

function gate(move: Move, code: Gate['code']): Gate {
  const found = move.gates.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no gate ${code}`);
  return found;
}

function flagsOf({ upgradeable, downgradeable, upgradeableFrom, downgradeableFrom }: MemberFlags): string {
  return [upgradeable, downgradeable, upgradeableFrom, downgradeableFrom].join();
}

function pick({ items }: Catalogue, index: number): Item {
  const found = items[index % items.length];
  if (found === undefined) throw new Error('a catalogue has items');
  return found.item;
}

function summary(moves: readonly Move[]) {
  return moves
    .map(({ group, item, direction, eligible }) => ({
      group: group?.id,
      target: item.id,
      direction,
      eligible,
    }))
    .sort((one, other) => (`${one.group} ${one.target}` < `${other.group} ${other.target}` ? -1 : 1));
}
