import { describe, expect, test } from 'vitest';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { attributeChoices, type PathSide, suggestedProduct } from '../../../src/domain/paths/path-side.ts';
import { itemCalled } from '../../support/transitions/steps.ts';

const text = (name: string, rest: Partial<ItemAttribute> = {}): ItemAttribute => ({
  name,
  type: 'text',
  required: false,
  defaultValue: null,
  choices: null,
  ...rest,
});
const number = (name: string) => text(name, { type: 'number' });
const side = (
  articleNumber: string,
  attributes: readonly ItemAttribute[],
  products: Readonly<Record<string, readonly ItemAttribute[]>> = {},
): PathSide => ({
  item: itemCalled(articleNumber),
  kind: 'package',
  attributes,
  products: Object.entries(products).map(([product, own]) => ({
    item: itemCalled(product),
    attributes: own,
  })),
});
const becomes = (source: string, destination: string) => ({ source, destination });

describe('what may fill an attribute', () => {
  test('is of a type that fits; of the same name it is suggested', () => {
    const source = side('TRIAL', [text('domain'), number('seats')]);
    const destination = side('GOLD', [
      text('domain'),
      text('contact'),
      number('domain-count'),
      number('seats'),
    ]);
    expect(attributeChoices(source, destination, [])).toMatchObject([
      { destination: 'domain', candidates: ['domain', 'seats'], suggested: 'domain', becoming: [] },
      { destination: 'contact', candidates: ['domain', 'seats'], suggested: undefined },
      { destination: 'domain-count', candidates: ['seats'], suggested: undefined },
      { destination: 'seats', candidates: ['seats'], suggested: 'seats' },
    ]);
  });

  test('the same name of another type is not suggested', () => {
    const [choice] = attributeChoices(side('A', [text('seats')]), side('B', [number('seats')]), []);
    expect(choice).toMatchObject({ candidates: [], suggested: undefined });
  });

  const source = side('SILVER', [text('domain')], { MAILBOX: [text('address')], WEBMAIL: [text('address')] });

  test('of a product in the package is written with its article number', () => {
    const destination = side('GOLD', [text('domain')], { PRO: [text('address')] });
    expect(attributeChoices(source, destination, [becomes('MAILBOX', 'PRO')])).toMatchObject([
      {
        destination: 'domain',
        candidates: ['domain', 'MAILBOX:address', 'WEBMAIL:address'],
        suggested: 'domain',
      },
      { destination: 'PRO:address', suggested: 'MAILBOX:address', becoming: [] },
    ]);
  });

  test('comes from the path’s own source where nothing becomes the product', () => {
    const destination = side('GOLD', [], { PRO: [text('address'), text('domain')] });
    expect(attributeChoices(source, destination, [])).toMatchObject([
      { destination: 'PRO:address', suggested: undefined },
      { destination: 'PRO:domain', suggested: 'domain' },
    ]);
  });

  test('is asked of each product where several become one', () => {
    const destination = side('GOLD', [], { PRO: [text('address')] });
    const grid = [becomes('MAILBOX', 'PRO'), becomes('WEBMAIL', 'PRO')];
    expect(attributeChoices(source, destination, grid)).toMatchObject([
      {
        suggested: 'MAILBOX:address',
        becoming: [
          { product: 'MAILBOX', candidates: ['MAILBOX:address'], suggested: 'MAILBOX:address' },
          { product: 'WEBMAIL', candidates: ['WEBMAIL:address'], suggested: 'WEBMAIL:address' },
        ],
      },
    ]);
  });
});

test('a product becomes the same product, where the other package has it', () => {
  const destination = side('GOLD', [], { MAILBOX: [], PRO: [] });
  expect(suggestedProduct({ item: itemCalled('MAILBOX'), attributes: [] }, destination)).toBe('MAILBOX');
  expect(suggestedProduct({ item: itemCalled('WEBMAIL'), attributes: [] }, destination)).toBeUndefined();
});
