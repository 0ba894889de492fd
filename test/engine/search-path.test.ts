// Names without a schema mean the server's own objects, regardless of who may create objects in the schemas of the path.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { PinnedClient } from '../../src/database/postgres/pinned-client.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { words } from '../support/catalogue/catalogue.ts';
import { runCli } from '../support/cli.ts';
import type { TestDatabase } from '../support/database/create-database.ts';
import { engines } from '../support/database/engines.ts';
import { attack, TRAPS } from '../support/database/hostile-user.ts';
import { everyCommand } from '../support/every-command.ts';

const suffix = randomBytes(4).toString('hex');
const OWNER = `tierctl_owner_${suffix}`;
const ATTACKER = `tierctl_attacker_${suffix}`;
const PASSWORD = randomBytes(8).toString('hex');

let db: TestDatabase & { readonly url: string };
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-search-path-'));
  const created = await engines.find(({ name }) => name === 'PostgreSQL')?.create();
  if (created?.url === undefined) throw new Error('there is no PostgreSQL');
  db = { ...created, url: created.url };
  const database = new URL(db.url).pathname.slice(1);
  await asAdministrator(
    ...[OWNER, ATTACKER].map((role) => `create role ${role} login password '${PASSWORD}'`),
    `grant create, temporary on database ${database} to ${OWNER}`,
    `grant usage, create on schema public to ${OWNER}, ${ATTACKER}`,
  );
});
afterAll(async () => {
  await asAdministrator(
    ...[OWNER, ATTACKER].flatMap((role) => [`drop owned by ${role} cascade`, `drop role ${role}`]),
  );
  await db.drop();
  await rm(directory, { recursive: true, force: true });
});

async function asAdministrator(...statements: readonly string[]): Promise<void> {
  await withClient(db.url, statements);
}

async function withClient(url: string, statements: readonly string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: pg.QueryResult[] = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results;
  } finally {
    await client.end();
  }
}

function urlOf(role: string): string {
  const url = new URL(db.url);
  url.username = role;
  url.password = PASSWORD;
  return url.href;
}

const run = (line: string, url = urlOf(OWNER)) =>
  runCli(words(line), { env: { TIERCTL_DATABASE_URL: url }, now: '2026-03-01T12:00:00.000Z' });

async function succeeds(line: string, url?: string): Promise<void> {
  const done = await run(line, url);
  expect(done, `${line}\n${done.stdout}\n${done.stderr}`).toMatchObject({ code: 0 });
  expect(done.stderr).not.toContain('caught by');
}

test('an operator of another user does not give access to the schema', async () => {
  await succeeds('migrate up --yes');
  await withClient(urlOf(ATTACKER), attack(ATTACKER));
  for (const line of [
    'item create PLAN --kind product --name Plan --yes',
    'group create Hosting --yes',
    'member add Hosting PLAN --level 1 --yes',
    'account create ACC-1 --yes',
    'subscription add ACC-1 PLAN --start 2026-01-01 --yes',
    'run-transitions --yes',
  ]) {
    await succeeds(line);
  }
  const [privilege] = await withClient(urlOf(ATTACKER), [
    `select has_schema_privilege('tierctl', 'usage') as given`,
  ]);
  expect(privilege?.rows).toEqual([{ given: false }]);
  await expect(withClient(urlOf(ATTACKER), ['select from tierctl.account'])).rejects.toThrow(
    'permission denied',
  );
  // It is no dud: a statement of the owner whose path has schema public steps into it.
  await withClient(urlOf(OWNER), [`select from tierctl.migration where name = 'any'`]);
  const [now] = await withClient(urlOf(ATTACKER), [
    `select has_schema_privilege('tierctl', 'usage') as given`,
  ]);
  expect(now?.rows).toEqual([{ given: true }]);
  await asAdministrator(
    `drop owned by ${ATTACKER} cascade`,
    `grant usage, create on schema public to ${ATTACKER}`,
    'drop schema tierctl cascade',
    'drop table public.upgrade_group_member, public.upgrade_group, public.renewal_period, public.item',
  );
});

test('no command runs an operator or function that another user planted', async () => {
  await withClient(urlOf(ATTACKER), TRAPS);
  await succeeds('migrate up --yes');
  for (const line of await everyCommand(directory)) await succeeds(line);
  expect(await run('doctor')).toMatchObject({ stderr: expect.not.stringContaining('caught by') });
  await expect(
    withClient(urlOf(OWNER), [`select from tierctl.migration where name = 'any'`]),
  ).rejects.toThrow('caught by');
  const lock = await openDatabase(parseTarget(urlOf(OWNER)));
  const held = await lock.acquireLock('run-transitions', 0);
  const second = await run('run-transitions --yes --lock-timeout 0');
  await held.release();
  await lock.close();
  expect(second).toMatchObject({ code: 75, stderr: expect.stringContaining('is held by tierctl') });
});

test('the path ends with each transaction: behind a pooler the connection goes to others', async () => {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const path = async (): Promise<unknown> => (await client.query('show search_path')).rows[0];
  const own = await path();
  const pinned = new PinnedClient(client, () => undefined);
  for (const begin of ['begin', 'start transaction isolation level repeatable read read only']) {
    await pinned.query(begin, []);
    expect(await path()).toEqual({ search_path: 'pg_catalog, pg_temp' });
    await pinned.query('savepoint step', []);
    await pinned.query('rollback to savepoint step', []);
    expect(await path()).toEqual({ search_path: 'pg_catalog, pg_temp' });
    await pinned.query('commit', []);
    expect(await path()).toEqual(own);
  }
  const outside = "select current_setting('search_path') as search_path";
  expect(await pinned.query(outside, [])).toMatchObject({ rows: [{ search_path: 'pg_catalog, pg_temp' }] });
  await expect(pinned.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero');
  expect(await path()).toEqual(own);
  await client.end();
});

test("a trigger of the database's own that counts on another path is named, and the way out with it", async () => {
  const cli = await engines.find(({ name }) => name === 'PostgreSQL')?.createMigrated();
  if (cli?.url === undefined) throw new Error('there is no PostgreSQL');
  await withClient(cli.url, [
    'create table public.group_log (name varchar(200))',
    `create function public.log_group() returns trigger language plpgsql as
      $f$ begin insert into group_log values (new.name); return new; end $f$`,
    'create trigger log_group after insert on public.upgrade_group for each row execute function public.log_group()',
  ]);
  const refused = await run('group create Hosting --yes', cli.url);
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.stderr).toMatch(
    /^error: the database's own function public\.log_group failed: relation "group_log" does not exist\nhint: .*alter function public\.log_group set search_path = /,
  );
  await withClient(cli.url, ['alter function public.log_group set search_path = public']);
  await succeeds('group create Hosting --yes', cli.url);
  const [log] = await withClient(cli.url, ['select name from public.group_log']);
  expect(log?.rows).toEqual([{ name: 'Hosting' }]);
  await cli.drop();
});

test('the embedded database is no different', async () => {
  const database = join(directory, 'database');
  const url = `pglite:${database}`;
  await succeeds('migrate status', url);
  const server = await PGlite.create({ dataDir: database });
  for (const statement of TRAPS) await server.exec(statement);
  await server.close();
  for (const line of ['migrate up --yes', 'account create ACC-1 --yes', 'run-transitions --yes']) {
    await succeeds(line, url);
  }
  const opened = await openDatabase(parseTarget(url));
  const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(
    opened.kysely,
  );
  await opened.close();
  expect(rows).toEqual([{ path: 'pg_catalog, pg_temp' }]);
});
