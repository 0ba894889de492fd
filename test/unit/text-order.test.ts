import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText } from '../../src/domain/text-order.ts';

test('texts are ordered by code point, also beyond U+FFFF', () => {
  expect(['😀', 'ﾊ', '漢', 'b', 'a', 'ab', ''].sort(compareText)).toEqual([
    '',
    'a',
    'ab',
    'b',
    '漢',
    'ﾊ',
    '😀',
  ]);
});

test('the order is that of their bytes in UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      expect(Math.sign(compareText(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
    }),
  );
});
