// The directory of an embedded database: how it comes to be, what cannot be one, and who may have it open.
import { execFile } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { closeToOthers } from '../../src/database/pglite/private-files.ts';
import { BINARY, execute } from '../support/binary.ts';

let root: string;
/** A complete, closed database to copy. */
let model: string;
let place: string;
let count = 0;

const open = (directory: string) => openDatabase({ engine: 'pglite', directory }, { client: 'tester@test' });

async function works(directory: string): Promise<void> {
  const database = await open(directory);
  try {
    await expect(one(database)).resolves.toEqual([{ one: 1 }]);
  } finally {
    await database.close();
  }
}

const one = async ({ kysely }: Database) => (await sql`select 1 as one`.execute(kysely)).rows;
const copy = () => cp(model, place, { recursive: true });
const entries = async (directory: string) => (await readdir(directory)).sort();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tierctl-directory-'));
  model = join(root, 'model');
  await works(model);
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  place = join(root, `place-${count++}`);
});

describe('a new database', () => {
  test('is made where there is nothing, parents and all, and nothing else is left there', async () => {
    await works(join(place, 'deep', 'down'));
    expect(await entries(join(place, 'deep', 'down'))).toEqual(await entries(model));
    expect(await entries(join(place, 'deep'))).toEqual(['down']);
    expect(await entries(model)).not.toContainEqual(expect.stringMatching(/tierctl/));
  });

  test('is made within a directory that is there, since a mount point cannot be replaced', async () => {
    await mkdir(join(place, 'lost+found'), { recursive: true });
    const { ino } = await stat(place);
    await works(place);
    expect((await stat(place)).ino).toBe(ino);
    await works(place);
  });

  test('is started again after a crash while it was built', async () => {
    await mkdir(join(place, 'tierctl.new', 'base'), { recursive: true });
    await writeFile(join(place, 'tierctl.new', 'PG_VERSION'), '18\n');
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
  });

  test('is moved into place to the end after a crash while it was moved', async () => {
    await copy();
    await mkdir(join(place, 'tierctl.built'));
    for (const entry of ['PG_VERSION', 'base', 'global'])
      await rename(join(place, entry), join(place, 'tierctl.built', entry));
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
    await mkdir(join(place, 'tierctl.built'));
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
  });
});

describe.skipIf(process.platform === 'win32')('its files', () => {
  const mode = (path: string) => (lstatSync(path).mode & 0o7777).toString(8);
  /** Whatever others may read, write or pass through, links aside. */
  const exposed = (directory: string): string[] =>
    [
      directory,
      ...readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((one) => join(directory, one)),
    ]
      .filter((path) => !lstatSync(path).isSymbolicLink() && (lstatSync(path).mode & 0o077) !== 0)
      .map((path) => `${mode(path)} ${path}`);
  const openToAll = async (directory: string) => {
    for (const one of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const path = join(directory, one);
      await chmod(path, lstatSync(path).isDirectory() ? 0o777 : 0o666);
    }
    await chmod(directory, 0o777);
  };

  test('are private from the start: those of a restored dump, those written since and the lock', async () => {
    const database = await open(join(place, 'database'));
    try {
      await sql`create schema later`.execute(database.kysely);
      await sql`create table later.written (id int primary key, long text)`.execute(database.kysely);
      expect(mode(join(place, 'database', 'tierctl.lock'))).toBe('600');
      expect(mode(join(place, 'database', 'PG_VERSION'))).toBe('600');
      expect(mode(join(place, 'database'))).toBe('700');
    } finally {
      await database.close();
    }
    expect(exposed(place)).toEqual([]);
  });

  test('are made private when a database is opened that was open to all', async () => {
    await copy();
    await openToAll(place);
    await works(place);
    expect(exposed(place)).toEqual([]);
  });

  test('are private in a directory that was there before', async () => {
    await mkdir(place);
    await chmod(place, 0o777);
    await works(place);
    expect(exposed(place)).toEqual([]);
  });

  test('are private where a build was interrupted before it was moved into place', async () => {
    await copy();
    await mkdir(join(place, 'tierctl.built'));
    for (const entry of ['PG_VERSION', 'base'])
      await rename(join(place, entry), join(place, 'tierctl.built', entry));
    await openToAll(place);
    await works(place);
    expect(exposed(place)).toEqual([]);
  });

  test('are private behind a symbolic link; what a link within leads to stays as it is', async () => {
    await copy();
    await openToAll(place);
    const outside = `${place}-outside`;
    await writeFile(outside, '');
    await chmod(outside, 0o644);
    await symlink(outside, join(place, 'notes'));
    await symlink(place, `${place}-link`);
    await works(`${place}-link`);
    expect(exposed(place)).toEqual([]);
    expect(mode(outside)).toBe('644');
  });

  test('cannot be private where another user owns the directory; it is refused while others can reach it', async () => {
    await mkdir(place);
    await chmod(place, 0o755);
    const { uid } = lstatSync(place);
    expect(() => closeToOthers(place, uid + 1)).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'data-directory-exposed',
        message: `${place} cannot hold a database: another user owns it, and others can reach it (mode 0755)`,
      }),
    );
    expect(mode(place)).toBe('755');
    await chmod(place, 0o700);
    closeToOthers(place, uid + 1);
  });
});

