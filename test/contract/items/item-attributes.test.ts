import { expect, test } from 'vitest';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { type CreateItemInput, createItem } from '../../../src/operations/items/create-item.ts';
import { type SetItemInput, setItem } from '../../../src/operations/items/set-item.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';

const GOLD: CreateItemInput = {
  articleNumber: 'HST-GOLD',
  name: 'Gold hosting',
  kind: 'package',
  active: true,
  term: null,
  renewalPeriods: [],
  attributes: [
    { name: 'plan', type: 'choice', required: false, defaultValue: 'pro', choices: ['basic', 'pro'] },
    { name: 'domain', type: 'text', required: true, defaultValue: null, choices: null },
  ],
  ifNotExists: false,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const create = (input: CreateItemInput) => db.change((session) => createItem(session, input));
  const set = (input: Omit<SetItemInput, 'item'>) =>
    db.change((session) => setItem(session, { item: 'HST-GOLD', ...input }));

  test('attributes are added, changed and removed', async () => {
    await create(GOLD);
    const wider = { ...attribute('plan'), type: 'choice', choices: ['basic', 'pro', 'max'] } as const;
    const { result } = await set({ attributes: [attribute('note'), wider], removeAttributes: ['DOMAIN'] });
    expect(result.item.attributes).toEqual([attribute('note'), wider]);
  });

  test('an attribute to remove that it lacks is refused with a suggestion', async () => {
    await create(GOLD);
    await expect(set({ removeAttributes: ['domian'] })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'attribute-not-found',
      message: 'HST-GOLD has no attribute "domian"; did you mean domain?',
    });
    await expect(set({ attributes: [attribute('plan')], removeAttributes: ['plan'] })).rejects.toMatchObject({
      kind: 'usage',
      code: 'duplicate-attribute',
    });
  });

  test('an attribute that a subscription has a value for stays, in a type that the value fits', async () => {
    const { result } = await create(GOLD);
    await subscribe(result.item.id, 'domain', '42');
    await expect(set({ removeAttributes: ['domain'] })).rejects.toMatchObject({
      kind: 'refused',
      code: 'attribute-in-use',
      message: 'the attribute "domain" of HST-GOLD has a value on 1 subscription',
    });
    await expect(set({ attributes: [{ ...attribute('domain'), type: 'date' }] })).rejects.toMatchObject({
      kind: 'refused',
      code: 'attribute-in-use',
    });
    const asNumber = { ...attribute('domain'), type: 'number' } as const;
    expect((await set({ attributes: [asNumber] })).result.item.attributes).toContainEqual(asNumber);
    await set({ removeAttributes: ['plan'] });
  });

  test('an attribute that a path carries over stays', async () => {
    const { result: source } = await create(GOLD);
    const { result: destination } = await create({ ...GOLD, articleNumber: 'HST-MAX' });
    await mapPath('Gold to Max', source.item.id, destination.item.id, 'domain', 'plan');
    await expect(set({ removeAttributes: ['domain'] })).rejects.toMatchObject({
      kind: 'refused',
      code: 'attribute-in-use',
      message: 'the attribute "domain" of HST-GOLD is mapped by "Gold to Max"',
    });
    await set({ removeAttributes: ['plan'] });
    await expect(
      db.change((session) => setItem(session, { item: 'HST-MAX', removeAttributes: ['plan'] })),
    ).rejects.toMatchObject({ code: 'attribute-in-use' });
  });

  async function subscribe(itemId: string, name: string, value: string): Promise<void> {
    const { kysely } = db.database;
    const key = { account_id: 'ACC-1' };
    await kysely
      .insertInto('tierctl.account')
      .values({ ...key, name: 'One' })
      .execute();
    await kysely
      .insertInto('tierctl.subscription')
      .values({
        ...key,
        number: 1,
        item_id: itemId,
        status: 'active',
        start_date: '2026-01-01',
        end_date: null,
        path_rule: 'default',
        path_id: null,
        apply_when: 'on_end_date',
        from_date: null,
        replaces_number: null,
        external_id: null,
        ended_run: null,
        ended_hop: null,
        ended_path_id: null,
      })
      .execute();
    await kysely
      .insertInto('tierctl.subscription_attribute')
      .values({ ...key, subscription_number: 1, attribute: name, value })
      .execute();
  }

  async function mapPath(
    name: string,
    source: string,
    destination: string,
    from: string,
    to: string,
  ): Promise<void> {
    const { kysely } = db.database;
    const id = '00000000-0000-4000-8000-000000000001';
    const items = { source_item_id: source, destination_item_id: destination };
    await kysely
      .insertInto('tierctl.path')
      .values({
        id,
        name,
        ...items,
        effective_from: null,
        effective_until: null,
        over_limit_policy: 'block',
        description: null,
      })
      .execute();
    await kysely
      .insertInto('tierctl.path_attribute')
      .values({ path_id: id, ...items, source_attribute: from, destination_attribute: to })
      .execute();
  }
});

function attribute(name: string): ItemAttribute {
  return { name, type: 'text', required: false, defaultValue: null, choices: null };
}
