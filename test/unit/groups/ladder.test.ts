import { expect, test } from 'vitest';
import { byRung, rungs } from '../../../src/domain/groups/ladder.ts';
import { EVERY_FLAG, type Member } from '../../../src/domain/groups/member.ts';

const GONE = 'ffffffff-0000-0000-0000-000000000000';

test('rungs go from high to low, each by article number, items that are gone last', () => {
  const members = [
    member('B', 1),
    member('a', 1),
    member('A', 1),
    member(null, 1),
    member('Z', 10),
    member('C', -2),
  ];
  expect(rungs(members).map(({ level, members: those }) => [level, those.map(label)])).toEqual([
    [10, ['Z']],
    [1, ['A', 'B', 'a', GONE]],
    [-2, ['C']],
  ]);
  expect([...members].sort(byRung).map(label)).toEqual(['Z', 'A', 'B', 'a', GONE, 'C']);
  expect(rungs([])).toEqual([]);
});

function member(articleNumber: string | null, level: number): Member {
  const item =
    articleNumber === null
      ? { id: GONE, articleNumber: null, name: null }
      : { id: `id of ${articleNumber}`, articleNumber, name: articleNumber };
  return { id: `member ${articleNumber}`, item, level, ...EVERY_FLAG };
}

function label({ item }: Member): string {
  return item.articleNumber ?? item.id;
}
