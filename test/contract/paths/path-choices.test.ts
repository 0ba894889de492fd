import { beforeEach, expect, test } from 'vitest';
import {
  type ReadPathChoicesInput,
  readPathChoices,
} from '../../../src/operations/paths/read-path-choices.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const choices = (input: Partial<ReadPathChoicesInput> = {}) =>
    db.read((session) => readPathChoices(session, { source: undefined, destination: undefined, ...input }));

  beforeEach(() =>
    seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', attributes: ['domain', 'contact'] },
        { articleNumber: 'SILVER' },
        { articleNumber: 'OLD', active: false, attributes: ['year'] },
        { articleNumber: 'EXTRA', kind: 'extension' },
        { articleNumber: 'GOLD', kind: 'package', products: ['TRIAL', 'OLD'], attributes: ['domain'] },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'SILVER' }],
    }),
  );

  test('are active products and packages with their attributes, and what is in a package', async () => {
    const { sides, ...rest } = await choices();
    expect(rest).toEqual({ taken: ['trial ends'], source: undefined, destination: undefined });
    const named = (attributes: readonly { readonly name: string }[]) => attributes.map(({ name }) => name);
    expect(
      sides.map(({ item, kind, attributes, products }) => ({
        item: item.articleNumber,
        kind,
        attributes: named(attributes),
        products: products.map((one) => [one.item.articleNumber, ...named(one.attributes)]),
      })),
    ).toEqual([
      {
        item: 'GOLD',
        kind: 'package',
        attributes: ['domain'],
        products: [
          ['OLD', 'year'],
          ['TRIAL', 'contact', 'domain'],
        ],
      },
      { item: 'SILVER', kind: 'product', attributes: [], products: [] },
      { item: 'TRIAL', kind: 'product', attributes: ['contact', 'domain'], products: [] },
    ]);
  });

  test('what is chosen already must be possible', async () => {
    expect(await choices({ source: 'TRIAL', destination: 'SILVER' })).toMatchObject({
      source: { item: { articleNumber: 'TRIAL' } },
      destination: { item: { articleNumber: 'SILVER' } },
    });
    const cannot = (input: Partial<ReadPathChoicesInput>, code: string) =>
      expect(choices(input)).rejects.toMatchObject({ code });
    await cannot({ source: 'TRAIL' }, 'item-not-found');
    await cannot({ source: 'OLD' }, 'item-inactive');
    await cannot({ destination: 'EXTRA' }, 'path-kind-unsupported');
    await cannot({ source: 'TRIAL', destination: 'TRIAL' }, 'path-to-itself');
  });
});
