// The questions about the two grids and the effect of the answers; the answers come from a list.
import { expect, test } from 'vitest';
import type { Ask } from '../../../src/cli/prompts/ask.ts';
import { askAttributes, askProducts } from '../../../src/cli/prompts/path-grids.ts';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import type { PathSide } from '../../../src/domain/paths/path-side.ts';
import { itemCalled } from '../../support/transitions/steps.ts';

const attribute = (name: string, rest: Partial<ItemAttribute> = {}): ItemAttribute => ({
  name,
  type: 'text',
  required: false,
  defaultValue: null,
  choices: null,
  ...rest,
});
const product = (name: string, ...attributes: ItemAttribute[]) => ({ item: itemCalled(name), attributes });
const SILVER: PathSide = {
  item: itemCalled('SILVER'),
  kind: 'package',
  attributes: [attribute('domain')],
  products: [
    product('MAILBOX', attribute('address')),
    product('WEB'),
    product('WEBMAIL', attribute('address')),
  ],
};
const GOLD: PathSide = {
  item: itemCalled('GOLD'),
  kind: 'package',
  attributes: [attribute('domain', { required: true }), attribute('seats', { type: 'number' })],
  products: [product('PRO', attribute('address', { defaultValue: 'none' })), product('WEB')],
};

/** Chooses what each question's reply begins; the suggestion for an empty one. */
function person(...replies: readonly string[]) {
  const asked: string[] = [];
  const ask: Ask = {
    text: () => Promise.reject(new Error('nothing is to be written')),
    choose: async ({ message, choices, suggested }) => {
      const reply = replies[asked.length] ?? '';
      asked.push(`${String(message)}: ${choices.map(({ label }) => String(label)).join(' | ')}`);
      const chosen =
        reply === ''
          ? (choices.find(({ value }) => value === suggested) ?? choices[0])
          : choices.find(({ label }) => String(label).startsWith(reply));
      if (chosen === undefined) throw new Error(`"${String(message)}" does not offer "${reply}"`);
      return chosen.value;
    },
  };
  return { ask, asked };
}

test('each product of the source becomes one of the destination, or ends', async () => {
  const { ask, asked } = person('PRO', '', 'nothing');
  expect(await askProducts(ask, SILVER, GOLD)).toEqual([
    { source: 'MAILBOX', destination: 'PRO' },
    { source: 'WEB', destination: 'WEB' },
  ]);
  const offered = 'PRO | WEB | nothing: it ends with the package';
  expect(asked).toEqual([
    `MAILBOX becomes: ${offered}`,
    `WEB becomes: ${offered}`,
    `WEBMAIL becomes: ${offered}`,
  ]);
});

test('where nothing but what has no equal is offered, nothing is what Enter takes', async () => {
  expect(await askProducts(person('', 'nothing', '').ask, SILVER, GOLD)).toEqual([]);
});

test('nothing becomes of products where the destination is a product', async () => {
  const { ask, asked } = person();
  expect(await askProducts(ask, SILVER, { ...GOLD, kind: 'product', products: [] })).toEqual([]);
  expect(asked).toEqual([]);
});

const MERGED = [
  { source: 'MAILBOX', destination: 'PRO' },
  { source: 'WEBMAIL', destination: 'PRO' },
];
const OFFERED = 'domain | MAILBOX:address | WEBMAIL:address';

test('each attribute is filled from one place, or by each product that becomes its holder', async () => {
  const { ask, asked } = person('', 'MAILBOX:address', '');
  expect(await askAttributes(ask, SILVER, GOLD, MERGED)).toEqual([
    { source: 'domain', destination: 'domain' },
    { source: 'MAILBOX:address', destination: 'PRO:address' },
    { source: 'WEBMAIL:address', destination: 'PRO:address' },
  ]);
  expect(asked).toEqual([
    `domain (text, required) is filled by: ${OFFERED} | nothing: the value will be missing`,
    `PRO:address (text) is filled by: ${OFFERED} | nothing: its default "none"`,
    'PRO:address (text) is filled by, where it was WEBMAIL: WEBMAIL:address | nothing: its default "none"',
  ]);
});

test('what comes from elsewhere comes for all of them', async () => {
  const { ask, asked } = person('nothing', 'domain');
  expect(await askAttributes(ask, SILVER, GOLD, MERGED)).toEqual([
    { source: 'domain', destination: 'PRO:address' },
  ]);
  expect(asked).toHaveLength(2);
});
