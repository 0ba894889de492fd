import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItemReference } from '../../../src/domain/items/item.ts';
import { itemLabel } from '../../../src/domain/items/item-label.ts';
import { pathCycleWithoutEnd } from '../../../src/domain/paths/endless-cycle.ts';
import { endlessCycleClosedBy, pathCycles } from '../../../src/domain/paths/path-cycles.ts';
import type { Step } from '../../../src/domain/paths/steps.ts';
import { simpleWays, stepGraphs, stepsOf } from '../../support/transitions/steps.ts';

const termOf = (withTerm: readonly string[]) => (item: ItemReference) => withTerm.includes(itemLabel(item));
const labels = (items: readonly ItemReference[] | undefined) => items?.map(itemLabel).join('');

function cycles(steps: readonly Step[], ...withTerm: readonly string[]) {
  return pathCycles(steps, termOf(withTerm)).map(({ items, round, withoutTerm }) => [
    labels(items),
    labels(round),
    labels(withoutTerm),
  ]);
}

function closed(added: string, steps: readonly string[], ...withTerm: readonly string[]) {
  const [step] = stepsOf(added);
  if (step === undefined) throw new Error('a step is added');
  return labels(endlessCycleClosedBy(step, stepsOf(...steps), termOf(withTerm)));
}

describe('cycles', () => {
  test.each<[string, readonly string[], readonly string[], readonly (readonly string[])[]]>([
    ['none where nothing leads back', ['A-B', 'B-C', 'A-C'], [], []],
    ['there and back', ['A-B', 'B-A'], ['A', 'B'], [['AB', 'AB', '']]],
    ['told from the item without a term', ['A-B', 'B-A'], ['A'], [['AB', 'BA', 'B']]],
    ['the shortest way round', ['A-B', 'B-C', 'C-A', 'B-A'], ['B', 'C'], [['ABC', 'AB', 'A']]],
    [
      'two, one behind the other',
      ['A-B', 'B-A', 'B-C', 'C-D', 'D-C'],
      ['A', 'B', 'C', 'D'],
      [
        ['AB', 'AB', ''],
        ['CD', 'CD', ''],
      ],
    ],
    ['two paths between the same items', ['A-B', 'A-B', 'B-A'], ['A', 'B'], [['AB', 'AB', '']]],
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
          if (withoutTerm.length > 0) expect(withoutTerm).toContainEqual(round[0]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('closing a cycle without an end', () => {
  test.each<[string, string, readonly string[], readonly string[], string | undefined]>([
    ['nothing leads back', 'A-B', ['B-C'], [], undefined],
    ['all have terms', 'B-A', ['A-B'], ['A', 'B'], undefined],
    ['the source has none', 'B-A', ['A-B'], ['A'], 'BA'],
    ['the destination has none', 'B-A', ['A-B'], ['B'], 'BA'],
    ['one on the way has none', 'C-A', ['A-B', 'B-C'], ['A', 'C'], 'CAB'],
    ['one beside the way has none', 'C-A', ['A-B', 'B-C', 'B-X', 'X-Y'], ['A', 'B', 'C'], undefined],
    ['of two ways back the one without a term', 'C-A', ['A-C', 'A-B', 'B-C'], ['A', 'C'], 'CAB'],
    ['a cycle that was there is not its fault', 'A-B', ['B-A', 'A-C', 'C-A'], ['A', 'B'], undefined],
    ['it is there already', 'A-B', ['A-B', 'B-A'], ['A'], 'AB'],
  ])('%s', (_, added, steps, withTerm, expected) => {
    expect(closed(added, steps, ...withTerm)).toBe(expected);
  });

  test('what it finds is a cycle through the new path; what it lets pass was endless before', () => {
    fc.assert(
      fc.property(stepGraphs, ({ steps, added, withTerm }) => {
        const hasTerm = termOf(withTerm);
        const [from, to] = [itemLabel(added.source), itemLabel(added.destination)];
        const endless = simpleWays(steps, to, from).filter((way) =>
          way.some((one) => !withTerm.includes(one)),
        );
        const found = endlessCycleClosedBy(added, steps, hasTerm);
        if (found === undefined) {
          const before = pathCycles(steps, hasTerm).flatMap(({ withoutTerm }) => withoutTerm.map(itemLabel));
          for (const way of endless)
            for (const one of way) if (!withTerm.includes(one)) expect(before).toContain(one);
        } else {
          expectRound([...steps, added], found);
          expect(found.slice(0, 2)).toEqual([added.source, added.destination]);
          expect(endless).toContainEqual([...found.slice(1), added.source].map(itemLabel));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('the message names the cycle, who has no term, and what to do', () => {
    const [there] = stepsOf('GOLD-THE END');
    if (there === undefined) throw new Error('a step is there');
    const error = pathCycleWithoutEnd('Back', [there.destination, there.source], termOf(['GOLD']));
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'path-cycle-without-end',
      message: 'path "Back" would close the cycle THE END → GOLD → THE END, and THE END has no term',
      hint: "what comes round would stay there for ever; give it a term, such as: tierctl item set 'THE END' --term P3M",
      data: { path: 'Back', cycle: ['THE END', 'GOLD'], withoutTerm: ['THE END'] },
    });
    expect(pathCycleWithoutEnd('Back', [there.destination, there.source], termOf([]))).toMatchObject({
      message:
        'path "Back" would close the cycle THE END → GOLD → THE END, and THE END and GOLD have no term',
      hint: "what comes round would stay there for ever; give each of them a term, such as: tierctl item set 'THE END' --term P3M",
    });
  });
});

test('a long chain, a long ring and a thick tangle are looked at quickly', () => {
  const pairs = (count: number, to: (n: number) => number) =>
    stepsOf(...Array.from({ length: count }, (_, n) => `${n}-${to(n)}`));
  const start = performance.now();
  expect(cycles(pairs(20_000, (n) => n + 1))).toEqual([]);
  const [ring] = pathCycles(
    pairs(20_000, (n) => (n + 1) % 20_000),
    () => true,
  );
  expect(ring?.items).toHaveLength(20_000);
  expect(ring?.round).toHaveLength(20_000);
  const tangle = Array.from({ length: 20 }, (_, k) => pairs(1_000, (n) => (n * 7 + k + 1) % 1_000)).flat();
  expect(pathCycles(tangle, () => false).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});

function expectRound(steps: readonly Step[], round: readonly ItemReference[]): void {
  expect(round.length).toBeGreaterThan(1);
  expect(new Set(round.map(({ id }) => id)).size).toBe(round.length);
  for (const [place, item] of round.entries()) {
    const next = round[(place + 1) % round.length];
    expect(
      steps.some(({ source, destination }) => source.id === item.id && destination.id === next?.id),
    ).toBe(true);
  }
}
