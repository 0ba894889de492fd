import { expect, test } from 'vitest';
import { rowLocks } from '../../../migrations/0009-row-locks.ts';
import { migrations } from '../../../migrations/list.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

/** Written by runs and imports alone, a few rows at a time. */
const SMALL = new Set(['tierctl.run', 'tierctl.audit', 'tierctl.migration']);

/** The catalogue: no one writes it by the thousand. */
const CATALOGUE = new Set(['0001-billing-tables', '0002-catalogue']);

const BIG = migrations
  .filter(({ name }) => !CATALOGUE.has(name))
  .flatMap(({ tables }) => tables)
  .filter((table) => !SMALL.has(table))
  .sort();

async function sentBy(step: ((session: ReturnType<typeof fedSqlServer>['session']) => unknown) | undefined) {
  const { session, sent } = fedSqlServer(() => []);
  await step?.(session);
  return sent.map(({ sql }) => sql.replace(/\s+/g, ' ').trim()).sort();
}

test('every table that runs and imports fill keeps its row locks', async () => {
  const sent = await sentBy((session) => rowLocks.up(session, ''));
  expect(sent).toEqual(BIG.map((table) => `alter table ${table} set (lock_escalation = disable)`).sort());
});

test('undone, each is as the server makes tables', async () => {
  const sent = await sentBy(rowLocks.beforeDown);
  expect(sent).toHaveLength(BIG.length);
  for (const table of BIG)
    expect(sent).toContainEqual(
      expect.stringContaining(`exec('alter table ${table} set (lock_escalation = table)')`),
    );
});
