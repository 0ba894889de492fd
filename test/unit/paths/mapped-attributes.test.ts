import { expect, test } from 'vitest';
import {
  ATTRIBUTE_TYPES,
  type AttributeType,
  type ItemAttribute,
} from '../../../src/domain/items/item-attribute.ts';
import { checkStillFit, type MappedAttributes } from '../../../src/domain/paths/mapped-attributes.ts';

const item = (articleNumber: string) => ({ id: articleNumber, articleNumber, name: articleNumber });
const attribute = (name: string, type: AttributeType, choices = ['a', 'b']): ItemAttribute => ({
  name,
  type,
  required: false,
  defaultValue: null,
  choices: type === 'choice' ? choices : null,
});
const row = (from: ItemAttribute, to: ItemAttribute): MappedAttributes => ({
  path: 'trial ends',
  source: { item: item('TRIAL'), attribute: from },
  destination: { item: item('GOLD'), attribute: to },
});

const PAIRS = ATTRIBUTE_TYPES.flatMap((from) => ATTRIBUTE_TYPES.map((to) => ({ from, to })));

test.each(PAIRS)('a $from that fills what is a $to', ({ from, to }) => {
  const rows = [row(attribute('x', from), attribute('y', to))];
  for (const [changed, name] of [
    ['TRIAL', 'x'],
    ['GOLD', 'y'],
  ] as const) {
    const check = () => checkStillFit(item(changed), [name], rows);
    if (from === to || to === 'text') expect(check).not.toThrow();
    else
      expect(check).toThrow(
        expect.objectContaining({
          kind: 'refused',
          code: 'attribute-in-use',
          message:
            `the attribute "${name}" of ${changed} is mapped by "trial ends", where "x" of TRIAL fills ` +
            `"y" of GOLD: a ${from} cannot become a ${to}`,
        }),
      );
  }
});

test('a choice that loses what the other end may hold is refused, one that gains is not', () => {
  const rows = [row(attribute('x', 'choice', ['a', 'b']), attribute('y', 'choice', ['a']))];
  expect(() => checkStillFit(item('GOLD'), ['y'], rows)).toThrow('the choice b is not among its choices');
  const wider = [row(attribute('x', 'choice', ['a', 'b']), attribute('y', 'choice', ['c', 'b', 'a']))];
  expect(() => checkStillFit(item('GOLD'), ['y'], wider)).not.toThrow();
});

test('a mapping that was not touched does not block the change', () => {
  const rows = [row(attribute('x', 'text'), attribute('y', 'number'))];
  expect(() => checkStillFit(item('GOLD'), ['z', 'x'], rows)).not.toThrow();
  expect(() => checkStillFit(item('SILVER'), ['x', 'y'], rows)).not.toThrow();
});
