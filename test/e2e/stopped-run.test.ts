// A run that is killed or interrupted half-way: what was committed stays, the next run continues, nothing moves twice.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARY, execute, startTierctl } from '../support/binary.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { engines } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { readChains } from '../support/transitions/chains.ts';
import { trialsOf } from '../support/transitions/trials.ts';

const postgres = engines.find(({ name }) => name === 'PostgreSQL');
if (postgres === undefined) throw new Error('the PostgreSQL test engine is gone');
const db = useDatabase(postgres);
const ACCOUNTS = 50;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tierctl-stopped-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const environment = () => ({ TIERCTL_DATABASE_URL: db.url ?? '' });
const RUN = ['run-transitions', '--as-of', '2026-02-01', '--yes', '--batch-size', '1'];

async function seed(): Promise<void> {
  await seedInto(
    db.database,
    trialsOf(Array.from({ length: ACCOUNTS }, (_, index) => `ACC-${String(index).padStart(4, '0')}`)),
  );
}

async function moved(): Promise<number> {
  const { count } = await db.database.kysely
    .selectFrom('tierctl.transition')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function untilSomeMoved(): Promise<void> {
  while ((await moved()) < 5) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function expectEachMovedOnce(): Promise<void> {
  const chains = await db.read((session) => readChains(session));
  expect(Object.values(chains)).toHaveLength(ACCOUNTS);
  for (const links of Object.values(chains)) expect(links.map(({ item }) => item)).toEqual(['TRIAL', 'PLAN']);
  expect(await moved()).toBe(ACCOUNTS);
}

test('killed: the next run marks it abandoned and finishes the work', async () => {
  await seed();
  const run = startTierctl(home, RUN, environment());
  await untilSomeMoved();
  run.child.kill('SIGKILL');
  expect(await run.ended).toMatchObject({ signal: 'SIGKILL' });
  const before = await moved();
  expect(before).toBeLessThan(ACCOUNTS);

  const next = await execute(home, process.execPath, [BINARY, ...RUN, '-o', 'json'], environment());
  expect(next).toMatchObject({ code: 0 });
  expect(JSON.parse(next.stdout)).toMatchObject({
    moved: { total: ACCOUNTS - before },
    failed: { total: 0 },
  });
  await expectEachMovedOnce();
  const runs = await db.database.kysely
    .selectFrom('tierctl.run')
    .select(['id', 'status'])
    .orderBy('id')
    .execute();
  expect(runs).toEqual([
    { id: 1, status: 'abandoned' },
    { id: 2, status: 'finished' },
  ]);
});

test('interrupted: the batch under way is finished, exit 130, the next run continues', async () => {
  await seed();
  const run = startTierctl(home, RUN, environment());
  await untilSomeMoved();
  run.child.kill('SIGINT');
  const ended = await run.ended;
  expect(ended).toMatchObject({ code: 130, signal: null });
  expect(ended.stderr).toContain('the next run continues');
  expect(await moved()).toBeLessThan(ACCOUNTS);
  expect(await db.database.kysely.selectFrom('tierctl.run').select('status').execute()).toEqual([
    { status: 'interrupted' },
  ]);

  expect(await execute(home, process.execPath, [BINARY, ...RUN], environment())).toMatchObject({ code: 0 });
  await expectEachMovedOnce();
});

test('two at once: the second leaves with exit 75, or waits as --lock-timeout says', async () => {
  await seed();
  const first = startTierctl(home, RUN, environment());
  await untilSomeMoved();
  const second = await execute(
    home,
    process.execPath,
    [BINARY, ...RUN, '--lock-timeout', '0'],
    environment(),
  );
  expect(second).toMatchObject({ code: 75, stdout: '' });
  expect(second.stderr).toMatch(/the lock "run-transitions" is held by tierctl .*pid \d+/);
  const patient = await execute(
    home,
    process.execPath,
    [BINARY, ...RUN, '--lock-timeout', '60'],
    environment(),
  );
  expect(patient).toMatchObject({ code: 0 });
  expect(await first.ended).toMatchObject({ code: 0 });
  await expectEachMovedOnce();
});

test('the connection that holds the lock is killed: the run ends well, since the claim is what makes it right', async () => {
  await seed();
  const run = startTierctl(home, RUN, environment());
  await untilSomeMoved();
  const { rows } = await sql<{ killed: boolean }>`
    select pg_terminate_backend(l.pid) as killed from pg_locks as l
    where l.locktype = 'advisory' and l.granted
      and l.database = (select oid from pg_database where datname = current_database())`.execute(
    db.database.kysely,
  );
  expect(rows).toEqual([{ killed: true }]);
  expect(await run.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  await expectEachMovedOnce();
});
