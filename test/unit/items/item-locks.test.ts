// Items share a few named locks: ids that a server gives in sequence must not all have the same one.
import { expect, test } from 'vitest';
import { lockOf } from '../../../src/store/items/item-profiles.ts';

const places = [
  ['at the beginning, as of newsequentialid()', (n: string) => `${n}-433e-f36b-1410-00aabbccddee`],
  ['at the end', (n: string) => `0b1f6f5e-0000-4000-8000-0000${n}`],
] as const;

test.each(places)('ids that differ %s are spread over the locks', (_where, idOf) => {
  const ids = Array.from({ length: 64 }, (_, n) => idOf(n.toString(16).padStart(8, '0')));
  expect(new Set(ids.map(lockOf)).size).toBeGreaterThan(16);
});

test('an id has one lock, however its letters are written', () => {
  const id = '0B1F6F5E-00AA-4000-8000-0000000000FF';
  expect(lockOf(id)).toBe(lockOf(id.toLowerCase()));
});
