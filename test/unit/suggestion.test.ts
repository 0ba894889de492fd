import { describe, expect, test } from 'vitest';
import { suggestKey } from '../../src/domain/suggestion.ts';

const KEYS = ['account', 'item', 'start', 'end', 'path', 'apply', 'fromDate', 'externalId'];
const OTHERS = new Map([
  ['startDate', 'start'],
  ['endDate', 'end'],
]);

describe('a key that there is not', () => {
  test.each([
    ['Account', 'account'],
    [' account ', 'account'],
    ['ＡＣＣＯＵＮＴ', 'account'],
    ['external_id', 'externalId'],
    ['External ID', 'externalId'],
    ['from-date', 'fromDate'],
    ['end_date', 'end'],
    ['Start Date', 'start'],
    ['acount', 'account'],
    ['itme', 'item'],
    ['extrenal id', 'externalId'],
    ['items', 'item'],
    ['Ended At', 'end'],
  ])('%j is a spelling of %s', (wrong, key) => {
    expect(suggestKey(wrong, KEYS, OTHERS)).toBe(key);
  });

  test.each(['id', 'Plan', 'date', 'Status', 'Quantity', 'Customer ID', 'name', 'a', '', '—'])(
    '%j is another word',
    (wrong) => {
      expect(suggestKey(wrong, KEYS, OTHERS)).toBeUndefined();
    },
  );
});

test('without keys there is nothing to suggest', () => {
  expect(suggestKey('id', [])).toBeUndefined();
});
