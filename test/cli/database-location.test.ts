import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locateDatabase } from '../../src/cli/settings/database-location.ts';
import { Secrets } from '../../src/cli/settings/secrets.ts';
import { runCli, useCli } from '../support/cli.ts';
import { testSystem } from '../support/test-system.ts';

const STATUS = ['migrate', 'status'];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-location-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function passwordFile(content: string): Promise<string> {
  const file = join(directory, 'password');
  await writeFile(file, content);
  return file;
}

describe('which database', () => {
  const config = { database: 'pglite:of-config', file: '/etc/tierctl/config.yaml' };
  const locate = (options: object, env: Record<string, string>, file: object) =>
    locateDatabase(testSystem({ env, homeDirectory: '/home/ops' }), options, file, new Secrets());

  test.each([
    [
      'the flag first',
      { database: 'pglite:of-flag' },
      { TIERCTL_DATABASE_URL: 'pglite:of-env' },
      config,
      '/nowhere/of-flag',
    ],
    ['then the environment', {}, { TIERCTL_DATABASE_URL: 'pglite:of-env' }, config, '/nowhere/of-env'],
    ['an empty variable is none', {}, { TIERCTL_DATABASE_URL: '' }, config, '/etc/tierctl/of-config'],
    ['then the config file, relative to it', {}, {}, config, '/etc/tierctl/of-config'],
    ['~ is the home directory', { database: 'pglite:~/billing' }, {}, {}, '/home/ops/billing'],
    ['else the data home', {}, { XDG_DATA_HOME: '/data' }, {}, '/data/tierctl/database'],
    ['which has a default', {}, { XDG_DATA_HOME: 'relative' }, {}, '/home/ops/.local/share/tierctl/database'],
  ])('%s', async (_, options, env, file, expected) => {
    expect((await locate(options, env, file)).target).toEqual({ engine: 'pglite', directory: expected });
  });

  test('a named instance may be written as everybody does', async () => {
    const database = 'mssql://sa@db\\ONE/billing';
    expect((await locate({ database }, {}, {})).target).toEqual({
      engine: 'sql-server',
      connection: database,
    });
  });
});

describe('a URL whose password is not encoded', () => {
  test.each([
    'postgres://ops:s3cr@et/part@db.example.com/billing',
    'postgres://ops:123/part@db.example.com/billing',
    'postgres://ops:123?part@db.example.com/billing',
    'postgres://ops:123#part@db.example.com/billing',
    'mssql://ops:s3cr@et/part@db.example.com/billing',
  ])('%s is refused without a word of it', async (url) => {
    const run = await runCli(['--verbose', ...STATUS], { env: { TIERCTL_DATABASE_URL: url } });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('a "@" stands behind its host');
    expect(run.stderr).not.toMatch(/s3cr|part|123/);
    const named = await runCli([...STATUS, '--database', url]);
    expect(named).toMatchObject({ code: 2, stdout: '' });
    expect(named.stderr).not.toMatch(/s3cr|part|123/);
  });

  test('an "@" in a parameter is none of that', async () => {
    const database = 'postgres://127.0.0.1:1/billing?user=ops@example.com';
    expect(await runCli([...STATUS, '--database', database])).toMatchObject({ code: 75 });
  });
});

describe('passwords', () => {
  const cli = useCli();
  const withoutPassword = () => {
    const url = new URL(cli.url);
    const { password } = url;
    url.password = '';
    return { url: url.href, password };
  };

  test.each([
    'postgres://ops:Winter-2026@db/billing',
    'postgres://ops:Win/ter?Winter-2026@db/billing',
    'postgres://ops@db/billing?Password=Winter-2026',
    'Server=db;Database=billing;User Id=ops;Password=Winter-2026',
    'Server=db;Database=billing;Tenant Id=t;Client Secret="Winter-2026"',
    'mssql://sa@db/billing?Password=Winter-2026',
    'mssql://sa@db\\ONE/billing?PWD=Winter-2026',
    'mssql://app@db/billing?authentication=ActiveDirectoryServicePrincipal&client_secret=Winter-2026',
  ])('refused on the command line: %s', async (url) => {
    const { code, stderr } = await runCli([...STATUS, '--database', url]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/TIERCTL_DATABASE_URL.*--password-file/);
    expect(stderr).not.toContain('Winter-2026');
  });

  test.each([
    ['the URL', { TIERCTL_DATABASE_URL: 'mssql://sa@db/billing?PassWord=Winter%202026' }],
    ['a classic string', { TIERCTL_DATABASE_URL: "Server=db;Database=billing;PWD='Winter 2026'" }],
    ['PGPASSWORD', { PGPASSWORD: 'Winter 2026' }],
    ['SQLCMDPASSWORD', { SQLCMDPASSWORD: 'Winter 2026' }],
  ])('masked, where they come from %s', async (_, env) => {
    const secrets = new Secrets();
    await locateDatabase(testSystem({ env }), {}, {}, secrets);
    expect(secrets.mask('it was Winter 2026, or Winter%202026')).toBe('it was ***, or ***');
  });

  test('masked in JSON, which stays JSON', async () => {
    const run = await cli.run(['group', 'show', 'a password=hunter2', '-o', 'json']);
    expect(JSON.parse(run.stderr)).toMatchObject({
      error: { code: 'group-not-found', message: 'no group "a password=***' },
    });
    expect(run.stderr).not.toContain('hunter2');
  });

  test('taken from a file, one trailing newline aside', async () => {
    const { url, password } = withoutPassword();
    const file = await passwordFile(`${password}\n`);
    expect(await runCli([...STATUS, '--database', url, '--password-file', file])).toMatchObject({ code: 0 });
  });

  test('a wrong one is not echoed', async () => {
    const { url } = withoutPassword();
    const file = await passwordFile('Not-The-Password');
    const run = await runCli([...STATUS, '--database', url, '--password-file', file, '--verbose']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/the server refused the login/);
    expect(run.stderr).not.toContain('Not-The-Password');
  });

  test('a file that is not there', async () => {
    const run = await runCli([...STATUS, '--password-file', join(directory, 'nothing')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^error: the password file .*nothing cannot be read\n/);
  });
});

test.each([
  ['no URL', 'billing', 2, /^error: TIERCTL_DATABASE_URL: the database URL cannot be used/],
  ['another engine', 'mysql://ops@db/billing', 2, /"mysql:" is not a supported engine/],
  ['no server answers', 'postgres://ops:Winter-2026@127.0.0.1:1/billing', 75, /cannot be reached/],
])('%s', async (_, url, code, message) => {
  const run = await runCli(STATUS, { env: { TIERCTL_DATABASE_URL: url } });
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(run.stderr).not.toContain('Winter-2026');
});
