// What the migration of periods makes of rows that earlier versions, or people, have written.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { applyMigration, revertMigration } from '../../../src/database/migrator.ts';
import type { Tables } from '../../../src/database/tables.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import type { TestDatabase } from '../../support/database/create-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { componentsOutside } from '../../support/transitions/periods.ts';
import { revert } from '../../support/transitions/reverts.ts';

const NAME = '0005-periods';
const AT = '2026-06-01T00:00:00.000Z';
const index = migrations.findIndex(({ name }) => name === NAME);
// Operations work on all the tables, those of later migrations too.
const [earlier, rest] = [migrations.slice(0, index), migrations.slice(index)];

onEveryEngine((engine) => {
  let db: TestDatabase;
  const kysely = () => db.database.kysely;
  const apply = (some: readonly (typeof migrations)[number][]) =>
    kysely()
      .transaction()
      .execute(async (transaction) => {
        const session = { db: transaction, dialect: db.database.dialect };
        for (const migration of some) await applyMigration(session, migration, AT);
      });
  const migrate = () => apply(rest);
  const components = async (account: string) => {
    const rows = await kysely()
      .selectFrom('tierctl.component')
      .selectAll()
      .where('account_id', '=', account)
      .orderBy('subscription_number')
      .orderBy('component_number')
      .execute();
    return rows.map((row) =>
      [
        `${row.subscription_number}#${row.component_number}`,
        row.status,
        `${row.start_date}..${row.end_date ?? ''}`,
        row.continues_number,
        row.ended_run,
      ].join(' '),
    );
  };
  const rowsOf = async (table: keyof Tables) =>
    (await kysely().selectFrom(table).selectAll().execute()).length;

  beforeEach(async () => {
    db = await engine.create();
    await apply(earlier);
    const booked = { item: 'PART', start: '2026-05-01', status: 'ended', end: '2026-05-01' } as const;
    const part = { item: 'PART', status: 'ended', end: '2026-02-28' } as const;
    const { items } = await seedInto(db.database, {
      items: [
        { articleNumber: 'PART', attributes: ['note'] },
        { articleNumber: 'PACK', kind: 'package', products: [{ item: 'PART', minimum: 0 }] },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'PACK',
          start: '2026-01-01',
          end: '2026-02-28',
          status: 'ended',
          components: [
            part,
            { ...booked, attributes: { note: 'booked' } },
            { ...part, end: '2026-03-10' },
            { ...booked, start: '2026-04-01', end: '2026-04-01' },
          ],
        },
        {
          account: 'A',
          item: 'PACK',
          start: '2026-03-01',
          replaces: 1,
          components: [{ item: 'PART' }, { item: 'PART', attributes: { note: 'booked' } }],
        },
        {
          account: 'B',
          item: 'PACK',
          start: '2026-01-01',
          components: [{ item: 'PART' }, { ...booked, start: '2027-01-01', end: '2027-01-01' }, booked],
        },
        { account: 'C', item: 'PACK', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
        { account: 'C', item: 'PACK', start: '2026-02-01', end: '2026-02-28', status: 'ended', replaces: 1 },
        { account: 'C', item: 'PACK', start: '2026-01-01' },
        { account: 'C', item: 'PACK', start: '2026-03-01', replaces: 2 },
      ],
    });
    // As a run of the version before left them.
    await kysely()
      .updateTable('tierctl.subscription')
      .set({ ended_run: 1, ended_hop: 1 })
      .where('account_id', '=', 'A')
      .where('number', '=', 1)
      .execute();
    const inA = kysely().updateTable('tierctl.component').where('account_id', '=', 'A');
    await inA
      .set({ ended_run: 1 })
      .where('subscription_number', '=', 1)
      .where('component_number', '<=', 2)
      .execute();
    for (const number of [1, 2]) {
      await inA
        .set({ continues_number: number })
        .where('subscription_number', '=', 2)
        .where('component_number', '=', number)
        .execute();
    }
    await kysely()
      .insertInto('tierctl.run')
      .values({
        id: 1,
        kind: 'transitions',
        as_of: '2026-03-01',
        started_at: AT,
        finished_at: AT,
        status: 'finished',
        actor: 'cron',
        options: '{}',
        reverts_run: null,
        moved: 1,
        not_moved: 0,
        failed: 0,
      })
      .execute();
    await kysely()
      .insertInto('tierctl.transition')
      .values({
        account_id: 'A',
        from_number: 1,
        to_number: 2,
        path_id: null,
        from_item_id: items.PACK ?? '',
        to_item_id: items.PACK ?? '',
        direction: 'none',
        effective_on: '2026-03-01',
        applied_at: AT,
        run_id: 1,
        hop: 1,
        reverted_run: null,
      })
      .execute();
  });
  afterEach(() => db.drop());

  test('takes out what never started on a subscription that is over, and ends the rest with it', async () => {
    await migrate();
    expect(await components('A')).toEqual([
      '1#1 ended 2026-01-01..2026-02-28  1',
      '1#3 ended 2026-01-01..2026-02-28  ',
      '2#1 active 2026-03-01.. 1 ',
      '2#2 active 2026-03-01..  ',
    ]);
    // A component that was ended before it started is deleted; one that did start stays unchanged.
    expect(await components('B')).toEqual([
      '1#1 active 2026-01-01..  ',
      '1#3 ended 2026-05-01..2026-05-01  ',
    ]);
    expect(await componentsOutside(db.database)).toEqual([]);
    expect(await rowsOf('tierctl.former_component_attribute')).toBe(1);
    expect(await rowsOf('tierctl.component_attribute')).toBe(1);
  });

  test('and a run of before can still be undone', async () => {
    await migrate();
    expect(await revert(db.database, { id: 1 })).toMatchObject({ reverted: { total: 1 } });
    expect(await components('A')).toEqual([
      '1#1 active 2026-01-01..  ',
      '1#2 active 2026-05-01..  ',
      '1#3 ended 2026-01-01..2026-03-10  ',
    ]);
    // What a person ended before it started stays withdrawn: restored, it would allow no end date before its day.
    const withdrawn = kysely()
      .selectFrom('tierctl.former_component')
      .selectAll()
      .where('account_id', '=', 'A');
    expect(await withdrawn.execute()).toMatchObject([{ component_number: 4, run_id: null }]);
    expect(await rowsOf('tierctl.component_attribute')).toBe(1);
  });

  test('stores the first of its chain in every successor', async () => {
    await migrate();
    const chain = await kysely()
      .selectFrom('tierctl.subscription')
      .select(['number', 'first_number'])
      .where('account_id', '=', 'C')
      .orderBy('number')
      .execute();
    expect(chain.map(({ number, first_number }) => [number, first_number])).toEqual([
      [1, null],
      [2, 1],
      [3, null],
      [4, 1],
    ]);
  });

  test('stops with a list of what only a person can decide, and writes nothing', async () => {
    const subscription = kysely().updateTable('tierctl.subscription');
    await subscription
      .set({ end_date: null })
      .where('account_id', '=', 'C')
      .where('number', '=', 2)
      .execute();
    await subscription.set({ ended_run: 7 }).where('account_id', '=', 'C').where('number', '=', 3).execute();
    const component = kysely().updateTable('tierctl.component').where('account_id', '=', 'B');
    await component.set({ end_date: '2026-03-01' }).where('component_number', '=', 1).execute();
    await component.set({ end_date: null }).where('component_number', '=', 3).execute();
    const before = await components('A');
    await expect(migrate()).rejects.toMatchObject({
      kind: 'refused',
      code: 'rows-contradict',
      message: [
        `4 rows contradict the rules of ${NAME}; nothing was written`,
        'component 1 of B/1 is active and has an end date',
        'component 3 of B/1 has ended and has no end date',
        'C/2 has ended and has no end date',
        'C/3 is active and marked by the run that ended it',
      ].join('\n'),
    });
    expect(await components('A')).toEqual(before);
  });

  test('down and up again', async () => {
    await migrate();
    await kysely()
      .transaction()
      .execute(async (transaction) => {
        const session = { db: transaction, dialect: db.database.dialect };
        for (const migration of [...rest].reverse()) await revertMigration(session, migration);
      });
    await migrate();
    expect(await componentsOutside(db.database)).toEqual([]);
  });
});
