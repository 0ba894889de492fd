// What paths carry over, and changes that wait, hold on to the attributes they name: type and choices cannot change so that
// values arrive which the destination does not allow.
import { beforeEach, expect, test } from 'vitest';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { type Seeded, seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

const TEXT = { type: 'text', required: false, defaultValue: null, choices: null } as const;
const NUMBER = { ...TEXT, type: 'number' } as const;
const SIZE = { name: 'size', type: 'choice', choices: ['s', 'm'] } as const;

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const set = (item: string, ...attributes: readonly ItemAttribute[]) =>
    db.change((session) => setItem(session, { item, attributes }));
  let seeded: Seeded;

  beforeEach(async () => {
    seeded = await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', attributes: ['note', { name: 'seats', type: 'number' }, SIZE] },
        {
          articleNumber: 'GOLD',
          attributes: ['label', { name: 'seats', type: 'number' }, { ...SIZE, choices: ['s', 'm', 'l'] }],
        },
        { articleNumber: 'MAILBOX', attributes: ['address', 'alias'] },
        { articleNumber: 'SMALL', kind: 'package', products: ['MAILBOX'] },
        { articleNumber: 'LARGE', kind: 'package', products: ['MAILBOX'] },
      ],
      paths: [
        {
          name: 'trial ends',
          source: 'TRIAL',
          destination: 'GOLD',
          map: { note: 'label', seats: 'seats', size: 'size' },
        },
        {
          name: 'grows',
          source: 'SMALL',
          destination: 'LARGE',
          products: { MAILBOX: 'MAILBOX' },
          map: { 'MAILBOX:address': 'MAILBOX:alias' },
        },
      ],
    });
  });

  test.each<[string, string, ItemAttribute, string]>([
    [
      'the destination of a text a number',
      'GOLD',
      { ...NUMBER, name: 'label' },
      'the attribute "label" of GOLD is mapped by "trial ends", where "note" of TRIAL fills "label" of GOLD: ' +
        'a text cannot become a number',
    ],
    ['the source of a number a text', 'TRIAL', { ...TEXT, name: 'seats' }, 'a text cannot become a number'],
    [
      'a source that has more choices',
      'TRIAL',
      { ...TEXT, ...SIZE, choices: ['s', 'xl'] },
      'the choice xl is not among its choices',
    ],
    [
      'a destination that has fewer choices',
      'GOLD',
      { ...TEXT, ...SIZE, choices: ['s'] },
      'the choice m is not among its choices',
    ],
    [
      'one of two attributes of a product that goes on as itself',
      'MAILBOX',
      { ...NUMBER, name: 'alias' },
      'mapped by "grows", where "address" of MAILBOX fills "alias" of MAILBOX',
    ],
  ])('refuses to make %s', async (_, item, attribute, message) => {
    await expect(set(item, attribute)).rejects.toMatchObject({
      kind: 'refused',
      code: 'attribute-in-use',
      message: expect.stringContaining(message),
    });
  });

  test.each<[string, string, ItemAttribute]>([
    ['the source of a text a number', 'TRIAL', { ...NUMBER, name: 'note' }],
    ['the destination of a number a text', 'GOLD', { ...TEXT, name: 'seats' }],
    ['a source that has fewer choices', 'TRIAL', { ...TEXT, ...SIZE, choices: ['m'] }],
    ['what is mapped required', 'GOLD', { ...TEXT, name: 'label', required: true }],
  ])('makes %s', async (_, item, attribute) => {
    const { result } = await set(item, attribute);
    expect(result.item.attributes).toContainEqual(attribute);
  });

  test('judges both ends as they will be', async () => {
    const attributes = [
      { ...NUMBER, name: 'address' },
      { ...NUMBER, name: 'alias' },
    ];
    await dryRun(db.database, (session) => setItem(session, { item: 'MAILBOX', attributes }));
    expect(await set('MAILBOX', ...attributes)).toMatchObject({ changed: true });
  });

  test('checks what the change touches, not what was written by hand', async () => {
    await db.database.kysely
      .updateTable('tierctl.item_attribute')
      .set({ type: 'date' })
      .where('item_id', '=', seeded.items.GOLD ?? '')
      .where('name', '=', 'label')
      .execute();
    expect(await set('GOLD', { ...TEXT, name: 'seats' })).toMatchObject({ changed: true });
  });

  test('keeps what a change that waits will give a value to', async () => {
    const { kysely } = db.database;
    await seedInto(db.database, {
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01' }],
    });
    await kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: seeded.items.GOLD ?? '', change_on: '2026-06-01' })
      .execute();
    const key = { account_id: 'A', subscription_number: 1 };
    await kysely
      .insertInto('tierctl.change_attribute')
      .values({ ...key, attribute: 'later', value: 'x' })
      .execute();
    await set('GOLD', { ...TEXT, name: 'later' });
    await expect(set('GOLD', { ...NUMBER, name: 'later' })).rejects.toMatchObject({
      code: 'attribute-in-use',
      message: expect.stringContaining('has the value "x" on a subscription'),
    });
    const remove = (item: string) =>
      db.change((session) => setItem(session, { item, removeAttributes: ['later'] }));
    await expect(remove('GOLD')).rejects.toMatchObject({
      code: 'attribute-in-use',
      message: 'the attribute "later" of GOLD has a value on 1 pending change',
    });
    await set('TRIAL', { ...TEXT, name: 'later' });
    expect(await remove('TRIAL')).toMatchObject({ changed: true });
  });
});
