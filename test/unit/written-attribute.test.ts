import { describe, expect, test } from 'vitest';
import { parseAttributeValue } from '../../src/domain/item-attribute.ts';
import { parseWrittenAttribute } from '../../src/domain/written-attribute.ts';

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
  ])('%s', (text, code, words) => {
    expect(() => parseWrittenAttribute(text)).toThrow(
      expect.objectContaining({ kind: 'usage', code, message: expect.stringContaining(words) }),
    );
  });
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
