// What a move takes away is recorded by the move and shown alike before, during and after it.
import { beforeEach, expect, test } from 'vitest';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { listHistory, streamHistory } from '../../../src/operations/transitions/list-history.ts';
import { showRun } from '../../../src/operations/transitions/show-run.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { forecast } from '../../support/transitions/forecasts.ts';
import { revert } from '../../support/transitions/reverts.ts';
import { dryRun, run } from '../../support/transitions/runs.ts';

const EVERYTHING = { path: undefined, account: undefined, subscription: undefined, run: undefined };

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  // A loses one thing of each kind, B its end date, C nothing.
  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'MAIL', attributes: ['address', 'quota'] },
        { articleNumber: 'SITE' },
        { articleNumber: 'BACKUP', kind: 'extension' },
        { articleNumber: 'EXTRA', kind: 'extension' },
        {
          articleNumber: 'BIG',
          kind: 'package',
          attributes: ['domain', 'note'],
          products: [
            { item: 'MAIL', minimum: 0 },
            { item: 'SITE', minimum: 0 },
          ],
          defaultPath: 'big ends',
        },
        {
          articleNumber: 'SMALL',
          kind: 'package',
          term: 'P1M',
          attributes: ['domain'],
          products: [{ item: 'MAIL', minimum: 0 }],
        },
      ],
      paths: [
        {
          name: 'big ends',
          source: 'BIG',
          destination: 'SMALL',
          map: { domain: 'domain', 'MAIL:address': 'MAIL:address' },
          products: { MAIL: 'MAIL' },
        },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'BIG',
          start: '2026-01-01',
          end: '2026-01-31',
          attributes: { domain: 'a.example', note: 'gone' },
          components: [
            { item: 'MAIL', attributes: { address: 'one', quota: '1' } },
            { item: 'MAIL', attributes: { address: 'two', quota: '2' } },
            { item: 'SITE' },
            { item: 'SITE', status: 'ended', end: '2026-01-10' },
          ],
        },
        { account: 'B', item: 'BIG', start: '2026-01-01', end: '2027-12-31', fromDate: '2026-01-20' },
        { account: 'C', item: 'BIG', start: '2026-01-01', end: '2026-01-31' },
      ],
    });
    await seedFit(db.database, {
      extensions: { SMALL: { EXTRA: 1 } },
      held: { 'A/1': { BACKUP: 2, EXTRA: 3 }, 'C/1': { EXTRA: 1 } },
    });
  });

  const item = (articleNumber: string) => expect.objectContaining({ articleNumber });
  const FROM_A = {
    endDate: null,
    extensions: [
      { item: item('BACKUP'), quantity: 2 },
      { item: item('EXTRA'), quantity: 2 },
    ],
    components: [{ item: item('SITE'), count: 1 }],
    attributes: [
      { item: item('BIG'), attribute: 'note', count: 1 },
      { item: item('MAIL'), attribute: 'quota', count: 2 },
    ],
  };
  const NOTHING = { endDate: null, extensions: [], components: [], attributes: [] };
  const FROM_B = { ...NOTHING, endDate: '2027-12-31' };
  const count = (what: string, articleNumber: string, quantity: number, attribute: string | null = null) => ({
    path: 'big ends',
    what,
    item: item(articleNumber),
    attribute,
    subscriptions: 1,
    quantity,
  });
  const IN_ALL = {
    total: 2,
    byPath: [
      { path: 'big ends', what: 'end-date', item: null, attribute: null, subscriptions: 1, quantity: 1 },
      count('extension', 'BACKUP', 2),
      count('extension', 'EXTRA', 2),
      count('component', 'SITE', 1),
      count('attribute', 'BIG', 1, 'note'),
      count('attribute', 'MAIL', 2, 'quota'),
    ],
  };
  const byAccount = (transitions: readonly { readonly account: string; readonly takenAway: unknown }[]) =>
    Object.fromEntries(transitions.map(({ account, takenAway }) => [account, takenAway]));
  const FROM_EACH = { A: FROM_A, B: FROM_B, C: NOTHING };

  test('the forecast, the dry run, the run, run show and history say the same', async () => {
    const ahead = await forecast(db.database, { today: '2026-01-01', until: '2026-02-01', batchSize: 1 });
    expect(ahead.takenAway).toEqual(IN_ALL);
    expect(byAccount(ahead.upcoming.transitions)).toEqual(FROM_EACH);
    const rehearsed = await dryRun(db.database, { asOf: '2026-02-01' });
    expect(rehearsed.takenAway).toEqual(IN_ALL);
    const done = await run(db.database, { asOf: '2026-02-01' });
    expect(done.takenAway).toEqual(IN_ALL);
    expect(byAccount(done.moved.transitions)).toEqual(FROM_EACH);
    const shown = await db.read((session) => showRun(session, { id: done.run.id, listed: 100 }));
    expect(shown.takenAway).toEqual(IN_ALL);
    expect(byAccount(shown.transitions.first)).toEqual(FROM_EACH);
    const { transitions } = await db.read((session) => listHistory(session, { ...EVERYTHING, limit: 100 }));
    expect(byAccount(transitions)).toEqual(FROM_EACH);
  });

  test('a subscription says before the move what its transition says after it', async () => {
    const outlook = async (address: string) =>
      (await db.read((session) => showSubscription(session, { address }))).outlook;
    expect(await outlook('A/1')).toMatchObject({ successorEnd: '2026-02-28', takenAway: FROM_A });
    expect(await outlook('B/1')).toMatchObject({ successorEnd: '2026-02-19', takenAway: FROM_B });
    expect(await outlook('C/1')).toMatchObject({ successorEnd: '2026-02-28', takenAway: NOTHING });
    await run(db.database, { asOf: '2026-02-01' });
    expect(await outlook('A/1')).toMatchObject({ event: 'over', successorEnd: null, takenAway: null });
    const { transition } = await db.read((session) => showSubscription(session, { address: 'A/1' }));
    expect(transition?.takenAway).toEqual(FROM_A);
  });

  test('what a run took away is still there to read when it is reverted, and taken away again by the next', async () => {
    const first = await run(db.database, { asOf: '2026-02-01' });
    const reverted = await revert(db.database, { id: first.run.id });
    expect(byAccount(reverted.reverted.transitions)).toEqual(FROM_EACH);
    const shown = await db.read((session) => showRun(session, { id: first.run.id, listed: 100 }));
    expect(shown.takenAway).toEqual(IN_ALL);
    const undoing = await db.read((session) => showRun(session, { id: reverted.run?.id ?? 0, listed: 100 }));
    expect(undoing.takenAway).toEqual(IN_ALL);
    const again = await run(db.database, { asOf: '2026-02-01' });
    expect(again.takenAway).toEqual(IN_ALL);
  });

  test('only what moves through one path counts where one path is asked for', async () => {
    const other = await forecast(db.database, { today: '2026-01-01', until: '2026-02-01', path: 'big ends' });
    expect(other.takenAway).toEqual(IN_ALL);
    await seedInto(db.database, {
      paths: [{ name: 'other', source: 'SMALL', destination: 'BIG' }],
    });
    const none = await forecast(db.database, { today: '2026-01-01', until: '2026-02-01', path: 'other' });
    expect(none.takenAway).toEqual({ total: 0, byPath: [] });
  });

  test('a default that takes the place of a value in another case takes that value away', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'LOUD', attributes: ['tier', 'Note'] },
        {
          articleNumber: 'QUIET',
          attributes: [
            { name: 'tier', type: 'choice', choices: ['gold'], defaultValue: 'gold' },
            { name: 'note', defaultValue: 'none' },
          ],
        },
      ],
      subscriptions: [
        { account: 'D', item: 'LOUD', start: '2026-01-01', attributes: { tier: 'GOLD', Note: 'none' } },
      ],
    });
    await seedFit(db.database, { groups: { ladder: { LOUD: 1, QUIET: 2 } } });
    const { result } = await db.change((session) =>
      changeSubscription(session, {
        subscription: 'D/1',
        target: 'QUIET',
        on: '2026-03-01',
        today: '2026-03-01',
        add: [],
        terminate: [],
        attributes: [],
        keepEnd: true,
        invocation: INVOCATION,
      }),
    );
    expect(result.attributes).toEqual({ note: 'none', tier: 'gold' });
    expect(result.takenAway.attributes).toEqual([
      { item: item('LOUD'), attribute: 'Note', count: 1 },
      { item: item('LOUD'), attribute: 'tier', count: 1 },
    ]);
  });

  test('a streamed history says it too, with one more statement a page', async () => {
    await run(db.database, { asOf: '2026-02-01' });
    db.statements.length = 0;
    const pages = await db.read(async (session) => {
      const all = [];
      for await (const page of streamHistory(session, EVERYTHING)) all.push(...page);
      return all;
    });
    expect(byAccount(pages)).toEqual(FROM_EACH);
    expect(db.statements.filter(({ sql }) => sql.includes('taken_away')).length).toBe(1);
  });
});
