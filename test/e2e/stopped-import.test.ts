// An import that is killed half-way: nothing of it is left, and the next one does all of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARY, execute, startTierctl } from '../support/binary.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import { engines } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';

const postgres = engines.find(({ name }) => name === 'PostgreSQL');
if (postgres === undefined) throw new Error('the PostgreSQL test engine is gone');
const db = useDatabase(postgres);
const ROWS = 20_000;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tierctl-stopped-import-'));
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `ACC-${n % 1_000},SITE,2026-01-01,X-${n},d-${n}.example`,
  );
  await writeFile(
    join(home, 'subs.csv'),
    `account,item,start,externalId,attribute.domain\n${rows.join('\n')}\n`,
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

const IMPORT = ['subscription', 'import', 'subs.csv', '--create-accounts', '--yes'];
const environment = () => ({ TIERCTL_DATABASE_URL: db.url ?? '' });

async function until(statement: RegExp): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ query: string }>`
      select query from pg_stat_activity
      where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`.execute(
      db.database.kysely,
    );
    if (rows.some(({ query }) => statement.test(query))) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function untilNoOtherSession(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and application_name like 'tierctl %' and state <> 'idle'
        and pid <> pg_backend_pid()`.execute(db.database.kysely);
    if (rows[0]?.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each([
  ['while it loads the records', /^copy "tierctl_import"/],
  ['while it writes them', /^insert into "tierctl"\."subscription(_attribute)?" /],
])('killed %s', async (_when, statement) => {
  await seedInto(db.database, { items: [{ articleNumber: 'SITE', attributes: ['domain'] }] });
  const before = await everyRow(db.database);
  const { child, ended } = startTierctl(home, IMPORT, environment());
  await until(statement);
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
  await untilNoOtherSession();
  expect(await everyRow(db.database)).toEqual(before);

  const next = await execute(home, process.execPath, [BINARY, ...IMPORT, '-o', 'json'], environment());
  expect(next).toMatchObject({ code: 0 });
  expect(JSON.parse(next.stdout)).toMatchObject({ rows: ROWS, imported: ROWS, createdAccounts: 1_000 });
});
