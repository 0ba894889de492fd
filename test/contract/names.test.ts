// The rule about names, the same on every engine, whatever collation its database has: what is new, what is looked up, what
// other programs wrote.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/cli/catalogue-file/read-catalogue.ts';
import { writeYaml } from '../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../src/cli/catalogue-file/written-catalogue.ts';
import type { Session } from '../../src/database/session.ts';
import { ACCOUNT_SHAPE } from '../../src/domain/imports/imported-account.ts';
import { SUBSCRIPTION_SHAPE } from '../../src/domain/imports/imported-subscription.ts';
import { USAGE_SHAPE } from '../../src/domain/imports/imported-usage.ts';
import { parseWrittenAttribute } from '../../src/domain/items/written-attribute.ts';
import { createAccount } from '../../src/operations/accounts/create-account.ts';
import { showAccount } from '../../src/operations/accounts/show-account.ts';
import { diagnose } from '../../src/operations/administration/diagnose.ts';
import { applyCatalogue } from '../../src/operations/catalogue/apply-catalogue.ts';
import { exportCatalogue } from '../../src/operations/catalogue/export-catalogue.ts';
import { addMember } from '../../src/operations/groups/add-member.ts';
import { createGroup } from '../../src/operations/groups/create-group.ts';
import { listGroups } from '../../src/operations/groups/list-groups.ts';
import { renameGroup } from '../../src/operations/groups/rename-group.ts';
import { showGroup } from '../../src/operations/groups/show-group.ts';
import { updateMember } from '../../src/operations/groups/update-member.ts';
import { importAccounts } from '../../src/operations/imports/import-accounts.ts';
import { importSubscriptions } from '../../src/operations/imports/import-subscriptions.ts';
import { importUsage } from '../../src/operations/imports/import-usage.ts';
import { createItem } from '../../src/operations/items/create-item.ts';
import { showItem } from '../../src/operations/items/show-item.ts';
import { createPath } from '../../src/operations/paths/create-path.ts';
import { showPath } from '../../src/operations/paths/show-path.ts';
import { updatePath } from '../../src/operations/paths/update-path.ts';
import { addSubscription } from '../../src/operations/subscriptions/add-subscription.ts';
import { setSubscription } from '../../src/operations/subscriptions/set-subscription.ts';
import { showSubscription } from '../../src/operations/subscriptions/show-subscription.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useOwnDatabase } from '../support/database/use-database.ts';
import { PLAIN_PATH, PLAIN_SUBSCRIPTION } from '../support/inputs.ts';
import { csvOf, problemsOf, STRICT } from '../support/records.ts';

const NFC = 'gr\u00f6\u00dfe';
const NFD = 'gro\u0308\u00dfe';

