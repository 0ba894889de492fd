import { expect, test } from 'vitest';
import { completeValues } from '../../../src/domain/items/attribute-values.ts';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';

const item = { id: 'i', articleNumber: 'SITE', name: 'Site' };
const text = (name: string, more: Partial<ItemAttribute> = {}): ItemAttribute => ({
  name,
  type: 'text',
  required: false,
  defaultValue: null,
  choices: null,
  ...more,
});

test('defaults fill what is not given, and only that', () => {
  const attributes = [
    text('b', { defaultValue: 'x', required: true }),
    text('a', { defaultValue: 'y' }),
    text('c'),
  ];
  expect(completeValues(item, attributes, [{ name: 'a', value: 'mine' }])).toEqual({ a: 'mine', b: 'x' });
});

test.each([
  [[], 'attribute-required'],
  [[{ name: 'domain', value: '' }], 'attribute-required'],
  [
    [
      { name: 'domain', value: 'a' },
      { name: 'domain', value: 'b' },
    ],
    'attribute-given-twice',
  ],
  [[{ name: 'domian', value: 'a' }], 'attribute-not-found'],
])('%j is declined with %s', (given, code) => {
  expect(() => completeValues(item, [text('domain', { required: true })], given)).toThrow(
    expect.objectContaining({ code }),
  );
});