describe('what cannot be one', () => {
  test('a directory with something else in it, which stays as it is', async () => {
    await mkdir(place);
    await writeFile(join(place, 'holiday.jpg'), '');
    await expect(open(place)).rejects.toMatchObject({ kind: 'config', code: 'not-a-data-directory' });
    expect(await entries(place)).toEqual(['holiday.jpg']);
  });

  test('a database of another PostgreSQL', async () => {
    await copy();
    await writeFile(join(place, 'PG_VERSION'), '16\n');
    await expect(open(place)).rejects.toMatchObject({
      kind: 'config',
      code: 'data-directory-version',
      message: expect.stringMatching(/was made by PostgreSQL 16; this tierctl embeds PostgreSQL \d+$/),
    });
  });

  test('a damaged one', async () => {
    await copy();
    await truncate(join(place, 'global', 'pg_control'), 100);
    await expect(open(place)).rejects.toMatchObject({ kind: 'config', code: 'data-directory-damaged' });
    expect(await entries(place)).not.toContain('tierctl.lock');
  });

  test('a file, or a place below one', async () => {
    await writeFile(place, '');
    for (const directory of [place, join(place, 'database')]) {
      await expect(open(directory)).rejects.toMatchObject({
        kind: 'config',
        code: 'data-directory-unusable',
        message: `${directory} cannot hold a database: a part of the path is a file`,
      });
    }
  });

  test.skipIf(process.platform !== 'linux')('a place where nothing can be made', async () => {
    await expect(open('/proc/tierctl/database')).rejects.toMatchObject({
      kind: 'config',
      code: 'data-directory-unusable',
    });
  });

  test.skipIf(process.getuid?.() === 0)('a place where this user may make nothing', async () => {
    await mkdir(place, { mode: 0o500 });
    for (const directory of [place, join(place, 'database')]) {
      await expect(open(directory)).rejects.toMatchObject({
        kind: 'config',
        code: 'data-directory-unusable',
        message: `${directory} cannot hold a database: permission denied`,
      });
    }
    await chmod(place, 0o700);
  });

  test('a symbolic link to nothing; but one to a database is that database, lock and all', async () => {
    await symlink(place, `${place}-link`);
    await expect(open(`${place}-link`)).rejects.toMatchObject({ code: 'data-directory-unusable' });
    await copy();
    await works(`${place}-link`);
    const database = await open(`${place}-link`);
    await expect(open(place)).rejects.toMatchObject({ kind: 'busy', code: 'data-directory-locked' });
    await database.close();
  });
});