const PLAIN_ITEM = {
  name: 'Item',
  kind: 'product' as const,
  active: true,
  term: null,
  renewalPeriods: [],
  attributes: [],
  ifNotExists: false,
};

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);
  const handWrittenGroup = async (name: string): Promise<string> => {
    const id = randomUUID();
    await db.database.kysely.insertInto('billing.upgrade_group').values({ id, name }).execute();
    return id;
  };
  const group = (name: string, how: { allowSimilar?: boolean; ifNotExists?: boolean } = {}) =>
    db.change((session) => createGroup(session, { name, ifNotExists: false, ...how }));
  const item = (articleNumber: string, how: { allowSimilar?: boolean } = {}) =>
    db.change((session) => createItem(session, { ...PLAIN_ITEM, articleNumber, ...how }));
  const path = (name: string, how: { allowSimilar?: boolean } = {}) =>
    db.change((session) =>
      createPath(session, { ...PLAIN_PATH, name, source: 'A', destination: 'B', ...how }),
    );
  const apply = (yaml: string, how: { allowSimilar?: boolean } = {}) =>
    db.change((session) =>
      applyCatalogue(session, {
        ...readCatalogue([{ file: 'c.yaml', text: `tierctl: 1\n${yaml}` }]),
        prune: false,
        label: 'c.yaml',
        ...how,
      }),
    );
  const subscribe = (account: string, externalId?: string, createAccount = true) =>
    db.change((session) =>
      addSubscription(session, {
        ...PLAIN_SUBSCRIPTION,
        account,
        item: 'A',
        start: '2026-01-01',
        externalId,
        createAccount,
      }),
    );
  const rows = async (table: 'billing.item' | 'billing.upgrade_group' | 'tierctl.path' | 'tierctl.account') =>
    (await db.database.kysely.selectFrom(table).select('name').execute()).length;
  const similar = (noun: string, name: string, other: string) => ({
    kind: 'conflict',
    code: 'similar-name',
    message: `${noun} "${name}" looks like "${other}", which is there already`,
    data: { [noun]: name, similar: [other] },
  });

  describe('a new name', () => {
    test.each([
      ['Webhosting', 'webhosting'],
      ['Webhosting', 'ＷＥＢhosting'],
      ['Größe', 'GRÖSSE'],
      ['Plan ²', 'Plan 2'],
    ])('%j beside %j is refused', async (one, other) => {
      await group(one);
      await expect(group(other)).rejects.toMatchObject(similar('group', other, one));
      // It is another name: that it is there already does not make it the one that is meant.
      await expect(group(other, { ifNotExists: true })).rejects.toMatchObject({ code: 'similar-name' });
      expect(await rows('billing.upgrade_group')).toBe(1);
    });

    test('of an item or a path is refused all the same', async () => {
      for (const one of ['A', 'B', 'HST-GOLD']) await item(one);
      await expect(item('hst-gold')).rejects.toMatchObject(similar('item', 'hst-gold', 'HST-GOLD'));
      await expect(item('ＨＳＴ-GOLD')).rejects.toMatchObject({ code: 'similar-name' });
      await path('To Gold');
      await expect(path('to gold')).rejects.toMatchObject(similar('path', 'to gold', 'To Gold'));
      expect([await rows('billing.item'), await rows('tierctl.path')]).toEqual([3, 1]);
    });

    test('that something is given later is judged as one that is new, but not by the one it has', async () => {
      for (const one of ['A', 'B']) await item(one);
      for (const one of ['Web', 'Mail']) await group(one);
      for (const one of ['Up', 'Down']) await path(one);
      const rename = (name: string, to: string) =>
        db.change((session) => renameGroup(session, { group: name, name: to }));
      const update = (name: string, to: string) =>
        db.change((session) =>
          updatePath(session, {
            path: name,
            name: to,
            from: undefined,
            until: undefined,
            description: undefined,
            overLimit: undefined,
          }),
        );
      await expect(rename('Web', 'MAIL')).rejects.toMatchObject(similar('group', 'MAIL', 'Mail'));
      await expect(update('Up', 'DOWN')).rejects.toMatchObject(similar('path', 'DOWN', 'Down'));
      expect((await rename('Web', 'WEB')).result.group.name).toBe('WEB');
      expect((await update('Up', 'UP')).result.path.name).toBe('UP');
    });

    test('may look like another where that is allowed, as far as the database can distinguish them', async () => {
      for (const one of ['A', 'B']) await item(one);
      const one = await group('Webhosting');
      await path('Up');
      const two = [
        () => group('webhosting', { allowSimilar: true }),
        () => item('a', { allowSimilar: true }),
        () => path('UP', { allowSimilar: true }),
      ];
      if (!db.database.dialect.comparesExactly) {
        for (const create of two)
          await expect(create()).rejects.toMatchObject({
            code: 'similar-name',
            hint: expect.stringContaining('treats the two as equal'),
          });
        return;
      }
      for (const create of two) expect((await create()).committed).toBe(true);
      const shown = await db.read((session) => showGroup(session, { group: 'Webhosting' }));
      expect(shown.group).toEqual(one.result.group);
    });

    test('that holds what no screen shows is refused, and nothing is written', async () => {
      await group('Web');
      await expect(group('Web\u200b')).rejects.toMatchObject({
        kind: 'usage',
        code: 'bad-group-name',
        message: 'group name "Web\\u{200b}" cannot be used: it holds U+200B, an invisible character',
      });
      await expect(item('A\u00ad')).rejects.toMatchObject({ code: 'bad-article-number' });
      await expect(
        db.change((session) =>
          createAccount(session, { id: 'ACC-1\u202e', name: undefined, ifNotExists: false }),
        ),
      ).rejects.toMatchObject({ code: 'bad-account-id' });
      await item('A');
      await expect(subscribe('ACC-１')).rejects.toMatchObject({
        code: 'bad-account-id',
        message: expect.stringContaining('"1" in another width'),
      });
      await expect(subscribe('ACC-1', 'x\u2060')).rejects.toMatchObject({ code: 'bad-external-id' });
      expect([await rows('billing.upgrade_group'), await rows('tierctl.account')]).toEqual([1, 0]);
    });
  });

  describe('a name that is looked up', () => {
    test('in another case or width is not found, with a suggestion', async () => {
      for (const one of ['A', 'B', 'HST-GOLD']) await item(one);
      await group('Webhosting');
      await path('To Gold');
      await subscribe('ACC-1');
      const missed = async (work: (session: Session) => Promise<unknown>) =>
        db.read(work).then(
          () => 'found',
          (error: Error) => error.message,
        );
      expect(await missed((session) => showGroup(session, { group: 'webhosting' }))).toBe(
        'no group "webhosting"; did you mean Webhosting?',
      );
      expect(await missed((session) => showItem(session, { item: 'hst-gold' }))).toBe(
        'no item "hst-gold"; did you mean HST-GOLD?',
      );
      expect(await missed((session) => showPath(session, { path: 'to ｇｏｌｄ' }))).toBe(
        'no path "to ｇｏｌｄ"; did you mean To Gold?',
      );
      expect(await missed((session) => showAccount(session, { id: 'acc-1', limit: 1 }))).toBe(
        'no account "acc-1"; did you mean ACC-1?',
      );
      expect(await missed((session) => showAccount(session, { id: 'ACC-1 ', limit: 1 }))).toMatch(/^no acc/);
    });

    test('is found in either composition, regardless of the writer', async () => {
      await db.change((session) =>
        createItem(session, {
          ...PLAIN_ITEM,
          articleNumber: NFD,
          name: NFD,
          attributes: [parseWrittenAttribute(`${NFD}:choice=${NFD}`)],
        }),
      );
      await group(NFD);
      const own = await db.read((session) => showGroup(session, { group: NFD }));
      expect(own.group.name).toBe(NFC);
      const added = await db.change((session) =>
        addMember(session, {
          group: NFD,
          item: NFD,
          level: 1,
          upgradeable: true,
          downgradeable: true,
          upgradeableFrom: true,
          downgradeableFrom: true,
          ifNotExists: false,
        }),
      );
      expect(added.result.member.item).toMatchObject({ articleNumber: NFC, name: NFC });
      const moved = await db.change((session) => updateMember(session, { group: NFD, item: NFD, level: 2 }));
      expect(moved.result.member.level).toBe(2);

      const { result } = await db.change((session) =>
        addSubscription(session, {
          ...PLAIN_SUBSCRIPTION,
          account: NFD,
          item: NFD,
          start: '2026-01-01',
          externalId: NFD,
          createAccount: true,
          attributes: [{ name: NFD, value: NFD }],
        }),
      );
      expect(result.createdAccount).toEqual({ id: NFC, name: NFC });
      expect(result.subscription).toMatchObject({ externalId: NFC, attributes: { [NFC]: NFC } });
      const shown = await db.read((session) => showSubscription(session, { address: `${NFD}/1` }));
      expect(shown.subscription.address).toBe(`${NFC}/1`);
      const input = { subscription: `${NFD}/1`, attributes: [], removeAttributes: [NFD] };
      expect((await db.change((session) => setSubscription(session, input))).result.attributes).toEqual({});
      await expect(subscribe(NFD, NFD)).rejects.toMatchObject({ code: 'subscription-exists' });
    });

    test('is found as another program wrote it, and listed', async () => {
      const id = await handWrittenGroup('Web\u200bhosting');
      const decomposed = await handWrittenGroup(NFD);
      const { items } = await seedInto(db.database, { items: [{ articleNumber: 'HST\u00a0GOLD' }] });
      const show = (name: string) => db.read((session) => showGroup(session, { group: name }));
      expect((await show('Web\u200bhosting')).group.id).toBe(id);
      expect((await show(NFC)).group).toEqual({ id: decomposed, name: NFD });
      expect((await show(NFD)).group.id).toBe(decomposed);
      await expect(show('Webhosting')).rejects.toMatchObject({ code: 'group-not-found' });
      const odd = await db.read((session) => showItem(session, { item: 'HST\u00a0GOLD' }));
      expect(odd.item.id).toBe(items['HST\u00a0GOLD']);
      expect((await db.read(listGroups)).groups.map((one) => one.name).sort()).toEqual(
        ['Web\u200bhosting', NFD].sort(),
      );
      // It can be put right: the group itself is not in the way.
      const fixed = await db.change((session) => renameGroup(session, { group: NFC, name: NFC }));
      expect(fixed.result.group).toEqual({ id: decomposed, name: NFC });
    });
  });

  test('ids of accounts and of other programs are compared exactly', async () => {
    await item('A');
    for (const id of ['ACC-1', 'acc-1'])
      await db.change((session) => createAccount(session, { id, name: undefined, ifNotExists: false }));
    const one = await subscribe('ACC-1', 'ord-a');
    const other = await subscribe('ACC-1', 'ORD-A');
    expect([one, other].map(({ result }) => result.subscription.address)).toEqual(['ACC-1/1', 'ACC-1/2']);
    await expect(subscribe('ACC-1', 'ORD-A')).rejects.toMatchObject({
      code: 'subscription-exists',
      data: { subscription: 'ACC-1/2' },
    });
    await expect(subscribe('Acc-1', undefined, false)).rejects.toMatchObject({ code: 'account-not-found' });
  });

  describe('an import', () => {
    const accounts = (...lines: readonly string[]) =>
      db.change((session) =>
        importAccounts(session, { ...STRICT, file: csvOf(ACCOUNT_SHAPE, 'account,name', ...lines) }),
      );
    const subscriptions = (...lines: readonly string[]) =>
      db.change((session) =>
        importSubscriptions(session, {
          ...STRICT,
          file: csvOf(SUBSCRIPTION_SHAPE, 'account,item,start,externalId,attribute.note', ...lines),
          createAccounts: true,
          allowInactive: false,
        }),
      );
    const seed = () =>
      seedInto(db.database, { items: [{ articleNumber: NFC, attributes: ['note'] }], accounts: ['ACC-1'] });

    test('creates no account that looks like another, and takes compositions for what they are', async () => {
      await seed();
      for (const id of ['ACC-1\u200b', 'ACC-\u00ad1', '\u202eACC-1', 'ACC-１', 'ACC-1\ufeff']) {
        expect(await problemsOf(subscriptions(`${id},${NFC},2026-01-01,,`))).toEqual(['2 bad-account-id']);
        expect(await problemsOf(accounts(`${id},One`))).toEqual(['2 bad-account-id']);
      }
      const { result } = await subscriptions(
        `${NFD},${NFD},2026-01-01,x,`,
        `${NFC},${NFC},2026-01-01,y,`,
        `acc-1,${NFC},2026-01-01,,`,
      );
      expect(result).toMatchObject({ imported: 3, createdAccounts: 2 });
      expect(await problemsOf(accounts(`${NFD},One`, `${NFC},One`))).toEqual([
        '2 account-differs',
        '3 account-repeated',
      ]);
      expect((await accounts(`${NFD},${NFD}`)).result).toMatchObject({ unchanged: 1 });
    });

    test('compares ids, names and values exactly', async () => {
      await seed();
      const first = await subscriptions(
        `ACC-1,${NFC},2026-01-01,ord-a,Note`,
        `ACC-1,${NFC},2026-01-01,ORD-A,note`,
      );
      expect(first.result).toMatchObject({ imported: 2, unchanged: 0 });
      const again = await subscriptions(
        `ACC-1,${NFC},2026-01-01,ORD-A,note`,
        `ACC-1,${NFC},2026-01-01,ord-A,x`,
      );
      expect(again.result).toMatchObject({ imported: 1, unchanged: 1 });
      expect(await problemsOf(subscriptions(`ACC-1,${NFC},2026-01-01,ORD-A,NOTE`))).toEqual([
        '2 subscription-differs',
      ]);
      expect(await problemsOf(accounts('ACC-1,acc-1'))).toEqual(['2 account-differs']);
      const usage = csvOf(USAGE_SHAPE, 'account,externalId,service,amount', 'ACC-1,ORD-A,Ｅmail,5');
      await db.change((session) => importUsage(session, { ...STRICT, file: usage }));
      const used = await db.database.kysely.selectFrom('tierctl.subscription_usage').selectAll().execute();
      expect(used).toEqual([{ account_id: 'ACC-1', subscription_number: 2, service: 'email', amount: 5 }]);
    });

    test('asks which item is meant where several have the number', async () => {
      await db.database.kysely.schema
        .alterTable('billing.item')
        .dropConstraint('item_article_number_key')
        .execute();
      try {
        await seedInto(db.database, { items: [{ articleNumber: 'TWICE' }], accounts: ['ACC-1'] });
        await db.database.kysely
          .insertInto('billing.item')
          .values({ id: randomUUID(), article_number: 'TWICE', name: 'again' })
          .execute();
        expect(await problemsOf(subscriptions('ACC-1,TWICE,2026-01-01,,'))).toEqual(['2 item-ambiguous']);
      } finally {
        await db.database.kysely.deleteFrom('tierctl.item_profile').execute();
        await db.database.kysely.deleteFrom('billing.item').execute();
        await db.database.kysely.schema
          .alterTable('billing.item')
          .addUniqueConstraint('item_article_number_key', ['article_number'])
          .execute();
      }
    });
  });

  describe('a catalogue file', () => {
    test('adds no name that looks like one of the database or of its own, unless that is allowed', async () => {
      await item('HST-GOLD');
      await group('Webhosting');
      await expect(apply('items: [{ articleNumber: hst-gold, name: G }]')).rejects.toMatchObject({
        kind: 'conflict',
        code: 'similar-name',
        message:
          'c.yaml: items[0].articleNumber: item "hst-gold" looks like "HST-GOLD", which is there already, line 2',
      });
      await expect(apply('groups: [{ name: webhosting }]')).rejects.toMatchObject({ code: 'similar-name' });
      await expect(apply('groups: [{ name: Mail }, { name: MAIL }]')).rejects.toMatchObject({
        code: 'similar-name',
        message: expect.stringContaining('groups[1].name'),
      });
      await expect(apply('groups: [{ name: "Web\\u200bhosting" }]')).rejects.toMatchObject({
        code: 'bad-group-name',
        message: expect.stringContaining('it holds U+200B'),
      });
      const both = apply('groups: [{ name: Mail }, { name: MAIL }]', { allowSimilar: true });
      if (db.database.dialect.comparesExactly) expect((await both).committed).toBe(true);
      else await expect(both).rejects.toMatchObject({ kind: 'conflict' });
    });

    test('means what is there, whatever the composition', async () => {
      const text = `
items:
  - { articleNumber: ${NFD}, name: ${NFD}, attributes: ["${NFD}:choice=${NFD}"] }
  - { articleNumber: B, name: B, attributes: [note] }
groups: [{ name: ${NFD}, members: [{ item: ${NFC}, level: 1 }] }]
paths: [{ name: ${NFD}, source: ${NFC}, destination: B, map: ["${NFD}=note"] }]`;
      expect((await apply(text)).changed).toBe(true);
      expect((await apply(text)).changed).toBe(false);
      expect((await apply(text.normalize('NFC'))).changed).toBe(false);
      const { catalogue } = await db.read(exportCatalogue);
      const written = writeYaml(writtenCatalogue(catalogue));
      expect(written).toBe(written.normalize('NFC'));
      await expect(apply(`groups: [{ name: ${NFC} }, { name: ${NFD} }]`)).rejects.toMatchObject({
        code: 'bad-catalogue',
        message: expect.stringContaining('is named twice'),
      });
    });

    test('exports what other programs wrote, and takes it back without a change', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'HST\u200bGOLD', name: 'Go\u00adld' },
          { articleNumber: NFD, name: NFD },
          { articleNumber: 'B' },
        ],
        paths: [{ name: 'To\u2060Gold', source: NFD, destination: 'B' }],
      });
      await handWrittenGroup('Web\u00a0hosting');
      await handWrittenGroup(NFD);
      const { catalogue, omitted } = await db.read(exportCatalogue);
      expect(omitted).toEqual([]);
      const text = writeYaml(writtenCatalogue(catalogue)).replace(/^tierctl: 1\n/m, '');
      expect(text).toContain(NFD);
      expect((await apply(text)).changed).toBe(false);
      // A file that a user typed means the same things.
      const typed = `groups: [{ name: ${NFC}, members: [{ item: ${NFC}, level: 3 }] }]`;
      expect((await apply(typed)).result.plan.changes).toMatchObject([
        { action: 'change', type: 'group', name: NFD, parts: [{ action: 'add', name: NFD }] },
      ]);
    });
  });

  test('doctor finds what other programs wrote', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'HST-GOLD' }, { articleNumber: 'V\u00adPS' }, { articleNumber: NFD }],
      accounts: ['ACC-1', 'ACC-1\u200b', 'ACC-１', 'acc-1', '会社-1', NFC],
    });
    await handWrittenGroup('Web\u200bhosting');
    // Elsewhere the keys of the tables see to it.
    const { comparesExactly } = db.database.dialect;
    if (comparesExactly) {
      await seedInto(db.database, { items: [{ articleNumber: 'hst-gold' }] });
      await handWrittenGroup('webhosting');
    }
    const { findings } = await db.read((session) => diagnose(session, { today: '2026-01-01' }));
    const found = (rule: string) => findings.filter((one) => one.rule === rule).map(({ message }) => message);
    expect(found('hidden-characters').sort()).toEqual([
      '2 accounts have ids that are easily taken for others: "ACC-1\\u{200b}", "ACC-１"',
      'group "Web\\u{200b}hosting": it holds U+200B, an invisible character',
      'item "V\\u{ad}PS": it holds U+00AD, an invisible character',
      `item "${NFD}": it is not in the composed form (NFC)`,
    ]);
    expect(found('similar-names').sort()).toEqual(
      comparesExactly
        ? [
            expect.stringMatching(/^2 groups have names that look alike: /),
            expect.stringMatching(/^2 items have names that look alike: /),
          ]
        : [],
    );
  });
});
