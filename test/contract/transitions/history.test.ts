import { beforeEach, expect, test } from 'vitest';
import { type ListHistoryInput, listHistory } from '../../../src/operations/transitions/list-history.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const list = (input: Partial<ListHistoryInput> = {}) =>
    db.read((session) =>
      listHistory(session, {
        path: undefined,
        account: undefined,
        subscription: undefined,
        run: undefined,
        limit: 100,
        ...input,
      }),
    );
  const listed = async (input: Partial<ListHistoryInput> = {}) =>
    (await list(input)).transitions.map(({ account, from, to }) => `${account} ${from.number}→${to.number}`);

  // ACC-1 moves twice in the second run, from A over B to C; ACC-2 moves in the first.
  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', defaultPath: 'A to B' },
        { articleNumber: 'B', term: 'P1M', defaultPath: 'B to C' },
        { articleNumber: 'C' },
      ],
      paths: [
        { name: 'A to B', source: 'A', destination: 'B', from: '2026-02-01' },
        { name: 'B to C', source: 'B', destination: 'C' },
      ],
      accounts: ['ACC-3'],
      subscriptions: [
        { account: 'ACC-1', item: 'A', start: '2026-01-01', end: '2026-02-28' },
        { account: 'ACC-2', item: 'B', start: '2026-01-01', end: '2026-01-31' },
      ],
    });
    await run(db.database, { asOf: '2026-02-01' });
    await run(db.database, { asOf: '2026-06-01' });
    db.statements.length = 0;
  });

  test('the newest transition comes first', async () => {
    expect(await list()).toEqual({
      transitions: [
        {
          account: 'ACC-1',
          from: { number: 2, item: { id: expect.any(String), articleNumber: 'B', name: 'B' } },
          to: { number: 3, item: { id: expect.any(String), articleNumber: 'C', name: 'C' } },
          path: 'B to C',
          direction: 'none',
          effectiveDate: '2026-04-01',
          appliedAt: '2026-03-01T12:00:00.000Z',
          run: 2,
          reverted: null,
          takenAway: { endDate: null, extensions: [], components: [], attributes: [] },
        },
        expect.objectContaining({ account: 'ACC-1', path: 'A to B', effectiveDate: '2026-03-01', run: 2 }),
        expect.objectContaining({ account: 'ACC-2', path: 'B to C', effectiveDate: '2026-02-01', run: 1 }),
      ],
      more: false,
    });
    expect(db.statements.filter(({ sql }) => /^\s*select/i.test(sql))).toHaveLength(2);
  });

  test('by path, account and run, and never more than asked for', async () => {
    expect(await listed({ path: 'B to C' })).toEqual(['ACC-1 2→3', 'ACC-2 1→2']);
    expect(await listed({ account: 'ACC-1' })).toEqual(['ACC-1 2→3', 'ACC-1 1→2']);
    expect(await listed({ run: 1 })).toEqual(['ACC-2 1→2']);
    expect(await listed({ subscription: 'ACC-1/1' })).toEqual(['ACC-1 1→2']);
    expect(await listed({ subscription: 'ACC-1/2' })).toEqual(['ACC-1 2→3', 'ACC-1 1→2']);
    expect(await listed({ subscription: 'ACC-1/2', path: 'B to C' })).toEqual(['ACC-1 2→3']);
    expect(await listed({ subscription: 'ACC-1/4' })).toEqual([]);
    expect(await listed({ path: 'B to C', account: 'ACC-1', run: 2 })).toEqual(['ACC-1 2→3']);
    expect(await listed({ account: 'ACC-3' })).toEqual([]);
    expect(await list({ limit: 2 })).toMatchObject({ transitions: [{}, {}], more: true });
    expect(await list({ limit: 3 })).toMatchObject({ transitions: [{}, {}, {}], more: false });
  });

  test('what is not there is not found', async () => {
    await expect(list({ path: 'B to D' })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'path-not-found',
    });
    await expect(list({ account: 'ACC-4' })).rejects.toMatchObject({ code: 'account-not-found' });
    await expect(list({ subscription: 'ACC-4/1' })).rejects.toMatchObject({ code: 'account-not-found' });
    await expect(list({ subscription: 'ACC-1' })).rejects.toMatchObject({ kind: 'usage' });
    await expect(list({ run: 3 })).rejects.toMatchObject({ code: 'run-not-found', message: 'no run "3"' });
  });
});
