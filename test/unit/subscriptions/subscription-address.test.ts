import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAccountId } from '../../../src/domain/accounts/account.ts';
import { parseNameValue } from '../../../src/domain/name-value.ts';
import {
  formatSubscriptionAddress,
  parseSubscriptionAddress,
} from '../../../src/domain/subscriptions/subscription-address.ts';

test('every subscription of every account can be said and heard again', () => {
  const accountId = fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }).filter((text) => {
    try {
      return checkAccountId(text) === text;
    } catch {
      return false;
    }
  });
  fc.assert(
    fc.property(accountId, fc.integer({ min: 1, max: 999_999_999 }), (account, number) => {
      const address = { account, number };
      expect(parseSubscriptionAddress(formatSubscriptionAddress(address))).toEqual(address);
    }),
  );
});

test.each([
  '',
  'ACC-1',
  'ACC-1/',
  '/1',
  'ACC-1/0',
  'ACC-1/01',
  'ACC-1/-1',
  'ACC-1/1.5',
  'A/B/1',
  'ACC-1/9999999999',
])('%j addresses nothing', (text) => {
  expect(() => parseSubscriptionAddress(text)).toThrow(
    expect.objectContaining({ kind: 'usage', code: 'bad-subscription-address' }),
  );
});

test.each([
  ['a=b', { name: 'a', value: 'b' }],
  ['a=b=c', { name: 'a', value: 'b=c' }],
  ['a=', { name: 'a', value: '' }],
  [' a = b', { name: 'a', value: ' b' }],
  ['o\u0308=o\u0308', { name: 'ö', value: 'o\u0308' }],
])('%j is a name and a value', (text, pair) => {
  expect(parseNameValue(text, '--map', 'NAME=VALUE')).toEqual(pair);
});

test.each(['', 'a', '=b', ' =b'])('%j is no name and value', (text) => {
  expect(() => parseNameValue(text, '--map', 'NAME=VALUE')).toThrow(
    expect.objectContaining({
      kind: 'usage',
      code: 'bad-pair',
      message: `--map "${text}" is not NAME=VALUE`,
    }),
  );
});
