import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli({ migrated: false });

beforeEach(async () => {
  const { kysely } = cli.database;
  await sql`drop schema if exists tierctl cascade`.execute(kysely);
  await sql`drop schema public cascade`.execute(kysely);
  await sql`create schema public`.execute(kysely);
});

const tables = async () => {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('tierctl', 'public') order by 1`.execute(cli.database.kysely);
  return rows.map(({ name }) => name);
};
const audits = () =>
  cli.database.kysely
    .selectFrom('tierctl.audit')
    .select(['command', 'actor', 'reason'])
    .orderBy('occurred_at')
    .orderBy('command')
    .execute();
const runs = () =>
  cli.database.kysely.selectFrom('tierctl.run').select(['id', 'as_of', 'moved']).orderBy('id').execute();
/** The commands that a tour shows. */
const shown = (stdout: string) => [...stdout.matchAll(/^\$ (tierctl .*)$/gm)].map(([, command]) => command);

test('an empty database is migrated and furnished, and every step of the main job is shown', async () => {
  const run = await cli.run(['demo']);
  expect(run).toMatchObject({ code: 0, stderr: '', questions: [] });
  expect(shown(run.stdout)).toEqual([
    "tierctl group show 'Web hosting'",
    'tierctl eligible HST-STANDARD',
    'tierctl eligible HST-STANDARD --to HST-START',
    'tierctl subscription list --due-before 2026-07-02 --limit 4',
    'tierctl run-transitions --as-of 2026-07-01 --dry-run --list 3',
    'tierctl run-transitions --as-of 2026-07-01 --future --yes --list 1',
    'tierctl history --account ACC-0042',
  ]);
  expect(run.stdout).toContain('Dry run: nothing was written.');
  expect(run.stdout).toContain('Try next');
  expect(await audits()).toEqual([
    { command: 'demo', actor: 'tester@test', reason: null },
    { command: 'run-transitions', actor: 'tester@test', reason: null },
  ]);
  expect(await runs()).toEqual([{ id: 1, as_of: '2026-07-01', moved: 74 }]);
});

test('what it shows is what the command prints', async () => {
  const { stdout } = await cli.run(['demo']);
  const own = await cli.run(['eligible', 'HST-STANDARD', '--to', 'HST-START']);
  expect(own.code).toBe(3);
  expect(stdout).toContain(`--to HST-START\n\n${own.stdout}${own.stderr}`);
});

test('a second time it loads nothing and goes on a month later', async () => {
  await cli.run(['demo']);
  const counted = async () => (await everyRow(cli.database))['tierctl.account']?.length;
  const before = await counted();
  const run = await cli.run(['demo']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('The example is already loaded');
  expect(shown(run.stdout)).toEqual([
    'tierctl subscription list --due-before 2026-08-02 --limit 4',
    'tierctl run-transitions --as-of 2026-08-01 --dry-run --list 3',
    'tierctl run-transitions --as-of 2026-08-01 --future --yes --list 1',
    'tierctl history --limit 5',
  ]);
  expect(await counted()).toBe(before);
  expect((await audits()).map(({ command }) => command)).toEqual([
    'demo',
    'run-transitions',
    'run-transitions',
  ]);
  await cli.run(['demo']);
  expect((await runs()).map(({ as_of }) => as_of)).toEqual(['2026-07-01', '2026-08-01', '2026-09-01']);
});

test('--future is said only while the story is ahead of the day', async () => {
  const { stdout } = await cli.run(['demo'], { now: '2026-07-01T12:00:00.000Z' });
  expect(stdout).toContain('$ tierctl run-transitions --as-of 2026-07-01 --yes --list 1');
  expect(stdout).not.toContain('--future');
});

test('a database that is migrated and empty will do', async () => {
  await cli.run(['migrate', 'up', '--yes']);
  expect(await cli.run(['demo'])).toMatchObject({ code: 0, stderr: '' });
});

describe('is refused, and nothing is written,', () => {
  const ELSEWHERE =
    'hint: give the demo a database of its own: tierctl demo --database pglite:./tierctl-demo\n';

  test('with a catalogue', async () => {
    await cli.run(['migrate', 'up', '--yes']);
    await cli.run(['group', 'create', 'Webhosting', '--yes']);
    const before = await everyRow(cli.database);
    expect(await cli.run(['demo'])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: `error: the database holds the group Webhosting, which is not part of the example; nothing was written\n${ELSEWHERE}`,
    });
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('with additions to the example', async () => {
    await cli.run(['demo']);
    await cli.run(['item', 'create', 'OWN', '--name', 'Own', '--yes']);
    const before = await everyRow(cli.database);
    const run = await cli.run(['demo']);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('the database holds the item OWN,');
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('where billing tables are that tierctl did not make', async () => {
    await sql`create table public.upgrade_group (id uuid, name text)`.execute(cli.database.kysely);
    const run = await cli.run(['demo', '--yes']);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('the database holds the table public.upgrade_group,');
    expect(await tables()).toEqual(['public.upgrade_group']);
  });

  test('where any other program keeps its tables', async () => {
    await cli.run(['migrate', 'up', '--yes']);
    await sql`create table public.invoice (id uuid)`.execute(cli.database.kysely);
    const before = await everyRow(cli.database);
    const run = await cli.run(['demo']);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('the database holds the table public.invoice,');
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('with an outdated schema: migrate up fixes that', async () => {
    await cli.run(['migrate', 'up', '--yes']);
    await cli.run(['migrate', 'down', '--discard-data', '--yes']);
    const before = await tables();
    const run = await cli.run(['demo', '-o', 'table']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('hint: run: tierctl migrate up');
    expect(await tables()).toEqual(before);
  });

  test.each([
    [['--dry-run'], /^error: the demo has no dry run of its own\nhint: .*--database pglite:/],
    [
      ['-o', 'csv'],
      /^error: the demo is a text for people; it has no form in csv\nhint: run: tierctl demo -o table/,
    ],
    [['-o', 'json'], /"code":"demo-output"/],
  ])('with %j', async (options, message) => {
    const run = await cli.run(['demo', ...options]);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
    expect(await tables()).toEqual([]);
  });
});

test('the commands that it shows use the same database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tierctl-demo-'));
  try {
    const url = new URL(cli.url);
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, url.password);
    url.password = '';
    const options = ['--database', url.href, '--password-file', passwordFile];
    const run = await cli.run(['demo', ...options], { env: { TIERCTL_DATABASE_URL: '' } });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const commands = shown(run.stdout);
    expect(commands[0]).toBe(`tierctl group show 'Web hosting' ${options.join(' ')}`);
    expect(commands.every((command) => command?.endsWith(options.join(' ')))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('its prose is no wider than the terminal, and never wider than 80 columns', async () => {
  const prose = (stdout: string) => stdout.slice(0, stdout.indexOf('\n$ tierctl')).split('\n');
  const wide = await cli.run(['demo'], { tty: true, columns: 200 });
  const narrow = await cli.run(['demo'], { tty: true, columns: 50 });
  expect(Math.max(...prose(wide.stdout).map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(Math.max(...prose(narrow.stdout).map(({ length }) => length))).toBeLessThanOrEqual(50);
  expect(wide.questions).toEqual([]);
});

test('it stops where the example was changed so that a step fails', async () => {
  await cli.run(['demo']);
  const { kysely } = cli.database;
  await sql`drop table tierctl.run_failure`.execute(kysely);
  await sql`alter table tierctl.run rename column not_moved to stayed`.execute(kysely);
  const run = await cli.run(['demo']);
  expect(run.code).toBe(6);
  expect(run.stderr).toMatch(
    /^error: the tour stopped: "tierctl run-transitions .*" ended with exit code 1\nhint: /,
  );
});
