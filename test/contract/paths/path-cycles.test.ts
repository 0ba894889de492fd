import { expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import { parseTerm, type Term } from '../../../src/domain/term.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { PLAIN_PATH } from '../../support/inputs.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

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

  test('without terms it is refused when the path is made, and nothing is written', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1M' },
        { articleNumber: 'B' },
        { articleNumber: 'C', term: 'P1Y' },
      ],
    });
    await create('on', 'A', 'B');
    await create('further', 'B', 'C');
    const before = await everyRow(db.database);
    await expect(create('back', 'C', 'A')).rejects.toMatchObject({
      kind: 'refused',
      code: 'path-cycle-without-end',
      message: 'path "back" would close the cycle C → A → B → C, and B has no term',
      hint: expect.stringContaining('tierctl item set B --term P3M'),
    });
    expect(await everyRow(db.database)).toEqual(before);
    await setTerm('B', parseTerm('P3M'));
    await create('back', 'C', 'A');
    // The rule speaks when a path is made; a term that is taken away later is for doctor to find.
    await setTerm('B', null);
    await expect(create('shortcut', 'B', 'A')).rejects.toMatchObject({ code: 'path-cycle-without-end' });
    await create('aside', 'A', 'C');
  });

  test('an item that was written by hand has no term', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'A', term: 'P1M' }] });
    await db.database.kysely
      .insertInto('billing.item')
      .values({ id: '8e8e00ec-a78f-4635-8787-2ebf9de62106', article_number: 'HAND', name: 'By hand' })
      .execute();
    await create('there', 'A', 'HAND');
    await expect(create('back', 'HAND', 'A')).rejects.toMatchObject({ code: 'path-cycle-without-end' });
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
