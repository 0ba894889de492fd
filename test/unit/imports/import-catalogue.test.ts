import { expect, test } from 'vitest';
import { named } from '../../../src/domain/imports/import-catalogue.ts';

const things = (...names: readonly string[]) =>
  named(
    'path',
    names.map((name, index) => ({ id: `id-${index}`, name })),
    ({ name }) => name,
  );

test('a name in another composition finds the object, unless several have it', () => {
  expect(things('Cafe\u0301').require('Caf\u00e9')).toMatchObject({ id: 'id-0' });
  const twice = things('Cafe\u0301 e\u0301', 'Caf\u00e9 e\u0301');
  expect(twice.require('Cafe\u0301 e\u0301')).toMatchObject({ id: 'id-0' });
  expect(() => twice.require('Caf\u00e9 \u00e9')).toThrow(
    expect.objectContaining({
      code: 'path-ambiguous',
      data: { path: 'Caf\u00e9 \u00e9', ids: ['id-0', 'id-1'] },
    }),
  );
});
