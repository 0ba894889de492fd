import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAST_DATE, plusDays, plusTerm } from '../../../src/domain/calendar.ts';
import type { ItemReference } from '../../../src/domain/items/item.ts';
import { itemLabel } from '../../../src/domain/items/item-label.ts';
import { defaultRounds, type PathStep, pathCycles } from '../../../src/domain/paths/path-cycles.ts';
import { formatTerm, LONGEST_TERM, parseTerm } from '../../../src/domain/term.ts';
import { simpleWays, stepGraphs, stepsOf } from '../../support/transitions/steps.ts';

const termOf = (withTerm: readonly string[]) => (item: ItemReference) => withTerm.includes(itemLabel(item));
const labels = (items: readonly ItemReference[]) => items.map(itemLabel).join('');

function cycles(steps: readonly PathStep[], ...withTerm: readonly string[]) {
  return pathCycles(steps, termOf(withTerm)).map(({ items, round, withoutTerm, outcome }) => [
    labels(items),
    labels(round),
    labels(withoutTerm),
    outcome,
  ]);
}

describe('cycles', () => {
  test.each<[string, readonly string[], readonly string[], readonly (readonly string[])[]]>([
    ['none where nothing leads back', ['A=B', 'B=C', 'A-C'], [], []],
    ['there and back', ['A=B', 'B=A'], ['A', 'B'], [['AB', 'AB', '', 'repeats']]],
    ['an ordinary pair', ['A-B', 'B-A'], [], [['AB', 'AB', 'AB', 'by-hand']]],
    ['a pair of which one is a default', ['A=B', 'B-A'], ['A', 'B'], [['AB', 'AB', '', 'by-hand']]],
    ['defaults, none with a term', ['A=B', 'B=A'], [], [['AB', 'AB', 'AB', 'stops']]],
    ['starts at the item without a term', ['A=B', 'B=A'], ['A'], [['AB', 'BA', 'B', 'stops']]],
    ['the shortest way round', ['A-B', 'B-C', 'C-A', 'B-A'], ['B', 'C'], [['ABC', 'AB', 'A', 'by-hand']]],
    [
      'the way round along defaults, though another is shorter',
      ['A=B', 'B=C', 'C=A', 'B-A'],
      ['A', 'B', 'C'],
      [['ABC', 'ABC', '', 'repeats']],
    ],
    [
      'of two ways round along defaults the one that goes on',
      ['A=B', 'B=A', 'C=D', 'D=C', 'A-C', 'C-A'],
      ['A', 'C', 'D'],
      [['ABCD', 'CD', 'B', 'repeats']],
    ],
    [
      'two, one behind the other',
      ['A=B', 'B=A', 'B-C', 'C=D', 'D=C'],
      ['A', 'B', 'C', 'D'],
      [
        ['AB', 'AB', '', 'repeats'],
        ['CD', 'CD', '', 'repeats'],
      ],
    ],
    ['two paths between the same items', ['A-B', 'A=B', 'B=A'], ['A', 'B'], [['AB', 'AB', '', 'repeats']]],
  ])('%s', (_, steps, withTerm, expected) => {
    expect(cycles(stepsOf(...steps), ...withTerm)).toEqual(expected);
  });

  test('are what leads to one another, whatever the paths; the round is one', () => {
    fc.assert(
      fc.property(stepGraphs, ({ steps, withTerm }) => {
        const found = pathCycles(steps, termOf(withTerm));
        const together = (a: string, b: string) =>
          found.some(({ items }) => items.map(itemLabel).includes(a) && items.map(itemLabel).includes(b));
        const names = [...'ABCDEF'];
        for (const a of names) {
          for (const b of names) {
            const bothWays = simpleWays(steps, a, b).length > 0 && simpleWays(steps, b, a).length > 0;
            if (a !== b) expect(together(a, b), `${a} and ${b}`).toBe(bothWays);
          }
        }
        for (const { items, round, withoutTerm } of found) {
          expectRound(steps, round);
          expect(labels(withoutTerm)).toBe(labels(items.filter((item) => !termOf(withTerm)(item))));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('repeat exactly if a subscription that follows defaults and has terms never stops', () => {
    fc.assert(
      fc.property(stepGraphs, ({ steps, withTerm }) => {
        const next = new Map(
          steps
            .filter(({ source, isDefault }) => isDefault && withTerm.includes(itemLabel(source)))
            .map(({ source, destination }) => [itemLabel(source), itemLabel(destination)]),
        );
        const goesOn = [...'ABCDEF'].filter((one) => {
          let here: string | undefined = one;
          for (let step = 0; step < 10 && here !== undefined; step++) here = next.get(here);
          return here !== undefined;
        });
        const repeating = pathCycles(steps, termOf(withTerm)).filter(({ outcome }) => outcome === 'repeats');
        expect(repeating.length > 0).toBe(goesOn.length > 0);
        for (const { round } of repeating) {
          for (const [place, item] of round.entries())
            expect(next.get(itemLabel(item))).toBe(itemLabel(round[(place + 1) % round.length] ?? item));
        }
        for (const round of defaultRounds(steps, termOf(withTerm)))
          expectRound(
            steps.filter(({ isDefault }) => isDefault),
            round,
          );
      }),
      { numRuns: 1_000 },
    );
  });
});

test('no cycle keeps a run going for ever: each step of a chain takes a day or more', () => {
  const terms = fc
    .record({ months: fc.nat(LONGEST_TERM.months), days: fc.nat(LONGEST_TERM.days) })
    .filter(({ months, days }) => months + days > 0);
  const dates = fc.integer({ min: 0, max: 401_000 }).map((days) => plusDays('1900-01-01', days));
  fc.assert(
    fc.property(dates, terms, (start, term) => {
      expect(plusTerm(start, parseTerm(formatTerm(term))) > start).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(plusDays('1900-01-01', 401_000) < LAST_DATE).toBe(true);
  for (const none of ['P0D', 'P0M', 'P0Y0M0W0D', 'P-1D'])
    expect(() => parseTerm(none), none).toThrow('cannot be a term');
});

test('a long chain, a long ring and a thick tangle are looked at quickly', () => {
  const pairs = (count: number, sign: '-' | '=', to: (n: number) => number) =>
    stepsOf(...Array.from({ length: count }, (_, n) => `${n}${sign}${to(n)}`));
  const start = performance.now();
  expect(cycles(pairs(20_000, '=', (n) => n + 1))).toEqual([]);
  const [ring] = pathCycles(
    pairs(20_000, '=', (n) => (n + 1) % 20_000),
    () => true,
  );
  expect(ring?.items).toHaveLength(20_000);
  expect(ring?.round).toHaveLength(20_000);
  const twos = pairs(20_000, '=', (n) => n + (n % 2 === 0 ? 1 : -1));
  expect(pathCycles(twos, () => true)).toHaveLength(10_000);
  const tangle = Array.from({ length: 20 }, (_, k) =>
    pairs(1_000, '-', (n) => (n * 7 + k + 1) % 1_000),
  ).flat();
  expect(pathCycles(tangle, () => false).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});

function expectRound(steps: readonly PathStep[], round: readonly ItemReference[]): void {
  expect(round.length).toBeGreaterThan(1);
  expect(new Set(round.map(({ id }) => id)).size).toBe(round.length);
  for (const [place, item] of round.entries()) {
    const next = round[(place + 1) % round.length];
    expect(
      steps.some(({ source, destination }) => source.id === item.id && destination.id === next?.id),
    ).toBe(true);
  }
}
