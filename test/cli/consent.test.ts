// The one rule about changes, seen from the command line.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, useCli } from '../support/cli.ts';

const cli = useCli();
const create = ['group', 'create', 'Webhosting'];

const rows = async () => {
  const { kysely } = cli.database;
  const groups = await kysely.selectFrom('billing.upgrade_group').select('name').execute();
  const audits = await kysely.selectFrom('tierctl.audit').select('command').execute();
  return { groups: groups.map(({ name }) => name), audits: audits.map(({ command }) => command) };
};
const NOTHING = { groups: [], audits: [] };
const WRITTEN = { groups: ['Webhosting'], audits: ['group create'] };

describe('on a terminal', () => {
  test('yes: the preview, the question and the note, all on stderr', async () => {
    const run = await cli.run(create, { tty: true, answers: [true] });
    expect(run).toMatchObject({ code: 0, stdout: '', questions: ['Commit this change?'] });
    expect(run.stderr).toMatch(/^New upgrade group\nname {2}Webhosting\nid {4}\S+\nCommitted\.\n$/);
    expect(await rows()).toEqual(WRITTEN);
  });

  test('no: nothing is written, 130', async () => {
    const run = await cli.run(create, { tty: true, answers: [false] });
    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(run.stderr).toMatch(/\nNot confirmed: nothing was written\.\n$/);
    expect(await rows()).toEqual(NOTHING);
  });

  test('with stdout elsewhere the result goes there', async () => {
    const tty = { stdin: true, stderr: true };
    const run = await cli.run([...create, '-o', 'json'], { tty, answers: [true] });
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ dryRun: false, group: { name: 'Webhosting' } });
  });

  test('with -o json the result is printed although the preview was seen', async () => {
    const run = await cli.run([...create, '-o', 'json'], { tty: true, answers: [true] });
    expect(run.json()).toMatchObject({ group: { name: 'Webhosting' } });
  });

  test('nothing to change: no question', async () => {
    await cli.run([...create, '--yes']);
    const run = await cli.run([...create, '--if-not-exists'], { tty: true });
    expect(run).toMatchObject({ code: 0, questions: [], stderr: 'Nothing to change.\n' });
    expect(run.stdout).toMatch(/^Existing upgrade group\n/);
    expect(await rows()).toEqual(WRITTEN);
  });

  test('--yes and --dry-run ask no question', async () => {
    expect(await cli.run([...create, '--dry-run'], { tty: true })).toMatchObject({ code: 0, questions: [] });
    expect(await rows()).toEqual(NOTHING);
    expect(await cli.run([...create, '--yes'], { tty: true })).toMatchObject({ code: 0, questions: [] });
    expect(await rows()).toEqual(WRITTEN);
  });
});

describe('without a terminal', () => {
  test.each([
    ['no terminal', {}],
    ['a piped answer', { stdout: true, stderr: true }],
    ['stderr in a file', { stdin: true, stdout: true }],
  ])('%s: refused before the database is opened', async (_, tty) => {
    const env = { TIERCTL_DATABASE_URL: 'postgres://user@127.0.0.1:1/nowhere' };
    const run = await runCli(create, { env, tty, answers: [true] });
    expect(run).toMatchObject({ code: 2, stdout: '', questions: [] });
    expect(run.stderr).toMatch(/^error: .*no terminal.*\nhint: .*--yes.*TIERCTL_YES=1.*--dry-run/);
  });

  test('TIERCTL_YES=1 commits; any other value does not', async () => {
    expect(await cli.run(create, { env: { TIERCTL_YES: '0' } })).toMatchObject({ code: 2 });
    expect(await rows()).toEqual(NOTHING);
    expect(await cli.run(create, { env: { TIERCTL_YES: '1' } })).toMatchObject({ code: 0 });
    expect(await rows()).toEqual(WRITTEN);
  });

  test('--dry-run wins over TIERCTL_YES', async () => {
    const run = await cli.run([...create, '--dry-run'], { env: { TIERCTL_YES: '1' } });
    expect(run).toMatchObject({ code: 0, stderr: 'Dry run: nothing was written.\n' });
    expect(await rows()).toEqual(NOTHING);
  });
});

describe('afterCommit', () => {
  let directory: string;
  let config: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tierctl-config-'));
    config = join(directory, 'config.yaml');
    await writeFile(config, 'afterCommit: [iisreset, /noforce]\n');
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('runs once the change is committed, and only then', async () => {
    const dryRun = await cli.run([...create, '--dry-run', '--config', config]);
    expect(dryRun.programs).toEqual([]);
    const run = await cli.run([...create, '--yes', '--config', config]);
    expect(run).toMatchObject({ code: 0, programs: [['iisreset', '/noforce']] });
  });

  test('finds in its environment what tierctl found, but nothing that opens the database', async () => {
    const { password } = new URL(cli.url);
    const secret = `${password}-of-another`;
    const env = {
      PATH: '/usr/bin',
      LANG: 'C',
      HTTPS_PROXY: 'http://ops:proxy-secret@proxy:8080',
      PGHOST: 'db',
      PGPASSWORD: secret,
      SQLCMDPASSWORD: secret,
      AZURE_CLIENT_SECRET: secret,
      DATABASE_URL: cli.url,
      CONNECTION: `Server=db;Password=${secret}`,
      DB_PASS: password,
      REPORTS: `/srv/${password}`,
    };
    const run = await cli.run([...create, '--yes', '--config', config], { env });
    expect(run).toMatchObject({ code: 0, programs: [['iisreset', '/noforce']] });
    const { NO_COLOR: _, ...environment } = run.environments[0] ?? {};
    expect(environment).toEqual({
      PATH: '/usr/bin',
      LANG: 'C',
      HTTPS_PROXY: 'http://ops:proxy-secret@proxy:8080',
      PGHOST: 'db',
      REPORTS: `/srv/${password}`,
    });
  });

  test('keeps a database URL without a password', async () => {
    const url = new URL(cli.url);
    const file = join(directory, 'password');
    await writeFile(file, decodeURIComponent(url.password));
    url.password = '';
    const run = await cli.run([...create, '--yes', '--config', config, '--password-file', file], {
      env: { TIERCTL_DATABASE_URL: url.href, COPY: decodeURIComponent(new URL(cli.url).password) },
    });
    expect(run).toMatchObject({ code: 0, environments: [{ TIERCTL_DATABASE_URL: url.href }] });
    expect(run.environments[0]).not.toHaveProperty('COPY');
  });

  test('is named without its arguments, which may hold a token', async () => {
    for (const format of ['table', 'json']) {
      const argv = ['group', 'create', format, '--yes', '--verbose', '--config', config, '-o', format];
      const run = await cli.run(argv, { programFailure: 'its exit code was 3' });
      expect(run.stderr).toContain('iisreset');
      expect(run.stderr).not.toContain('noforce');
    }
  });

  test('its failure leaves the change committed and the exit code not 0', async () => {
    const run = await cli.run([...create, '--yes', '--config', config], {
      programFailure: 'its exit code was 3',
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(
      /^Committed\.\nerror: the change is committed, but afterCommit failed: iisreset: its exit code was 3\n/,
    );
    expect(await rows()).toEqual(WRITTEN);
  });
});
