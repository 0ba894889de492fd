import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAttributeValue } from '../../../src/domain/items/item-attribute.ts';
import { parseWrittenAttribute } from '../../../src/domain/items/written-attribute.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

const PLAIN = { type: 'text', required: false, defaultValue: null, choices: null } as const;

test.each([
  ['domain', { ...PLAIN, name: 'domain' }],
  ['domain:required', { ...PLAIN, name: 'domain', required: true }],
  ['seats:number', { ...PLAIN, name: 'seats', type: 'number' }],
  ['seats:number:required', { ...PLAIN, name: 'seats', type: 'number', required: true }],
  ['seats:required:number', { ...PLAIN, name: 'seats', type: 'number', required: true }],
  ['until:date:default=2026-03-31', { ...PLAIN, name: 'until', type: 'date', defaultValue: '2026-03-31' }],
  [
    'url:default=https://example.org/?a=b',
    { ...PLAIN, name: 'url', defaultValue: 'https://example.org/?a=b' },
  ],
  ['note:default=', { ...PLAIN, name: 'note', defaultValue: '' }],
  ['plan:choice=basic, pro', { ...PLAIN, name: 'plan', type: 'choice', choices: ['basic', 'pro'] }],
  [
    'plan:choice=basic,pro:required:default=pro',
    { name: 'plan', type: 'choice', required: true, choices: ['basic', 'pro'], defaultValue: 'pro' },
  ],
])('%s', (text, attribute) => {
  expect(parseWrittenAttribute(text)).toEqual(attribute);
});

describe('what cannot be read', () => {
  test.each([
    ['seats:nubmer', 'bad-attribute', 'did you mean number?'],
    ['seats:requierd', 'bad-attribute', 'did you mean required?'],
    ['seats:colour', 'bad-attribute', 'types are text, number'],
    ['seats:number:text', 'bad-attribute', '"text" is one word too many'],
    ['seats:required:required', 'bad-attribute', 'there is no type "required"'],
    ['plan:choice', 'bad-attribute', 'choice=basic,pro'],
    ['plan:choice=', 'bad-attribute', 'a choice is empty'],
    ['plan:choice=a,b,a', 'bad-attribute', 'named twice'],
    ['plan=basic', 'bad-attribute', 'a name has no "="'],
    [':number', 'bad-attribute-name', 'it is empty'],
    ['', 'bad-attribute-name', 'it is empty'],
    ['seats:number:default=many', 'bad-attribute-value', '"many"'],
    ['plan:choice=a,b:default=c', 'bad-attribute-value', '"c"'],
    ['until:date:default=2026-02-30', 'bad-date', '2026-02-30'],
    ['active:boolean:default=yes', 'bad-attribute-value', '"yes"'],
    ['plan:choice=a,b:default=A', 'bad-attribute-value', '"A"'],
    ['plan:choice=a,b:default=', 'bad-attribute-value', '""'],
    ['seats:number:default=', 'bad-attribute-value', '""'],
    ['note:required:default=', 'bad-attribute', 'a required attribute cannot have an empty default'],
  ])('%s', (text, code, words) => {
    expect(() => parseWrittenAttribute(text)).toThrow(
      expect.objectContaining({ kind: 'usage', code, message: expect.stringContaining(words) }),
    );
  });
});

test('a default may end as the grammar begins one', () => {
  const text = 'note:required:default=:default=';
  expect(parseWrittenAttribute(text)).toMatchObject({ required: true, defaultValue: ':default=' });
});

describe('a value', () => {
  test.each([
    ['number', '12', true],
    ['number', '-12.5', true],
    ['number', '1e3', false],
    ['number', '', false],
    ['boolean', 'true', true],
    ['boolean', 'yes', false],
    ['date', '2026-03-31', true],
    ['date', '31.03.2026', false],
    ['text', '', true],
  ] as const)('of %s: %j', (type, value, good) => {
    const read = () => parseAttributeValue({ name: 'a', type, required: false, choices: null }, value);
    if (good) expect(read()).toBe(value);
    else expect(read).toThrow(expect.objectContaining({ kind: 'usage' }));
  });
});

test('a value of a choice is one of its choices, to the letter', () => {
  const plan = { name: 'plan', type: 'choice', required: false, choices: ['basic', 'pro'] } as const;
  expect(parseAttributeValue(plan, 'pro')).toBe('pro');
  for (const wrong of ['Pro', 'pro ', '', 'basic,pro']) {
    expect(() => parseAttributeValue(plan, wrong)).toThrow(
      expect.objectContaining({ code: 'bad-attribute-value', hint: 'give one of basic, pro' }),
    );
  }
});

test('whatever is written as a default is a value of its type, and what is none is refused', () => {
  const heads = ['a:text', 'a:number', 'a:date', 'a:boolean', 'a:choice=x,y'] as const;
  const values = fc.oneof(
    fc.constantFrom('', '0', '-3.50', '2024-02-29', '2026-02-29', 'true', 'TRUE', 'x', 'y', 'x,y', ' x'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...heads), values, (head, value) => {
      const plain = parseWrittenAttribute(head);
      const verdict = (read: () => string | null) => {
        try {
          return read();
        } catch (error) {
          if (error instanceof TierctlError) return error.code;
          throw error;
        }
      };
      expect(verdict(() => parseWrittenAttribute(`${head}:default=${value}`).defaultValue)).toBe(
        verdict(() => parseAttributeValue(plain, value)),
      );
    }),
  );
});