describe('the lock', () => {
  const lockFile = () => join(place, 'tierctl.lock');
  const lock = (holder: object) =>
    writeFile(
      lockFile(),
      JSON.stringify({
        token: '6a0e6f5e-0000-4000-8000-000000000001',
        pid: process.pid,
        processStart: null,
        host: hostname(),
        client: 'other@test',
        since: '2026-01-01T00:00:00.000Z',
        ...holder,
      }),
    );

  test('of a process that is dead is taken over', async () => {
    await copy();
    await lock({ pid: await deadProcess() });
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
  });

  test.skipIf(process.platform !== 'linux')('of a process whose number went to another is', async () => {
    await copy();
    await lock({ processStart: '1' });
    await works(place);
  });

  test.each([
    ['of a living process', {}],
    ['of another host, which cannot be asked', { host: 'elsewhere', pid: 4_194_304 }],
  ])('%s is heeded', async (_, holder) => {
    await copy();
    await lock(holder);
    await expect(open(place)).rejects.toMatchObject({
      kind: 'busy',
      code: 'data-directory-locked',
      message: expect.stringContaining('of other@test since 2026-01-01T00:00:00.000Z'),
      hint: expect.stringContaining(`remove ${lockFile()}`),
    });
    expect(await entries(place)).toContain('tierctl.lock');
  });

  test('of a dead process names no path: what is in the file stays in the file', async () => {
    await copy();
    await lock({ pid: await deadProcess(), token: '../../escaped' });
    await writeFile(`${lockFile()}.takeover`, JSON.stringify({ pid: 1 }));
    await expect(open(place)).rejects.toMatchObject({
      code: 'data-directory-locked',
      hint: expect.stringContaining(`${lockFile()}.takeover`),
    });
    await rm(`${lockFile()}.takeover`);
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
  });

  test('of a dead process whose taker died as well is taken over', async () => {
    await copy();
    await lock({ pid: await deadProcess() });
    await cp(lockFile(), `${lockFile()}.takeover`);
    await works(place);
    expect(await entries(place)).toEqual(await entries(model));
  });

  test.each<[string, (file: string) => Promise<unknown>]>([
    ['a symbolic link to nothing', (file) => symlink(`${place}-nothing`, file)],
    ['a symbolic link to itself', (file) => symlink(file, file)],
    ['a symbolic link to a lock file', (file) => symlink(join(place, 'elsewhere.lock'), file)],
    ['a directory', (file) => mkdir(file)],
  ])('is not %s, and the way out is named', async (_, make) => {
    await copy();
    await lock({ pid: await deadProcess() });
    await rename(lockFile(), join(place, 'elsewhere.lock'));
    await make(lockFile());
    await expect(open(place)).rejects.toMatchObject({
      kind: 'config',
      code: 'lock-file-unusable',
      message: expect.stringContaining(lockFile()),
    });
    await expect(stat(`${place}-nothing`)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await entries(place)).toContain('elsewhere.lock');
  });

  test('that cannot be read is heeded', async () => {
    await copy();
    await writeFile(lockFile(), '');
    await expect(open(place)).rejects.toMatchObject({
      code: 'data-directory-locked',
      message: expect.stringContaining('which cannot be read'),
    });
  });

  test('of another, made when ours was removed by hand, outlives us', async () => {
    await copy();
    const database = await open(place);
    await rm(lockFile());
    await lock({ client: 'next@test' });
    await database.close();
    expect(await readFile(lockFile(), 'utf8')).toContain('next@test');
  });

  test.skipIf(process.platform === 'win32')('that cannot be written leaves nothing behind', async () => {
    await copy();
    const script = `ulimit -f 0; exec "$NODE" "$TIERCTL" migrate status --database "pglite:$PLACE"`;
    const env = { TIERCTL: BINARY, NODE: process.execPath, PLACE: place };
    const run = await execute(root, 'bash', ['-c', script], env);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: .* cannot hold a database: files may not grow so large\nhint: /);
    expect(await entries(place)).toEqual(await entries(model));
    await works(place);
  });
});

function deadProcess(): Promise<number> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--version'], () => resolve(child.pid ?? 0));
  });
}
