import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { BINARY, execute } from '../support/binary.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tierctl-e2e-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const tierctl = (...argv: string[]) => execute(home, process.execPath, [BINARY, ...argv]);
const shell = (script: string) =>
  execute(home, 'bash', ['-c', script], { TIERCTL: BINARY, NODE: process.execPath });

test('--help and --version', async () => {
  expect(await tierctl('--help')).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/^Usage: tierctl/),
  });
  expect(await tierctl('--version')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test('an unknown flag is fatal', async () => {
  expect(await tierctl('migrate', 'status', '--frce')).toMatchObject({ code: 2, stdout: '' });
});

describe('one embedded database', () => {
  beforeAll(async () => {
    const up = await tierctl('migrate', 'up', '--yes');
    expect(up).toMatchObject({ code: 0, stderr: expect.stringMatching(/Committed\.\n$/) });
  });

  const groupNames = async () => {
    const directory = join(home, 'data', 'tierctl', 'database');
    const database = await openDatabase({ engine: 'pglite', directory });
    const groups = await database.kysely
      .selectFrom('billing.upgrade_group')
      .select('name')
      .orderBy('name')
      .execute();
    await database.close();
    return groups.map(({ name }) => name);
  };

  test('is closed to a second process while one has it open, and loses nothing', async () => {
    const directory = join(home, 'data', 'tierctl', 'database');
    const first = await openDatabase({ engine: 'pglite', directory });
    await first.kysely
      .insertInto('billing.upgrade_group')
      .values({ id: '7b2d7e0c-0000-4000-8000-000000000001', name: 'First' })
      .execute();
    const second = await tierctl('group', 'create', 'Second', '--yes');
    expect(second).toMatchObject({ code: 75, stdout: '' });
    expect(second.stderr).toMatch(
      new RegExp(
        `^error: the database in ${directory} is in use by process ${process.pid} of .*\nhint: try again`,
      ),
    );
    await first.close();
    expect(await tierctl('group', 'create', 'Second', '--yes')).toMatchObject({ code: 0 });
    expect(await groupNames()).toEqual(['First', 'Second']);
  });

  test('two at once: each is committed or turned away', async () => {
    const before = await groupNames();
    const names = ['Left', 'Right'];
    const runs = await Promise.all(names.map((name) => tierctl('group', 'create', name, '--yes')));
    const committed = names.filter((_, index) => runs[index]?.code === 0);
    expect(runs.map(({ code }) => code).filter((code) => code !== 0 && code !== 75)).toEqual([]);
    expect(committed.length).toBeGreaterThan(0);
    expect(await groupNames()).toEqual([...before, ...committed].sort());
  });

  test('a reader that went away is no failure', async () => {
    const gone = await shell('"$NODE" "$TIERCTL" migrate status | true; echo $PIPESTATUS');
    expect(gone).toEqual({ code: 0, stdout: '0\n', stderr: '' });
    const head = await shell('"$NODE" "$TIERCTL" migrate status -o ndjson | head -1; echo $PIPESTATUS');
    expect(head.stdout).toMatch(/^\{"name":"0001-billing-tables",.*\}\n0\n$/);
    expect(head.stderr).toBe('');
  });

  test('an answer through a pipe is no consent', async () => {
    const run = await shell('yes | "$NODE" "$TIERCTL" group create Piped');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(await groupNames()).not.toContain('Piped');
  });
});
