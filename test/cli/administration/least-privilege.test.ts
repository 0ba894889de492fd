// The grants of docs/operations.md, as they stand there: every command works with them, and the trail cannot be rewritten.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { parseTarget } from '../../../src/database/target/target.ts';
import { words } from '../../support/catalogue/catalogue.ts';
import { runCli } from '../../support/cli.ts';
import { migrate, type TestDatabase } from '../../support/database/create-database.ts';
import { engines, type TestEngine } from '../../support/database/engines.ts';
import { everyCommand } from '../../support/every-command.ts';

const suffix = randomBytes(4).toString('hex');
const APP = `tierctl_app_${suffix}`;
const OWNER = `tierctl_owner_${suffix}`;
const PASSWORD = `Tierctl-${randomBytes(8).toString('hex')}`;
const OPERATIONS = fileURLToPath(new URL('../../../docs/operations.md', import.meta.url));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-privilege-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The statements of each block of SQL in the section on permissions, with the names of this test. */
async function documented(database: string): Promise<string[][]> {
  const section =
    (await readFile(OPERATIONS, 'utf8')).split('\n## Permissions\n')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sql\n(.*?)```/gs)].map(([, block = '']) =>
    block
      .replaceAll(/--.*$/gm, '')
      .replaceAll(/\btierctl_(app|owner)\b/g, `tierctl_$1_${suffix}`)
      .replaceAll('database billing', `database ${database}`)
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  );
}

async function withUrl<Result>(url: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(parseTarget(url));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const execute = (url: string, ...statements: readonly string[]) =>
  withUrl(url, async ({ kysely }) => {
    for (const statement of statements) await sql.raw(statement).execute(kysely);
  });

function urlOf(role: string, url: string): string {
  const own = new URL(url);
  own.username = role;
  own.password = PASSWORD;
  return own.href;
}

async function everyCommandWorks(url: string): Promise<void> {
  for (const line of await everyCommand(directory)) {
    const done = await runCli(words(line), {
      env: { TIERCTL_DATABASE_URL: url },
      now: '2026-03-01T12:00:00.000Z',
    });
    expect(done, `${line}\n${done.stdout}\n${done.stderr}`).toMatchObject({ code: 0 });
  }
  const list = await runCli(['audit', 'list', '-o', 'json'], { env: { TIERCTL_DATABASE_URL: url } });
  const { audit } = list.json<{ audit: { actor: string; login: string }[] }>();
  expect(audit.length).toBeGreaterThan(20);
  expect(new Set(audit.map(({ actor, login }) => `${actor} ${login}`))).toEqual(
    new Set([`tester@test ${APP}`]),
  );
}

const INSERT = 'insert into tierctl.audit (id, occurred_at, actor, command';
const ROW = `'8e8e00ec-a78f-4635-8787-2ebf9de62106', '2026-01-01', 'another', 'group create'`;

function engineOf(name: TestEngine['name']): TestEngine {
  const found = engines.find((engine) => engine.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

describe('PostgreSQL', () => {
  let db: TestDatabase & { readonly url: string };

  beforeAll(async () => {
    const created = await engineOf('PostgreSQL').create();
    db = { ...created, url: created.url ?? '' };
    const name = new URL(db.url).pathname.slice(1);
    const [forOwner = [], forApp = []] = await documented(name);
    await execute(
      db.url,
      `create role ${OWNER} login password '${PASSWORD}'`,
      `create role ${APP} login password '${PASSWORD}'`,
      `revoke temporary on database ${name} from public`,
      ...forOwner,
    );
    const up = await runCli(['migrate', 'up', '--yes'], {
      env: { TIERCTL_DATABASE_URL: urlOf(OWNER, db.url) },
    });
    expect(up).toMatchObject({ code: 0 });
    // To grant on the database itself is its owner's business.
    const onDatabase = (statement: string) => statement.includes(' on database ');
    await execute(urlOf(OWNER, db.url), ...forApp.filter((statement) => !onDatabase(statement)));
    await execute(db.url, ...forApp.filter(onDatabase), 'delete from tierctl.audit');
  });
  afterAll(async () => {
    await execute(
      db.url,
      ...[APP, OWNER].flatMap((role) => [`drop owned by ${role} cascade`, `drop role ${role}`]),
    );
    await db.drop();
  });

  test('every command works, and the trail says which login wrote', () =>
    everyCommandWorks(urlOf(APP, db.url)));

  test.each([
    `update tierctl.audit set actor = 'another'`,
    `update tierctl.audit set login = 'another'`,
    'delete from tierctl.audit',
    'truncate tierctl.audit',
    'drop table tierctl.audit',
    'alter table tierctl.audit alter column login drop default',
    `${INSERT}, login) values (${ROW}, 'another')`,
    `delete from tierctl.migration`,
    `update tierctl.migration set adopted = true`,
    `insert into tierctl.migration (name, applied_at) values ('0000', '2026-01-01')`,
  ])('is refused: %s', async (statement) => {
    await expect(execute(urlOf(APP, db.url), statement)).rejects.toMatchObject({
      kind: 'config',
      code: 'permission-denied',
    });
  });

  test('a row that is written by hand has the login all the same', async () => {
    await execute(urlOf(APP, db.url), `${INSERT}) values (${ROW})`);
    const rows = await withUrl(db.url, ({ kysely }) =>
      kysely.selectFrom('tierctl.audit').select('login').where('actor', '=', 'another').execute(),
    );
    expect(rows).toEqual([{ login: APP }]);
  });

  test('an import without the right to make temporary tables says so', async () => {
    const name = new URL(db.url).pathname.slice(1);
    await execute(db.url, `revoke temporary on database ${name} from ${APP}`);
    const argv = ['account', 'import', join(directory, 'accounts.csv'), '--yes'];
    const run = await runCli(argv, { env: { TIERCTL_DATABASE_URL: urlOf(APP, db.url) } });
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toContain('permission denied to create temporary tables');
    await execute(db.url, `grant temporary on database ${name} to ${APP}`);
  });
});

describe.skipIf(engineOf('SQL Server').absent !== undefined)('SQL Server', () => {
  let db: TestDatabase & { readonly url: string };

  beforeAll(async () => {
    const created = await engineOf('SQL Server').create();
    db = { ...created, url: created.url ?? '' };
    await migrate(db.database);
    const [, , forApp = []] = await documented('unused');
    await execute(
      db.url,
      `create login ${APP} with password = '${PASSWORD}'`,
      `create user ${APP} for login ${APP}`,
      ...((await canDeny()) ? forApp : await withoutDeny(forApp)),
    );
  });
  afterAll(async () => {
    await execute(db.url, `drop user ${APP}`);
    await db.drop();
    const server = new URL(process.env.TIERCTL_TEST_MSSQL_URL ?? '');
    await execute(server.href, `drop login ${APP}`);
  });

  async function canDeny(): Promise<boolean> {
    const { rows } = await sql<{ version: string }>`select @@version as version`.execute(db.database.kysely);
    return !rows[0]?.version.includes('Babelfish');
  }

  /** The same rights where the server knows no DENY: by table, without what is denied. */
  async function withoutDeny(statements: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select TABLE_NAME as name from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'tierctl'`.execute(
      db.database.kysely,
    );
    const denied = new Map(
      statements
        .map((statement) => /^deny (.*) on tierctl\.(\w+) to/.exec(statement))
        .map((found) => [found?.[2], found?.[1]?.split(', ') ?? []] as const),
    );
    const rights = (table: string) =>
      ['select', 'insert', 'update', 'delete'].filter((right) => !denied.get(table)?.includes(right));
    return [
      ...statements.filter((statement) => !/^deny|schema::/.test(statement)),
      ...rows.map(({ name }) => `grant ${rights(name).join(', ')} on tierctl.${name} to ${APP}`),
    ];
  }

  test('every command works, and the trail says which login wrote', () =>
    everyCommandWorks(urlOf(APP, db.url)));

  test.each([
    `update tierctl.audit set actor = 'another'`,
    'delete from tierctl.audit',
    'delete from tierctl.migration',
    'update tierctl.migration set adopted = 1',
    `insert into tierctl.migration (name, applied_at) values ('0000', '2026-01-01')`,
  ])('is refused: %s', async (statement) => {
    await expect(execute(urlOf(APP, db.url), statement)).rejects.toMatchObject({ code: 'permission-denied' });
  });
});
