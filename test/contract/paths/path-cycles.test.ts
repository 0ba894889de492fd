import { describe, expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import { parseTerm, type Term } from '../../../src/domain/term.ts';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { showPathGraph } from '../../../src/operations/paths/show-path-graph.ts';
import { updatePath } from '../../../src/operations/paths/update-path.ts';
import { addSubscription } from '../../../src/operations/subscriptions/add-subscription.ts';
import { scheduleSubscription } from '../../../src/operations/subscriptions/schedule-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { PLAIN_PATH, PLAIN_SUBSCRIPTION } from '../../support/inputs.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

const SAME_PATH = {
  name: undefined,
  from: undefined,
  until: undefined,
  description: undefined,
  overLimit: undefined,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chain = async (subscription: string) =>
    (await db.read((session) => readChains(session)))[subscription] ?? [];
  const create = (name: string, source: string, destination: string) =>
    db.change((session) => createPath(session, { ...PLAIN_PATH, name, source, destination }));
  const follow = (item: string, path: string) => db.change((session) => assignPath(session, { item, path }));
  const setTerm = (item: string, term: Term | null) =>
    db.change((session) => setItem(session, { item, term }));

  test('a cycle of items with terms moves once per term, and a run ends at its day', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1M' },
        { articleNumber: 'B', term: 'P14D' },
      ],
    });
    await create('there', 'A', 'B');
    await create('back', 'B', 'A');
    await follow('A', 'there');
    await follow('B', 'back');
    await seedInto(db.database, {
      subscriptions: [{ account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-31' }],
    });
    const onItsLastDay = await run(db.database, { asOf: '2026-05-12' });
    expect(onItsLastDay).toMatchObject({ moved: { total: 5 }, notMoved: { total: 0 }, failed: { total: 0 } });
    const links = await chain('X/1');
    expect(links.map(({ item, start, end, status }) => [item, start, end, status])).toEqual([
      ['A', '2026-01-01', '2026-01-31', 'ended'],
      ['B', '2026-02-01', '2026-02-14', 'ended'],
      ['A', '2026-02-15', '2026-03-14', 'ended'],
      ['B', '2026-03-15', '2026-03-28', 'ended'],
      ['A', '2026-03-29', '2026-04-28', 'ended'],
      ['B', '2026-04-29', '2026-05-12', 'active'],
    ]);
    for (const [place, { start }] of links.entries())
      if (place > 0) expect(start).toBe(plusDays(links[place - 1]?.end ?? '', 1));
    expect(await run(db.database, { asOf: '2026-05-13' })).toMatchObject({ moved: { total: 1 } });
  });

  describe('paths in both directions between items without terms', () => {
    const findings = async () => {
      const { findings } = await db.read((session) => diagnose(session, { today: '2026-03-01' }));
      return findings.filter(({ rule }) => rule === 'path-cycle-without-end');
    };
    const cycles = async () =>
      (await db.read((session) => showPathGraph(session, { item: undefined }))).cycles.map(
        ({ outcome }) => outcome,
      );

    test('are made, assigned, and followed by hand; no door refuses them', async () => {
      await seedInto(db.database, { items: [{ articleNumber: 'A' }, { articleNumber: 'B' }] });
      await create('Up', 'A', 'B');
      await create('Down', 'B', 'A');
      expect(await cycles()).toEqual(['by-hand']);
      await db.change((session) => updatePath(session, { ...SAME_PATH, path: 'Down', until: '2030-12-31' }));
      await follow('A', 'Up');
      await follow('B', 'Down');
      await setTerm('A', parseTerm('P1M'));
      await setTerm('A', null);
      expect(await cycles()).toEqual(['stops']);
      expect(await findings()).toEqual([]);
      await db.change((session) =>
        addSubscription(session, {
          ...PLAIN_SUBSCRIPTION,
          account: 'X',
          item: 'A',
          start: '2026-01-01',
          path: 'Up',
          fromDate: '2026-02-01',
          createAccount: true,
        }),
      );
      expect(await run(db.database, { asOf: '2026-12-31' })).toMatchObject({ moved: { total: 1 } });
      await db.change((session) =>
        scheduleSubscription(session, {
          subscription: 'X/2',
          path: { override: 'Down' },
          apply: undefined,
          fromDate: '2026-03-01',
        }),
      );
      expect(await run(db.database, { asOf: '2026-12-31' })).toMatchObject({ moved: { total: 1 } });
      expect((await chain('X/1')).map(({ item, start, end }) => [item, start, end])).toEqual([
        ['A', '2026-01-01', '2026-01-31'],
        ['B', '2026-02-01', '2026-02-28'],
        ['A', '2026-03-01', null],
      ]);
    });

    test('an item that was written by hand has no term, and is no exception', async () => {
      await seedInto(db.database, { items: [{ articleNumber: 'A' }] });
      await db.database.kysely
        .insertInto('billing.item')
        .values({ id: '8e8e00ec-a78f-4635-8787-2ebf9de62106', article_number: 'HAND', name: 'By hand' })
        .execute();
      await create('there', 'A', 'HAND');
      await create('back', 'HAND', 'A');
      expect(await cycles()).toEqual(['by-hand']);
    });

    test('where one of the items has a term, doctor finds that the cycle of defaults breaks off', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'A', term: 'P1M', defaultPath: 'Up' },
          { articleNumber: 'B', defaultPath: 'Down' },
        ],
        paths: [
          { name: 'Up', source: 'A', destination: 'B' },
          { name: 'Down', source: 'B', destination: 'A' },
        ],
      });
      expect(await findings()).toMatchObject([{ severity: 'warning', where: { path: { name: 'Down' } } }]);
      await setTerm('A', null);
      expect(await findings()).toEqual([]);
    });
  });

  test('the shortest terms there are go round once a day, and an override is for one step', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1D', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P1D', defaultPath: 'b to a' },
        { articleNumber: 'C' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'b to a', source: 'B', destination: 'A' },
        { name: 'c to a', source: 'C', destination: 'A' },
        { name: 'a to c', source: 'A', destination: 'C' },
      ],
      subscriptions: [
        { account: 'X', item: 'C', start: '2026-01-01', end: '2026-01-31', path: 'c to a' },
        { account: 'Y', item: 'A', start: '2026-01-01', end: '2026-01-31', path: 'a to c' },
      ],
    });
    const late = await run(db.database, { asOf: '2026-03-01' });
    expect(late).toMatchObject({ moved: { total: 29 + 1 }, failed: { total: 0 } });
    expect((await chain('X/1')).at(-1)).toMatchObject({ item: 'A', start: '2026-03-01', end: '2026-03-01' });
    expect((await chain('Y/1')).at(-1)).toMatchObject({ item: 'C', start: '2026-02-01', end: null });
  });

  test('trial → intro (P3M) → standard, from 31 January, arrives on the right dates after a year without cron', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
        { articleNumber: 'INTRO', term: 'P3M', defaultPath: 'intro ends' },
        { articleNumber: 'STANDARD' },
      ],
      paths: [
        { name: 'trial ends', source: 'TRIAL', destination: 'INTRO' },
        // Over long before the run: what counts is the day on which the successor starts.
        { name: 'intro ends', source: 'INTRO', destination: 'STANDARD', until: '2026-06-30' },
      ],
      subscriptions: [
        { account: 'ends', item: 'TRIAL', start: '2026-01-17', end: '2026-01-30' },
        { account: 'starts', item: 'TRIAL', start: '2026-01-31', end: '2026-02-28' },
        { account: 'leap', item: 'TRIAL', start: '2024-11-01', end: '2024-11-29' },
      ],
    });
    const late = await run(db.database, { asOf: '2027-01-31' });
    expect(late).toMatchObject({ moved: { total: 6 }, notMoved: { total: 0 }, failed: { total: 0 } });
    const dates = async (account: string) =>
      (await chain(`${account}/1`)).map(({ item, start, end }) => [item, start, end]);
    // Three months from 31 January is 30 April, the last day of its month; then one day goes.
    expect(await dates('ends')).toEqual([
      ['TRIAL', '2026-01-17', '2026-01-30'],
      ['INTRO', '2026-01-31', '2026-04-29'],
      ['STANDARD', '2026-04-30', null],
    ]);
    expect(await dates('starts')).toEqual([
      ['TRIAL', '2026-01-31', '2026-02-28'],
      ['INTRO', '2026-03-01', '2026-05-31'],
      ['STANDARD', '2026-06-01', null],
    ]);
    expect(await dates('leap')).toEqual([
      ['TRIAL', '2024-11-01', '2024-11-29'],
      ['INTRO', '2024-11-30', '2025-02-27'],
      ['STANDARD', '2025-02-28', null],
    ]);
    expect(await run(db.database, { asOf: '2027-01-31' })).toMatchObject({ moved: { total: 0 } });
  });
});
