import { describe, expect, test } from 'vitest';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { type CreateItemInput, createItem } from '../../../src/operations/items/create-item.ts';
import { listItems } from '../../../src/operations/items/list-items.ts';
import { type SetItemInput, setItem } from '../../../src/operations/items/set-item.ts';
import { showItem } from '../../../src/operations/items/show-item.ts';
import { ensureProfile, findProfile } from '../../../src/store/items/item-profiles.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

const GOLD: CreateItemInput = {
  articleNumber: 'HST-GOLD',
  name: 'Gold hosting',
  kind: 'package',
  active: true,
  term: { months: 3, days: 0 },
  renewalPeriods: [
    { value: 1, unit: 'year' },
    { value: 1, unit: 'month' },
    { value: 12, unit: 'month' },
  ],
  attributes: [
    { name: 'plan', type: 'choice', required: false, defaultValue: 'pro', choices: ['basic', 'pro'] },
    { name: 'domain', type: 'text', required: true, defaultValue: null, choices: null },
  ],
  ifNotExists: false,
};
const PLAIN: CreateItemInput = {
  ...GOLD,
  articleNumber: 'DNS',
  name: 'DNS',
  kind: 'product',
  term: null,
  renewalPeriods: [],
  attributes: [],
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const create = (input: CreateItemInput) => db.change((session) => createItem(session, input));
  const set = (input: Omit<SetItemInput, 'item'>) =>
    db.change((session) => setItem(session, { item: 'HST-GOLD', ...input }));
  const show = async (item: string) => (await db.read((session) => showItem(session, { item }))).item;

  test('an item is created once, with all that belongs to it', async () => {
    const { result } = await create(GOLD);
    expect(result).toEqual({
      created: true,
      item: {
        id: expect.any(String),
        articleNumber: 'HST-GOLD',
        name: 'Gold hosting',
        kind: 'package',
        active: true,
        term: 'P3M',
        defaultPath: null,
        renewalPeriods: [
          { value: 1, unit: 'month' },
          { value: 1, unit: 'year' },
        ],
        attributes: [GOLD.attributes[1], GOLD.attributes[0]],
        services: [],
        extensions: [],
        products: [],
        groups: [],
      },
    });
    expect(await show('HST-GOLD')).toEqual(result.item);
    expect(await show(result.item.id.toUpperCase())).toEqual(result.item);
    await expect(create(GOLD)).rejects.toMatchObject({ kind: 'conflict', code: 'item-exists' });
    expect(await create({ ...GOLD, name: 'Other', ifNotExists: true })).toMatchObject({
      changed: false,
      result: { created: false, item: { name: 'Gold hosting' } },
    });
  });

  test.each<[string, Partial<CreateItemInput>]>([
    ['bad-article-number', { articleNumber: 'HST GOLD' }],
    ['bad-item-name', { name: '' }],
    ['duplicate-attribute', { attributes: [attribute('domain'), attribute('Domain')] }],
  ])('%s', async (code, wrong) => {
    await expect(create({ ...GOLD, ...wrong })).rejects.toMatchObject({ kind: 'usage', code });
    expect((await everyRow(db.database))['billing.item']).toEqual([]);
  });

  test('an item that was written by hand is an active product', async () => {
    const id = await byHand.item('HAND', 'By hand');
    await byHand.renewalPeriod(id, 12, 'MONTH');
    const expected = {
      id,
      articleNumber: 'HAND',
      name: 'By hand',
      kind: 'product',
      active: true,
      term: null,
    };
    expect(await show('HAND')).toMatchObject({ ...expected, renewalPeriods: [{ value: 12, unit: 'MONTH' }] });
    expect(await db.read((session) => findProfile(session, id))).toBeUndefined();
    const ensure = async (session: Parameters<typeof ensureProfile>[0]) => ({
      result: await ensureProfile(session, id),
      audit: { before: null, after: null },
    });
    for (let round = 0; round < 2; round++) {
      const { result } = await db.change(ensure);
      expect(result).toEqual({ kind: 'product', active: true, term: null, defaultPathId: null });
    }
  });

  test('items are listed by article number, all, of a kind, or active ones, in two queries', async () => {
    await create(GOLD);
    await create({ ...PLAIN, active: false });
    await byHand.item('CARD');
    const list = async (kind?: 'product' | 'package', active?: boolean) =>
      (await db.read((session) => listItems(session, { kind, active }))).items.map(
        (item) => item.articleNumber,
      );
    db.statements.length = 0;
    expect(await list()).toEqual(['CARD', 'DNS', 'HST-GOLD']);
    expect(db.statements.filter(({ sql }) => sql.startsWith('select'))).toHaveLength(2);
    expect(await list('product')).toEqual(['CARD', 'DNS']);
    expect(await list(undefined, true)).toEqual(['CARD', 'HST-GOLD']);
    expect(await list('product', false)).toEqual(['DNS']);
  });

  test('an item shows the ladders it stands on', async () => {
    const { result } = await create(GOLD);
    const group = await byHand.group('Webhosting');
    await byHand.member(group, result.item.id, 3, { downgradeableFrom: false });
    expect((await show('HST-GOLD')).groups).toEqual([
      {
        group: { id: group, name: 'Webhosting' },
        level: 3,
        upgradeable: true,
        downgradeable: true,
        upgradeableFrom: true,
        downgradeableFrom: false,
      },
    ]);
  });

  describe('setting', () => {
    test('changes what is given and leaves the rest', async () => {
      const { result: created } = await create(GOLD);
      const { result } = await set({ name: 'Gold', active: false });
      expect(result.before).toEqual(created.item);
      expect(result.item).toEqual({ ...created.item, name: 'Gold', active: false });
      expect((await set({ kind: 'product', term: { months: 12, days: 0 } })).result.item).toMatchObject({
        kind: 'product',
        active: false,
        term: 'P1Y',
      });
      expect((await set({ term: null })).result.item.term).toBeNull();
    });

    test('replaces the list of renewal periods', async () => {
      await create(GOLD);
      const renewalPeriods = [{ value: 2, unit: 'week' }];
      expect((await set({ renewalPeriods })).result.item.renewalPeriods).toEqual(renewalPeriods);
      expect((await set({ renewalPeriods: [] })).result.item.renewalPeriods).toEqual([]);
    });

    test('to what it is already is no change, not even for an item written by hand', async () => {
      await create(GOLD);
      const same = {
        name: GOLD.name,
        term: GOLD.term,
        renewalPeriods: GOLD.renewalPeriods,
        attributes: GOLD.attributes,
      };
      expect(await set(same)).toMatchObject({ changed: false });
      await byHand.item('HAND');
      const before = await everyRow(db.database);
      expect(await db.change((session) => setItem(session, { item: 'HAND', active: true }))).toMatchObject({
        changed: false,
      });
      expect(await everyRow(db.database)).toEqual(before);
    });

    test('keeps what was written by hand and looks alike', async () => {
      const { result } = await create(PLAIN);
      const { id } = result.item;
      const periods = [
        { value: 12, unit: 'MONTH' },
        { value: 1, unit: 'year' },
      ];
      for (const { value, unit } of periods) await byHand.renewalPeriod(id, value, unit);
      for (const name of ['Domain', 'domain  name', 'domain name']) {
        await db.database.kysely
          .insertInto('tierctl.item_attribute')
          .values({ item_id: id, name, type: 'text', required: false, default_value: null, choices: null })
          .execute();
      }
      const change = (input: Omit<SetItemInput, 'item'>) =>
        db.change((session) => setItem(session, { item: 'DNS', ...input }));
      const { result: renamed } = await change({ name: 'Names' });
      expect(renamed.item.renewalPeriods).toEqual(expect.arrayContaining(periods));
      expect(await show('DNS')).toEqual(renamed.item);
      expect(await change({ renewalPeriods: [{ value: 1, unit: 'year' }] })).toMatchObject({
        changed: false,
      });
      await change({
        removeAttributes: ['domain name'],
        attributes: [{ ...attribute('DOMAIN'), required: true }],
      });
      expect((await show('DNS')).attributes).toEqual([
        { ...attribute('Domain'), required: true },
        attribute('domain  name'),
      ]);
      await change({ renewalPeriods: [] });
      expect((await show('DNS')).renewalPeriods).toEqual([]);
    });

    test('an unknown item is reported with a suggestion', async () => {
      await create(GOLD);
      await expect(
        db.change((session) => setItem(session, { item: 'HST-GLOD', active: false })),
      ).rejects.toMatchObject({
        code: 'item-not-found',
        message: 'no item "HST-GLOD"; did you mean HST-GOLD?',
      });
    });
  });

  test('dry runs leave the database as it was', async () => {
    await create(GOLD);
    const before = await everyRow(db.database);
    const input = {
      item: 'HST-GOLD',
      name: 'Gold',
      active: false,
      term: null,
      renewalPeriods: [],
      removeAttributes: ['plan'],
    };
    const dry = [
      await dryRun(db.database, (session) => createItem(session, PLAIN)),
      await dryRun(db.database, (session) => setItem(session, input)),
    ];
    expect(dry).toMatchObject([{ created: true }, { item: { name: 'Gold', term: null } }]);
    expect(await everyRow(db.database)).toEqual(before);
  });
});

function attribute(name: string): ItemAttribute {
  return { name, type: 'text', required: false, defaultValue: null, choices: null };
}
