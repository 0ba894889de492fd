import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { directionBetween, directionOf } from '../../../src/domain/groups/direction.ts';

const said = (...levels: readonly (readonly [number, number])[]) =>
  directionOf(levels.map(([from, to]) => ({ direction: directionBetween(from, to) })));

test.each<[string, readonly (readonly [number, number])[], string]>([
  ['no ladder', [], 'none'],
  ['one ladder up', [[1, 2]], 'upgrade'],
  ['one ladder down', [[2, 1]], 'downgrade'],
  ['one ladder, level', [[3, 3]], 'none'],
  [
    'up, and level',
    [
      [1, 2],
      [5, 5],
    ],
    'upgrade',
  ],
  [
    'level, and down',
    [
      [5, 5],
      [2, 1],
    ],
    'downgrade',
  ],
  [
    'level on two, up on one',
    [
      [5, 5],
      [1, 2],
      [7, 7],
    ],
    'upgrade',
  ],
  [
    'up twice',
    [
      [1, 2],
      [5, 6],
    ],
    'upgrade',
  ],
  [
    'up and down',
    [
      [1, 2],
      [5, 4],
    ],
    'none',
  ],
  [
    'up, level and down',
    [
      [1, 2],
      [7, 7],
      [5, 4],
    ],
    'none',
  ],
  [
    'level twice',
    [
      [3, 3],
      [5, 5],
    ],
    'none',
  ],
])('%s', (_, levels, direction) => {
  expect(said(...levels)).toBe(direction);
});

test('the examples in the docs are what is computed', () => {
  const text = readFileSync(new URL('../../../docs/concepts.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+ [→=] \d+) \| (\d+ [→=] \d+)? ?\| `(\w+)` \|/gm)];
  expect(rows).toHaveLength(5);
  for (const [, ...cells] of rows) {
    const direction = cells.pop();
    const levels = cells
      .filter((cell) => cell !== undefined)
      .map((cell) => cell.split(/ [→=] /).map(Number) as [number, number]);
    expect(said(...levels)).toBe(direction);
  }
});
