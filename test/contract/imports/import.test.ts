import { describe, expect, test } from 'vitest';
import { ACCOUNT_SHAPE } from '../../../src/domain/imports/imported-account.ts';
import { SUBSCRIPTION_SHAPE } from '../../../src/domain/imports/imported-subscription.ts';
import { USAGE_SHAPE } from '../../../src/domain/imports/imported-usage.ts';
import type { RecordFile } from '../../../src/domain/imports/record-file.ts';
import { importAccounts } from '../../../src/operations/imports/import-accounts.ts';
import {
  type ImportSubscriptionsInput,
  importSubscriptions,
} from '../../../src/operations/imports/import-subscriptions.ts';
import { importUsage } from '../../../src/operations/imports/import-usage.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useOwnDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { csvOf, keepRejected, problemsOf, recordsOf, STRICT } from '../../support/records.ts';
import { run } from '../../support/transitions/runs.ts';

const CATALOGUE = {
  items: [
    {
      articleNumber: 'PLAN',
      attributes: [
        { name: 'domain', required: true },
        { name: 'size', type: 'number' as const },
        { name: 'php', type: 'choice' as const, choices: ['8.2', '8.3'], defaultValue: '8.3' },
      ],
      defaultPath: 'plan ends',
    },
    { articleNumber: 'TERM', term: 'P3M' },
    { articleNumber: 'OLD', active: false },
    { articleNumber: 'ADDON', kind: 'extension' as const },
    { articleNumber: 'MAILBOX', attributes: [{ name: 'owner', defaultValue: 'none' }] },
    { articleNumber: 'SITE' },
    {
      articleNumber: 'PACK',
      kind: 'package' as const,
      products: [
        { item: 'MAILBOX', minimum: 2, maximum: 3 },
        { item: 'SITE', minimum: 0 },
      ],
    },
    {
      articleNumber: 'OLD PACK',
      kind: 'package' as const,
      products: [{ item: 'OLD', minimum: 1 }],
    },
  ],
  paths: [
    { name: 'plan ends', source: 'PLAN', destination: 'TERM' },
    { name: 'term ends', source: 'TERM', destination: 'PLAN' },
  ],
  accounts: ['ACC-1', 'ACC-2'],
};

