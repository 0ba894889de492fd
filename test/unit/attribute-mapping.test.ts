import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeMapping, type MappingPair, mappingGrid } from '../../src/domain/attribute-mapping.ts';
import { ATTRIBUTE_TYPES, type AttributeType, type ItemAttribute } from '../../src/domain/item-attribute.ts';

const attribute = (
  name: string,
  type: AttributeType = 'text',
  more: Partial<ItemAttribute> = {},
): ItemAttribute => ({
  name,
  type,
  required: false,
  defaultValue: null,
  choices: type === 'choice' ? ['a', 'b'] : null,
  ...more,
});

const side = (articleNumber: string, attributes: readonly ItemAttribute[]) => ({
  item: { id: articleNumber, articleNumber, name: articleNumber },
  attributes,
});

const one = (from: ItemAttribute, to: ItemAttribute) =>
  changeMapping(side('S', [from]), side('D', [to]), [], {
    map: [{ source: from.name, destination: to.name }],
    unmap: [],
    matching: false,
  });

describe('what can fill what', () => {
  const pairs = ATTRIBUTE_TYPES.flatMap((from) => ATTRIBUTE_TYPES.map((to) => ({ from, to })));

  test.each(pairs.filter(({ from, to }) => from === to || to === 'text'))(
    'a $from can fill a $to',
    ({ from, to }) => {
      expect(one(attribute('x', from), attribute('y', to))).toEqual([{ source: 'x', destination: 'y' }]);
    },
  );

  test.each(pairs.filter(({ from, to }) => from !== to && to !== 'text'))(
    'a $from cannot fill a $to',
    ({ from, to }) => {
      expect(() => one(attribute('x', from), attribute('y', to))).toThrow(
        expect.objectContaining({
          kind: 'refused',
          code: 'attribute-types-differ',
          message: `"x" of S cannot fill "y" of D: a ${from} cannot become a ${to}`,
        }),
      );
    },
  );

  test('a choice can fill one that has all its choices', () => {
    const few = attribute('x', 'choice', { choices: ['a'] });
    const many = attribute('y', 'choice', { choices: ['b', 'a'] });
    expect(one(few, many)).toHaveLength(1);
    expect(() => one(many, few)).toThrow('the choice b is not among its choices');
  });
});

test('a mapping to an attribute takes the place of the one there was', () => {
  const source = side('S', [attribute('a'), attribute('b')]);
  const destination = side('D', [attribute('c')]);
  const current = [{ source: 'a', destination: 'c' }];
  const change = { map: [{ source: 'b', destination: 'c' }], unmap: [], matching: true };
  expect(changeMapping(source, destination, current, change)).toEqual([{ source: 'b', destination: 'c' }]);
});

test('matching never touches what is mapped, and unmapping undoes it', () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  const attributes = names.chain((list) =>
    fc.tuple(...list.map((name) => fc.constantFrom(...ATTRIBUTE_TYPES).map((type) => attribute(name, type)))),
  );
  fc.assert(
    fc.property(attributes, attributes, (from, to) => {
      const source = side('S', from);
      const destination = side('D', to);
      const nothing = { map: [], unmap: [], matching: false };
      const mapped = changeMapping(source, destination, [], { ...nothing, matching: true });
      const shared = to.filter(({ name }) => from.some((other) => other.name === name));
      expect(
        mapped.every(({ source: s, destination: d }) => s === d && shared.some(({ name }) => name === d)),
      ).toBe(true);
      expect(mapped).toEqual(changeMapping(source, destination, mapped, { ...nothing, matching: true }));
      // All that matching left out does not fit.
      for (const { name } of shared.filter(
        (attr) => !mapped.some((pair) => pair.destination === attr.name),
      )) {
        const pair: MappingPair = { source: name, destination: name };
        expect(() => changeMapping(source, destination, [], { ...nothing, map: [pair] })).toThrow(
          'cannot fill',
        );
      }
      const unmap = mapped.map((pair) => pair.destination);
      expect(changeMapping(source, destination, mapped, { ...nothing, unmap })).toEqual([]);
    }),
  );
});

test('the grid has a row for each destination attribute and tells what will be missing', () => {
  const destination = [
    attribute('mapped', 'text', { required: true }),
    attribute('defaulted', 'text', { required: true, defaultValue: 'x' }),
    attribute('needed', 'text', { required: true }),
    attribute('optional'),
  ];
  const item = { id: 'i', articleNumber: 'I', name: 'I' };
  const mappings = [{ source: { item, attribute: 'domain' }, destination: { item, attribute: 'mapped' } }];
  const grid = mappingGrid([attribute('domain')], destination, mappings);
  expect(grid.map((row) => [row.destination.name, row.source?.name ?? null, row.missing])).toEqual([
    ['mapped', 'domain', false],
    ['defaulted', null, false],
    ['needed', null, true],
    ['optional', null, false],
  ]);
});
