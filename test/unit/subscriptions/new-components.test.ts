import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComponentOffer } from '../../../src/domain/items/component-offer.ts';
import { newComponents } from '../../../src/domain/subscriptions/new-components.ts';
import {
  parseComponentAttribute,
  parseComponents,
} from '../../../src/domain/subscriptions/written-component.ts';

const WHOLE = { id: 'whole', articleNumber: 'HOSTING', name: 'Hosting' };
const item = (articleNumber: string) => ({
  id: articleNumber.toLowerCase(),
  articleNumber,
  name: articleNumber,
});

describe('--component', () => {
  test.each([
    ['MAILBOX', { product: 'MAILBOX', count: 1 }],
    ['MAILBOX=3', { product: 'MAILBOX', count: 3 }],
    ['MAILBOX=0', { product: 'MAILBOX', count: 0 }],
    ['A=B=2', { product: 'A=B', count: 2 }],
    [' MAILBOX = 1000 ', { product: 'MAILBOX', count: 1000 }],
  ])('reads %s', (text, expected) => {
    expect(parseComponents([text])).toEqual([expected]);
  });

  test.each(['', '=3', 'MAILBOX=', 'MAILBOX=-1', 'MAILBOX=1.5', 'MAILBOX=many', 'MAILBOX=1001'])(
    'refuses %j',
    (text) => {
      expect(() => parseComponents([text])).toThrow(
        expect.objectContaining({ kind: 'usage', code: 'bad-component-count' }),
      );
    },
  );

  test('refuses a product twice', () => {
    expect(() => parseComponents(['MAILBOX=1', 'MAILBOX=2'])).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'component-given-twice' }),
    );
  });
});

describe('--component-attribute', () => {
  test.each([
    ['MAILBOX:address=a@b', { holder: 'MAILBOX', name: 'address', value: 'a@b' }],
    ['MAILBOX/2:url=http://x?y=z', { holder: 'MAILBOX/2', name: 'url', value: 'http://x?y=z' }],
    ['A=B:name=', { holder: 'A=B', name: 'name', value: '' }],
  ])('reads %s', (text, expected) => {
    expect(parseComponentAttribute(text)).toEqual(expected);
  });

  test.each(['', 'MAILBOX', ':address=a', 'MAILBOX:address', 'MAILBOX:=a', 'address=a'])(
    'refuses %j',
    (text) => {
      expect(() => parseComponentAttribute(text)).toThrow(
        expect.objectContaining({ kind: 'usage', code: 'bad-pair' }),
      );
    },
  );
});

test('however many are asked for: each product within its bounds, in one order, each with its own value', () => {
  const offer = fc
    .record({ minimum: fc.nat(4), room: fc.option(fc.nat(4), { nil: null }), active: fc.boolean() })
    .map(({ minimum, room, active }) => ({
      minimum,
      maximum: room === null ? null : minimum + room,
      active,
    }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(offer, fc.option(fc.nat(9), { nil: null })), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const offers: ComponentOffer[] = rows.map(([bounds], index) => ({
          ...bounds,
          item: item(`P${index}`),
          attributes: [{ name: 'n', type: 'text', required: false, defaultValue: 'default', choices: null }],
        }));
        const counts = rows.map(([{ minimum }, count]) => count ?? minimum);
        const written = rows.flatMap(([, count], index) =>
          count === null ? [] : [{ product: `P${index}`, count }],
        );
        // The second of each gets a value of its own.
        const attributes = counts.flatMap((count, index) =>
          count < 2 ? [] : [{ holder: `P${index}/2`, name: 'n', value: 'own' }],
        );
        const allowed = rows.every(
          ([{ minimum, maximum, active }, count]) =>
            count === null ||
            (count >= minimum && count <= (maximum ?? count) && (active || count <= minimum)),
        );
        const provision = () => newComponents(WHOLE, offers, written, attributes);
        if (!allowed) {
          expect(provision).toThrow(expect.objectContaining({ kind: 'refused' }));
          return;
        }
        expect(provision().map((one) => [one.item.articleNumber, one.attributes.n])).toEqual(
          counts.flatMap((count, index) =>
            Array.from({ length: count }, (_, at) => [`P${index}`, at === 1 ? 'own' : 'default']),
          ),
        );
      },
    ),
  );
});
