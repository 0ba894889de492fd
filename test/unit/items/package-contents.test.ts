import { describe, expect, test } from 'vitest';
import {
  checkFitsInPackage,
  checkIsPackage,
  checkNewMaximum,
  checkQuantities,
  checkRemovable,
  type ProductUsage,
} from '../../../src/domain/items/package-contents.ts';

const whole = { id: 'id of GOLD', articleNumber: 'GOLD', name: 'Gold' };
const mailbox = { id: 'id of MAILBOX', articleNumber: 'MAILBOX', name: 'Mailbox' };
const unused: ProductUsage = { carriedBy: [], mappedBy: [], subscriptions: 0, most: 0 };
const product = { item: mailbox, minimum: 1, maximum: null };

describe('the quantities of a product', () => {
  test.each([
    [0, 0],
    [0, null],
    [1, 1],
    [1000, 1000],
    [1000, null],
  ])('may be from %s to %s', (minimum, maximum) => {
    expect(() => checkQuantities({ minimum, maximum })).not.toThrow();
  });

  test.each([
    [-1, null, '-1 is no quantity of a product'],
    [1.5, null, '1.5 is no quantity of a product'],
    [0, -1, '-1 is no quantity of a product'],
    [1001, null, '1001 is no quantity of a product'],
    [1, 1001, '1001 is no quantity of a product'],
    [0, Number.NaN, 'NaN is no quantity of a product'],
    [2, 1, 'the maximum 1 is below the minimum 2'],
  ])('may not be from %s to %s', (minimum, maximum, message) => {
    expect(() => checkQuantities({ minimum, maximum })).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'bad-product-quantity', message }),
    );
  });
});

test.each(['product', 'extension'])('an item of kind %s is made of nothing', (kind) => {
  expect(() => checkIsPackage(whole, kind)).toThrow(
    expect.objectContaining({
      code: 'item-not-package',
      message: `GOLD is ${kind === 'product' ? 'a' : 'an'} ${kind}, not a package`,
    }),
  );
  expect(() => checkIsPackage(whole, 'package')).not.toThrow();
});

describe('into a package', () => {
  const profile = { kind: 'product', active: true } as const;

  test('an active product may be put', () => {
    expect(() => checkFitsInPackage(whole, mailbox, profile)).not.toThrow();
  });

  test.each([
    [whole, { ...profile, kind: 'package' as const }, 'product-is-package'],
    [mailbox, { ...profile, kind: 'package' as const }, 'item-not-product'],
    [mailbox, { ...profile, kind: 'extension' as const }, 'item-not-product'],
    [mailbox, { ...profile, active: false }, 'item-inactive'],
  ])('%o of %o may not: %s', (item, given, code) => {
    expect(() => checkFitsInPackage(whole, item, given)).toThrow(
      expect.objectContaining({ kind: 'refused', code }),
    );
  });
});

describe('out of a package', () => {
  test('what nothing relies on may be taken', () => {
    expect(() => checkRemovable(whole, product, unused)).not.toThrow();
  });

  test.each([
    [{ carriedBy: ['a'] }, 'its instances are carried over by the path "a"'],
    [{ mappedBy: ['a', 'b'] }, 'its attributes are carried over by the paths "a", "b"'],
    [{ subscriptions: 1, most: 3 }, '1 active subscription has instances of it'],
    [{ subscriptions: 2, most: 3 }, '2 active subscriptions have instances of it'],
    [
      { carriedBy: ['a'], subscriptions: 2, most: 1 },
      'its instances are carried over by the path "a"; 2 active subscriptions have instances of it',
    ],
  ])('what %o relies on may not', (usage, reasons) => {
    expect(() => checkRemovable(whole, product, { ...unused, ...usage })).toThrow(
      expect.objectContaining({
        code: 'product-in-use',
        message: `MAILBOX cannot be removed from GOLD: ${reasons}`,
      }),
    );
  });
});

test.each([
  [5, 5, true],
  [5, 6, true],
  [5, 4, false],
  [0, 0, true],
  [1, 0, false],
  [1000, null, true],
])('with %s in use the maximum may become %s: %s', (most, maximum, allowed) => {
  const lower = () => checkNewMaximum(whole, { ...product, maximum }, { ...unused, subscriptions: 1, most });
  if (allowed) expect(lower).not.toThrow();
  else {
    expect(lower).toThrow(`GOLD cannot have at most ${maximum} of MAILBOX: a subscription to it has ${most}`);
  }
});
