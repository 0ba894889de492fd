import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli({ migrated: false });
const names = migrations.map(({ name }) => name);
const AT = '2026-03-01T12:00:00.000Z';

beforeEach(async () => {
  const { kysely } = cli.database;
  await sql`drop schema if exists tierctl cascade`.execute(kysely);
  await sql`drop schema public cascade`.execute(kysely);
  await sql`create schema public`.execute(kysely);
});

const up = () => cli.run(['migrate', 'up', '--yes']);
const applied = async () => {
  const run = await cli.run(['migrate', 'status', '-o', 'json']);
  const { migrations: states } = run.json<{ migrations: { name: string; appliedAt: string | null }[] }>();
  return states.filter(({ appliedAt }) => appliedAt !== null).map(({ name }) => name);
};

test('up applies all, says so and audits it; a second time there is nothing to do', async () => {
  const first = await up();
  expect(first).toMatchObject({ code: 0, stderr: 'Committed.\n' });
  expect(first.stdout).toBe(`Migrations applied\n${names.map((name) => `  ${name}\n`).join('')}`);
  const audits = await cli.database.kysely.selectFrom('tierctl.audit').selectAll().execute();
  expect(audits).toMatchObject([
    { command: 'migrate up', occurred_at: AT, after: JSON.stringify({ applied: names }) },
  ]);
  expect(await up()).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'All migrations are already applied.\nNothing to change.\n',
  });
});

test('up --dry-run shows the same and leaves nothing', async () => {
  const run = await cli.run(['migrate', 'up', '--dry-run', '-o', 'json']);
  expect(run.json()).toEqual({ schemaVersion: 1, dryRun: true, applied: names });
  const { rows } = await sql`
    select table_name from information_schema.tables where table_schema in ('tierctl', 'public')`.execute(
    cli.database.kysely,
  );
  expect(rows).toEqual([]);
});

test('status lists each migration with its time', async () => {
  const before = await cli.run(['migrate', 'status']);
  expect(before.stdout).toMatch(/^migration +applied\n0001-billing-tables +pending\n/);
  await up();
  const after = await cli.run(['migrate', 'status', '-o', 'csv']);
  expect(after).toMatchObject({ code: 0, stderr: '' });
  expect(after.stdout).toBe(
    `name,appliedAt,adopted\r\n${names.map((name) => `${name},${AT},false\r\n`).join('')}`,
  );
});

test('down refuses to drop rows without --discard-data', async () => {
  await up();
  // The latest that made tables.
  const down = ['migrate', 'down', '--to', '0003-account-side'];
  const kept = names.indexOf('0003-account-side') + 1;
  const refused = await cli.run([...down, '--yes']);
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toMatch(
    /^error: these tables still hold rows: tierctl\.audit \(1\)\nhint: .*--discard-data/,
  );
  expect(await applied()).toEqual(names);
  const dryRun = await cli.run([...down, '--discard-data', '--dry-run']);
  const undone = names.slice(kept).reverse();
  expect(dryRun.stdout).toMatch(
    new RegExp(
      `^Migrations undone\n {2}${undone.join('\n {2}')}\n\ndropped table +rows lost\ntierctl\\.audit +1\n$`,
    ),
  );
  expect(await applied()).toEqual(names);
  expect(await cli.run([...down, '--discard-data', '--yes'])).toMatchObject({ code: 0 });
  expect(await applied()).toEqual(names.slice(0, kept));
});

test('down refuses to drop a column with something in it, and leaves its table alone', async () => {
  await up();
  const refused = await cli.run(['migrate', 'down', '--to', '0006-exact-external-ids', '--yes']);
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toMatch(
    /^error: these tables still hold rows: tierctl\.audit\.login \(1\)\nhint: .*--discard-data/,
  );
  const down = ['migrate', 'down', '--to', '0006-exact-external-ids', '--discard-data', '--yes'];
  expect(await cli.run(down)).toMatchObject({ code: 0 });
  const { rows } = await sql`select command from tierctl.audit order by occurred_at, command desc`.execute(
    cli.database.kysely,
  );
  expect(rows).toEqual([{ command: 'migrate up' }, { command: 'migrate down' }]);
  expect(await up()).toMatchObject({ code: 0 });
  const list = await cli.run(['audit', 'list', '-o', 'json']);
  const { audit } = list.json<{ audit: { login: string | null }[] }>();
  const { username } = new URL(cli.url);
  expect(audit.map(({ login }) => login ?? 'unknown').sort()).toEqual(
    [username, 'unknown', 'unknown'].sort(),
  );
});

test('down --to keeps the one named; --all keeps none', async () => {
  await up();
  const unknown = await cli.run(['migrate', 'down', '--to', '0001-billing-table', '--yes']);
  expect(unknown).toMatchObject({ code: 4 });
  expect(unknown.stderr).toMatch(/did you mean 0001-billing-tables\?/);
  const to = await cli.run([
    'migrate',
    'down',
    '--to',
    '0001-billing-tables',
    '--discard-data',
    '--yes',
    '-o',
    'json',
  ]);
  expect(to.json()).toMatchObject({
    undone: names.slice(1).reverse(),
    discarded: [{ table: 'tierctl.audit', rows: 1 }],
  });
  expect(await cli.run(['migrate', 'down', '--all', '--yes'])).toMatchObject({ code: 0 });
  expect(await applied()).toEqual([]);
  expect(await cli.run(['migrate', 'down', '--yes'])).toMatchObject({
    code: 0,
    stderr: 'No migration is applied.\nNothing to change.\n',
  });
});

test('another migration under way: try again', async () => {
  const lock = await cli.database.acquireLock('migrate', 0);
  try {
    const run = await cli.run(['migrate', 'up', '--yes', '--lock-timeout', '0', '-o', 'json']);
    expect(run.code).toBe(75);
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { kind: 'busy', code: 'lock-held' } });
  } finally {
    await lock.release();
  }
});

test('commands refuse a schema that is missing, behind or ahead', async () => {
  const create = ['group', 'create', 'X', '--yes', '-o', 'json'];
  const error = async () => {
    const { code, stderr } = await cli.run(create);
    return { code, error: (JSON.parse(stderr) as { error: { code: string; hint: string } }).error };
  };
  const remedy = 'run: tierctl migrate up';
  expect(await error()).toMatchObject({ code: 2, error: { code: 'schema-missing', hint: remedy } });
  await up();
  await cli.run(['migrate', 'down', '--discard-data', '--yes']);
  expect(await error()).toMatchObject({ code: 2, error: { code: 'schema-outdated', hint: remedy } });
  await up();
  await cli.database.kysely
    .insertInto('tierctl.migration')
    .values({ name: '9999-from-the-future', applied_at: AT })
    .execute();
  expect(await error()).toMatchObject({ code: 2, error: { code: 'schema-newer' } });
});