const HEADER = 'account,item,start,end,path,apply,fromDate,externalId,attribute.domain,attribute.size';

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);
  const seed = () => seedInto(db.database, CATALOGUE);
  const subscriptions = (file: RecordFile, options: Partial<ImportSubscriptionsInput> = {}) => {
    const input = { ...STRICT, file, createAccounts: false, allowInactive: false, ...options };
    return db.change((session) => importSubscriptions(session, input)).then(({ result }) => result);
  };
  const rowsOf = (...lines: readonly string[]) => csvOf(SUBSCRIPTION_SHAPE, HEADER, ...lines);
  const stored = () =>
    db.database.kysely
      .selectFrom('tierctl.subscription as s')
      .innerJoin('billing.item as i', 'i.id', 's.item_id')
      .leftJoin('tierctl.path as p', 'p.id', 's.path_id')
      .select([
        'account_id',
        'number',
        'article_number',
        'start_date',
        'end_date',
        'path_rule',
        'p.name as path',
      ])
      .select(['apply_when', 'from_date', 'external_id'])
      .orderBy('account_id')
      .orderBy('number')
      .execute();

  describe('subscription import', () => {
    test('numbers on within each account, in the order of the file', async () => {
      await seed();
      await seedInto(db.database, {
        subscriptions: [{ account: 'ACC-1', number: 7, item: 'SITE', start: '2025-01-01' }],
      });
      const result = await subscriptions(
        rowsOf(
          'ACC-2,TERM,2026-01-31,,,,,T,,',
          'ACC-1,PLAN,2026-01-01,2026-12-31,plan ends,from-date,2026-06-01,X,a.example,12.5',
          'ACC-2,TERM,2026-01-01,none,none,on_end_date,,,,',
          'ACC-1,SITE,2026-02-28,,,,,Y,,',
        ),
      );
      expect(result).toEqual({
        file: 'records.csv',
        rows: 4,
        imported: 4,
        unchanged: 0,
        rejected: 0,
        notImported: [],
        createdAccounts: 0,
        newAccounts: [],
        equalToExisting: 0,
      });
      const row = { path_rule: 'default', path: null, apply_when: 'on_end_date', from_date: null };
      expect((await stored()).slice(1)).toEqual([
        {
          account_id: 'ACC-1',
          number: 8,
          article_number: 'PLAN',
          start_date: '2026-01-01',
          end_date: '2026-12-31',
          path_rule: 'override',
          path: 'plan ends',
          apply_when: 'from_date',
          from_date: '2026-06-01',
          external_id: 'X',
        },
        {
          ...row,
          account_id: 'ACC-1',
          number: 9,
          article_number: 'SITE',
          start_date: '2026-02-28',
          end_date: null,
          external_id: 'Y',
        },
        {
          ...row,
          account_id: 'ACC-2',
          number: 1,
          article_number: 'TERM',
          start_date: '2026-01-31',
          end_date: '2026-04-29',
          external_id: 'T',
        },
        {
          ...row,
          account_id: 'ACC-2',
          number: 2,
          article_number: 'TERM',
          start_date: '2026-01-01',
          end_date: null,
          path_rule: 'none',
          external_id: null,
        },
      ]);
      const values = await db.database.kysely
        .selectFrom('tierctl.subscription_attribute')
        .select(['account_id', 'subscription_number', 'attribute', 'value'])
        .orderBy('attribute')
        .execute();
      expect(values.map((one) => Object.values(one).join(' '))).toEqual([
        'ACC-1 8 domain a.example',
        'ACC-1 8 php 8.3',
        'ACC-1 8 size 12.5',
      ]);
    });

    test('keeps every character of a value', async () => {
      await seed();
      const domain = 'a"b\\c\td\ne^q ^ \'é\u{1F600}\\N,;=1+1';
      await subscriptions(
        recordsOf({
          account: 'ACC-1',
          item: 'PLAN',
          start: '2026-01-01',
          externalId: 'É^"\\',
          attributes: { domain },
        }),
      );
      const value = await db.database.kysely
        .selectFrom('tierctl.subscription_attribute')
        .select('value')
        .where('attribute', '=', 'domain')
        .executeTakeFirst();
      expect(value).toEqual({ value: domain });
      expect((await stored()).map(({ external_id }) => external_id)).toEqual(['É^"\\']);
    });

    test('brings a package with the components that are named, and the minimum of each product', async () => {
      await seed();
      await subscriptions(
        recordsOf(
          {
            account: 'ACC-1',
            item: 'PACK',
            start: '2026-01-01',
            externalId: 'P',
            components: [{ item: 'SITE' }, { item: 'MAILBOX', attributes: { owner: 'a "b"' } }],
          },
          { account: 'ACC-1', item: 'PACK', start: '2026-02-01' },
        ),
      );
      const components = await db.database.kysely
        .selectFrom('tierctl.component as c')
        .innerJoin('billing.item as i', 'i.id', 'c.item_id')
        .leftJoin('tierctl.component_attribute as a', (join) =>
          join
            .onRef('a.account_id', '=', 'c.account_id')
            .onRef('a.subscription_number', '=', 'c.subscription_number')
            .onRef('a.component_number', '=', 'c.component_number'),
        )
        .select([
          'c.subscription_number',
          'c.component_number',
          'i.article_number',
          'c.start_date',
          'a.value',
        ])
        .orderBy('c.subscription_number')
        .orderBy('c.component_number')
        .execute();
      expect(components.map((one) => Object.values(one).join(' '))).toEqual([
        '1 1 SITE 2026-01-01 ',
        '1 2 MAILBOX 2026-01-01 a "b"',
        '1 3 MAILBOX 2026-01-01 none',
        '2 1 MAILBOX 2026-02-01 none',
        '2 2 MAILBOX 2026-02-01 none',
      ]);
    });

    test('once more changes nothing, not even after a run has moved them', async () => {
      await seed();
      const file = recordsOf(
        {
          account: 'ACC-1',
          item: 'PLAN',
          start: '2026-01-01',
          end: '2026-01-31',
          externalId: 'A',
          attributes: { domain: 'a "x" \\' },
        },
        {
          account: 'ACC-2',
          item: 'PACK',
          start: '2026-01-01',
          externalId: 'B',
          components: [{ item: 'MAILBOX', attributes: { owner: 'o^"' } }],
        },
      );
      await subscriptions(file);
      const rows = await everyRow(db.database);
      expect(await subscriptions(file)).toMatchObject({ rows: 2, imported: 0, unchanged: 2, rejected: 0 });
      expect(await everyRow(db.database)).toEqual(rows);
      await run(db.database, { asOf: '2026-02-01' });
      expect(await subscriptions(file)).toMatchObject({ imported: 0, unchanged: 2 });
    });

    test.each([
      [{ item: 'SITE', attributes: {} }],
      [{ start: '2026-01-02' }],
      [{ end: '2026-12-30' }],
      [{ path: 'none' }],
      [{ fromDate: '2026-05-01' }],
      [{ attributes: { domain: 'b.example' } }],
      [{ attributes: { domain: 'a.example', size: 1 } }],
    ])('is refused where %j is not what is stored', async (other) => {
      await seed();
      const first = {
        account: 'ACC-1',
        item: 'PLAN',
        start: '2026-01-01',
        end: '2026-12-31',
        externalId: 'A',
        attributes: { domain: 'a.example' },
      };
      await subscriptions(recordsOf(first));
      const rows = await everyRow(db.database);
      expect(await problemsOf(subscriptions(recordsOf({ ...first, ...other })))).toEqual([
        '1 subscription-differs',
      ]);
      expect(await everyRow(db.database)).toEqual(rows);
    });

    test('is refused where components are not what is stored', async () => {
      await seed();
      const pack = { account: 'ACC-1', item: 'PACK', start: '2026-01-01', externalId: 'A' };
      await subscriptions(recordsOf(pack));
      for (const components of [[{ item: 'SITE' }], [{ item: 'MAILBOX', attributes: { owner: 'me' } }]]) {
        expect(await problemsOf(subscriptions(recordsOf({ ...pack, components })))).toEqual([
          '1 subscription-differs',
        ]);
      }
    });

    test('a term that would end after the last date is refused; an end of its own is taken', async () => {
      await seed();
      const file = rowsOf('ACC-1,TERM,2999-12-01,,,,,,,', 'ACC-1,TERM,2999-12-01,2999-12-31,,,,,,');
      expect(await problemsOf(subscriptions(file))).toEqual(['2 end-beyond-calendar']);
    });

    test('one wrong record refuses all, and each is named with its line', async () => {
      await seed();
      const before = await everyRow(db.database);
      const file = rowsOf(
        'ACC-1,PLAN,2026-01-01,,,,,A,a.example,',
        'ACC-9,SITE,2026-01-01,,,,,,,',
        'ACC-1,SIET,2026-01-01,,,,,,,',
        'ACC-1,OLD,2026-01-01,,,,,,,',
        'ACC-1,ADDON,2026-01-01,,,,,,,',
        'ACC-1,SITE,2026-02-30,,,,,,,',
        'ACC-1,SITE,2026-01-02,2026-01-01,,,,,,',
        'ACC-1,SITE,2026-01-02,,,,2026-01-02,,,',
        'ACC-1,SITE,2026-01-02,,,from_date,,,,',
        'ACC-1,SITE,2026-01-02,,nowhere,,,,,',
        'ACC-1,SITE,2026-01-02,,plan ends,,,,,',
        'ACC-1,PLAN,2026-01-02,,,,,,,',
        'ACC-1,PLAN,2026-01-02,,,,,,a.example,big',
        'ACC-1,SITE,2026-01-02,,,,,,a.example,',
        'ACC-1,SITE,2026-01-02,,,,,A,,',
        'ACC-1,SITE',
      );
      const problems = await problemsOf(subscriptions(file));
      expect(problems).toEqual([
        '3 account-not-found',
        '4 item-not-found',
        '5 item-inactive',
        '6 item-not-subscribable',
        '7 bad-date',
        '8 end-before-start',
        '9 from-date-too-early',
        '10 from-date-missing',
        '11 path-not-found',
        '12 path-starts-elsewhere',
        '13 attribute-required',
        '14 bad-attribute-value',
        '15 attribute-not-found',
        '16 external-id-repeated',
        '17 bad-record',
      ]);
      expect(await everyRow(db.database)).toEqual(before);

      const { input, rejected } = keepRejected();
      expect(await subscriptions(file, input)).toMatchObject({ rows: 16, imported: 1, rejected: 15 });
      expect(rejected.map(({ line, code }) => `${line} ${code}`)).toEqual(problems);
      expect(rejected[1]).toMatchObject({
        reason: 'no item "SIET"; did you mean SITE?',
        cells: ['ACC-1', 'SIET', '2026-01-01', '', '', '', '', '', '', ''],
      });
    });

    test('components that the package does not take are wrong', async () => {
      await seed();
      const pack = { account: 'ACC-1', item: 'PACK', start: '2026-01-01' };
      const mailbox = { item: 'MAILBOX' };
      expect(
        await problemsOf(
          subscriptions(
            recordsOf(
              { ...pack, components: [{ item: 'PLAN', attributes: { domain: 'x' } }] },
              { ...pack, components: [mailbox, mailbox, mailbox, mailbox] },
              { ...pack, components: 'MAILBOX' },
              { ...pack, components: [{ item: 'MAILBOX', attributes: { ower: 'x' } }] },
              { ...pack, item: 'SITE', components: [mailbox] },
            ),
          ),
        ),
      ).toEqual([
        '1 product-not-in-package',
        '2 over-maximum',
        '3 bad-value',
        '4 attribute-not-found',
        '5 product-not-in-package',
      ]);
    });

    test('of an inactive product no more than the minimum is accepted, unless inactive items are allowed', async () => {
      await seed();
      const pack = { account: 'ACC-1', item: 'OLD PACK', start: '2026-01-01' };
      const old = { item: 'OLD' };
      expect(await subscriptions(recordsOf({ ...pack, components: [old] }))).toMatchObject({ imported: 1 });
      const file = () => recordsOf({ ...pack, components: [old, old] });
      expect(await problemsOf(subscriptions(file()))).toEqual(['1 item-inactive']);
      expect(await subscriptions(file(), { allowInactive: true })).toMatchObject({ imported: 1 });
      expect((await everyRow(db.database))['tierctl.component']).toHaveLength(3);
    });

    test('creates accounts and accepts inactive items if the options are set', async () => {
      await seed();
      const file = rowsOf(
        'NEW-1,OLD,2026-01-01,,,,,,,',
        'NEW-1,SITE,2026-01-01,,,,,,,',
        'ACC-1,SITE,2026-01-01,,,,,,,',
      );
      const result = await subscriptions(file, { createAccounts: true, allowInactive: true });
      expect(result).toMatchObject({ imported: 3, createdAccounts: 1 });
      expect((await stored()).map(({ account_id, number }) => `${account_id}/${number}`)).toEqual([
        'ACC-1/1',
        'NEW-1/1',
        'NEW-1/2',
      ]);
    });

    test('gives an item that was written by hand its profile', async () => {
      await seed();
      await db.database.kysely
        .insertInto('billing.item')
        .values({ id: '00000000-0000-4000-8000-000000000001', article_number: 'HAND', name: 'Hand' })
        .execute();
      await subscriptions(rowsOf('ACC-1,HAND,2026-01-01,,,,,,,', 'ACC-1,HAND,2026-01-01,,,,,,,'));
      expect((await stored()).map(({ article_number }) => article_number)).toEqual(['HAND', 'HAND']);
    });

    describe('records as subscription list prints them', () => {
      const listed = (...lines: readonly string[]) =>
        csvOf(
          SUBSCRIPTION_SHAPE,
          'account,number,item.articleNumber,status,startDate,endDate,path.rule,path.name,replaces,externalId',
          ...lines,
        );
      const seedSome = async () => {
        await seed();
        await seedInto(db.database, {
          subscriptions: [
            { account: 'ACC-1', item: 'PLAN', start: '2026-01-01', attributes: { domain: 'a' } },
            { account: 'ACC-1', item: 'TERM', start: '2026-01-01', end: null, externalId: 'T' },
            { account: 'ACC-1', item: 'OLD', start: '2020-01-01', end: '2020-12-31', status: 'ended' },
            { account: 'ACC-2', item: 'PACK', start: '2026-01-01', components: [{ item: 'MAILBOX' }] },
          ],
        });
      };

      test('are the same by number or external id, whatever a list does not say', async () => {
        await seedSome();
        const result = await subscriptions(
          listed(
            'ACC-1,1,PLAN,active,2026-01-01,,default,plan ends,,',
            // An empty end is none, although the item has a term.
            'ACC-1,,TERM,active,2026-01-01,,default,term ends,,T',
            'ACC-1,3,OLD,ended,2020-01-01,2020-12-31,default,,,',
            'ACC-2,1,PACK,active,2026-01-01,,default,,,',
          ),
        );
        expect(result).toMatchObject({ rows: 4, unchanged: 4, imported: 0, notImported: [] });
      });

      test('stay the same when a run has moved them since', async () => {
        await seed();
        await seedInto(db.database, {
          subscriptions: [
            {
              account: 'ACC-1',
              item: 'PLAN',
              start: '2026-01-01',
              path: 'plan ends',
              fromDate: '2026-02-01',
            },
          ],
        });
        const header = 'account,number,item,status,startDate,endDate,path.rule,path.name,fromDate';
        const row = 'ACC-1,1,PLAN,active,2026-01-01,,override,plan ends,2026-02-01';
        const before = csvOf(SUBSCRIPTION_SHAPE, header, row);
        expect(await subscriptions(before)).toMatchObject({ unchanged: 1 });
        await run(db.database, { asOf: '2026-03-01' });
        expect(await subscriptions(before)).toMatchObject({ unchanged: 1 });
        const after = row.replace('active,2026-01-01,', 'ended,2026-01-01,2026-01-31');
        expect(await subscriptions(csvOf(SUBSCRIPTION_SHAPE, header, after))).toMatchObject({ unchanged: 1 });
      });

      test('are wrong where they differ, come twice, or cannot be added', async () => {
        await seedSome();
        expect(
          await problemsOf(
            subscriptions(
              listed(
                'ACC-1,1,PLAN,active,2026-01-02,,default,,,',
                'ACC-1,1,PLAN,active,2026-01-01,,default,,,',
                'ACC-1,2,TERM,active,2026-01-01,,default,,,OTHER',
                'ACC-1,7,TERM,active,2026-01-01,,default,,,T',
                'ACC-2,1,PACK,ended,2026-01-01,2026-01-31,default,,,',
                'ACC-2,8,SITE,ended,2026-01-01,2026-01-31,default,,,',
                'ACC-2,9,PLAN,active,2026-01-01,,default,,,',
                'ACC-2,10,OLD,active,2026-01-01,,default,,,',
                'ACC-2,11,SITE,active,2026-01-01,,override,,,',
              ),
            ),
          ),
        ).toEqual([
          '2 subscription-differs',
          '3 number-repeated',
          '4 subscription-differs',
          '5 subscription-differs',
          '6 subscription-differs',
          '7 status-ended',
          '8 attribute-required',
          '9 item-inactive',
          '10 missing-value',
        ]);
      });

      test('take the number that they have, and others go on from the highest', async () => {
        await seedSome();
        const result = await subscriptions(
          listed(
            'ACC-2,,SITE,active,2026-02-01,,default,,,',
            'ACC-2,7,SITE,active,2026-02-02,,default,,3,',
            'ACC-2,5,SITE,active,2026-02-03,,default,,,',
            'ACC-1,2,TERM,active,2026-01-01,,default,,1,T',
            'ACC-1,,SITE,active,2026-02-04,,default,,,',
          ),
        );
        expect(result).toMatchObject({ imported: 4, unchanged: 1, notImported: ['replaces'] });
        const numbers = (await stored()).filter(({ article_number }) => article_number === 'SITE');
        expect(
          numbers.map(({ account_id, number, start_date }) => `${account_id}/${number} ${start_date}`),
        ).toEqual(['ACC-1/4 2026-02-04', 'ACC-2/5 2026-02-03', 'ACC-2/7 2026-02-02', 'ACC-2/8 2026-02-01']);
      });
    });

    describe('records without an external id that equal a subscription that is there', () => {
      const PLANS = [
        'ACC-1,PLAN,2026-01-01,,,,,,a,',
        'ACC-2,PLAN,2026-01-01,,,,,,b,',
        'ACC-2,TERM,2026-01-01,,,,,,,',
      ];

      test('are counted, and imported', async () => {
        await seed();
        expect(await subscriptions(rowsOf(...PLANS))).toMatchObject({ imported: 3, equalToExisting: 0 });
        expect(await subscriptions(rowsOf(...PLANS))).toMatchObject({ imported: 3, equalToExisting: 3 });
        expect(await stored()).toHaveLength(6);
        // Twice there, it is counted once.
        expect(await subscriptions(rowsOf(...PLANS.slice(0, 2)))).toMatchObject({ equalToExisting: 2 });
      });

      test('only where all of it is equal', async () => {
        await seed();
        await subscriptions(
          recordsOf(
            { account: 'ACC-1', item: 'PLAN', start: '2026-01-01', attributes: { domain: 'a' } },
            { account: 'ACC-1', item: 'PACK', start: '2026-01-01', externalId: 'P' },
          ),
        );
        const plan = { account: 'ACC-1', item: 'PLAN', start: '2026-01-01', attributes: { domain: 'a' } };
        const pack = { account: 'ACC-1', item: 'PACK', start: '2026-01-01' };
        const result = await subscriptions(
          recordsOf(
            plan,
            { ...plan, attributes: { domain: 'b' } },
            { ...plan, account: 'ACC-2' },
            { ...plan, start: '2026-01-02' },
            { ...plan, end: '2026-12-31' },
            { ...plan, path: 'none' },
            { ...plan, fromDate: '2026-06-01' },
            { ...plan, externalId: 'new' },
            pack,
            { ...pack, components: [{ item: 'MAILBOX' }, { item: 'MAILBOX' }, { item: 'MAILBOX' }] },
            { ...pack, components: [{ item: 'MAILBOX', attributes: { owner: 'x' } }] },
          ),
        );
        expect(result).toMatchObject({ imported: 11, equalToExisting: 2 });
      });
    });

    test('costs as many statements for a thousand records as for ten, and a dry run leaves nothing', async () => {
      await seed();
      const file = (count: number) =>
        rowsOf(
          ...Array.from(
            { length: count },
            (_, n) => `ACC-${1 + (n % 2)},PLAN,2026-01-01,,,,,${count}-${n},d${n},`,
          ),
        );
      const input = { ...STRICT, createAccounts: false, allowInactive: false };
      expect(
        await dryRun(db.database, (session) => importSubscriptions(session, { ...input, file: file(10) })),
      ).toMatchObject({ imported: 10 });
      const statementsFor = async (count: number, outcome: object) => {
        db.statements.length = 0;
        expect(await subscriptions(file(count))).toMatchObject(outcome);
        return db.statements.map(({ sql }) => sql);
      };
      const few = await statementsFor(10, { imported: 10, unchanged: 0 });
      expect(await statementsFor(1_000, { imported: 1_000, unchanged: 0 })).toEqual(few);
      // Everything has an external id and no number, nothing has components, no account is new, and there are no existing subscriptions that could differ.
      const inVain = few.filter((text) =>
        /"tierctl"\."component|into "tierctl"\."account"|\bexcept\b/.test(text),
      );
      expect(inVain).toEqual([]);
      const again = await statementsFor(10, { imported: 0, unchanged: 10 });
      expect(await statementsFor(1_000, { imported: 0, unchanged: 1_000 })).toEqual(again);
      const unnamed = (count: number) =>
        rowsOf(...Array.from({ length: count }, (_, n) => `ACC-${1 + (n % 2)},PLAN,2026-01-01,,,,,,d${n},`));
      const equal = async (count: number) => {
        await subscriptions(unnamed(count));
        db.statements.length = 0;
        expect(await subscriptions(unnamed(count))).toMatchObject({
          imported: count,
          equalToExisting: count,
        });
        return db.statements.map(({ sql }) => sql);
      };
      expect(await equal(500)).toEqual(await equal(5));
      const mixed = rowsOf(
        'ACC-1,PLAN,2026-01-01,,,,,10-0,d0,',
        'ACC-1,PLAN,2026-01-01,,,,,new,d,',
        'ACC-2,PLAN,2026-01-02,,,,,10-1,d1,',
      );
      await expect(subscriptions(mixed)).rejects.toMatchObject({
        data: { problems: [{ line: 4, code: 'subscription-differs' }] },
      });
    });
  });

  describe('account import', () => {
    const accounts = (...lines: readonly string[]) =>
      db
        .change((session) =>
          importAccounts(session, { ...STRICT, file: csvOf(ACCOUNT_SHAPE, 'account,name', ...lines) }),
        )
        .then(({ result }) => result);

    test('adds what is new and leaves what is there', async () => {
      await seed();
      const result = await accounts('ACC-3,"Baker, Blue"', 'ACC-1,ACC-1', 'ACC-4,');
      expect(result).toMatchObject({ rows: 3, imported: 2, unchanged: 1, rejected: 0 });
      const rows = await db.database.kysely
        .selectFrom('tierctl.account')
        .selectAll()
        .orderBy('account_id')
        .execute();
      expect(rows.map(({ account_id, name }) => `${account_id} ${name}`)).toEqual([
        'ACC-1 ACC-1',
        'ACC-2 ACC-2',
        'ACC-3 Baker, Blue',
        'ACC-4 ACC-4',
      ]);
      expect(await accounts('ACC-3,"Baker, Blue"')).toMatchObject({ imported: 0, unchanged: 1 });
    });

    test('refuses ids that cannot be, come twice, or have another name', async () => {
      await seed();
      const problems = accounts('A/B,x', 'ACC-3,x', 'ACC-3,y', 'ACC-1,Other', `${'x'.repeat(65)},x`, ',x');
      expect(await problemsOf(problems)).toEqual([
        '2 bad-account-id',
        '4 account-repeated',
        '5 account-differs',
        '6 bad-account-id',
        '7 missing-value',
      ]);
    });
  });

  describe('usage import', () => {
    const usage = (...lines: readonly string[]) =>
      db
        .change((session) =>
          importUsage(session, {
            ...STRICT,
            file: csvOf(USAGE_SHAPE, 'account,number,externalId,service,amount', ...lines),
          }),
        )
        .then(({ result }) => result);
    const used = async () =>
      (await db.database.kysely.selectFrom('tierctl.subscription_usage').selectAll().execute())
        .map((row) => `${row.account_id}/${row.subscription_number} ${row.service} ${row.amount}`)
        .sort();
    const seedUsed = async () => {
      await seed();
      await seedInto(db.database, {
        subscriptions: [
          { account: 'ACC-1', item: 'SITE', start: '2026-01-01', externalId: 'A' },
          { account: 'ACC-1', item: 'SITE', start: '2026-01-01', status: 'ended', end: '2026-02-01' },
          { account: 'ACC-2', item: 'SITE', start: '2026-01-01' },
        ],
      });
    };

    test('records, replaces and takes away; by number and by external id', async () => {
      await seedUsed();
      expect(await usage('ACC-1,,A,Email,10', 'ACC-1,1,,ftp,9000000000', 'ACC-2,1,,ftp,0')).toMatchObject({
        imported: 2,
        unchanged: 1,
      });
      expect(await used()).toEqual(['ACC-1/1 email 10', 'ACC-1/1 ftp 9000000000']);
      expect(await usage('ACC-1,1,,email,12', 'ACC-1,1,,ftp,0', 'ACC-2,1,,web,1')).toMatchObject({
        imported: 3,
      });
      expect(await used()).toEqual(['ACC-1/1 email 12', 'ACC-2/1 web 1']);
      const revisions = await db.database.kysely
        .selectFrom('tierctl.subscription')
        .select('revision')
        .orderBy('account_id')
        .orderBy('number')
        .execute();
      expect(revisions.map(({ revision }) => revision)).toEqual([2, 0, 1]);
      const rows = await everyRow(db.database);
      expect(await usage('ACC-1,,A,email,12')).toMatchObject({ imported: 0, unchanged: 1 });
      expect(await everyRow(db.database)).toEqual(rows);
    });

    test('refuses what leads nowhere, and leaves all as it was', async () => {
      await seedUsed();
      const before = await everyRow(db.database);
      expect(
        await problemsOf(
          usage(
            'ACC-9,1,,email,1',
            'ACC-1,9,,email,1',
            'ACC-1,2,,email,1',
            'ACC-1,,B,email,1',
            'ACC-1,1,A,email,1',
            'ACC-1,,,email,1',
            'ACC-1,1,,e mail,1',
            'ACC-1,1,,email,-1',
            'ACC-1,1,,email,1.5',
            'ACC-1,1,,email,1000000000000001',
            'ACC-1,1,,email,',
            'ACC-1,1,,web,1',
            'ACC-1,,A,WEB,2',
            'ACC-1,2147483648,,email,1',
          ),
        ),
      ).toEqual([
        '2 account-not-found',
        '3 subscription-not-found',
        '4 subscription-ended',
        '5 subscription-not-found',
        '6 bad-value',
        '7 bad-value',
        '8 bad-service',
        '9 bad-value',
        '10 bad-value',
        '11 bad-value',
        '12 missing-value',
        '14 usage-repeated',
        '15 bad-value',
      ]);
      expect(await everyRow(db.database)).toEqual(before);
    });
  });
});
