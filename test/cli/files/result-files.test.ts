// Every command that writes a result to a file that a person names: never over what is there, what it reads or what a link
// leads to, and whole or not at all.
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leafCommands } from '../../../scripts/command-reference.ts';
import { addCommands } from '../../../src/cli/commands.ts';
import { InputFiles } from '../../../src/cli/files/input-files.ts';
import { resultFileOf } from '../../../src/cli/files/result-file.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { useCli } from '../../support/cli.ts';
import { testSystem } from '../../support/test-system.ts';

const cli = useCli();
let cwd: string;

const CATALOGUE = 'tierctl: 1\nitems: [{ articleNumber: SITE, name: Site }]\n';
const ACCOUNTS = 'account,name\nACC-1,One\nA/B,Wrong\n';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tierctl-results-'));
  await writeFile(join(cwd, 'cat.yaml'), CATALOGUE);
  await writeFile(join(cwd, 'accounts.csv'), ACCOUNTS);
  await writeFile(join(cwd, 'config.yaml'), 'output: table\n');
  await writeFile(join(cwd, 'password'), 'secret-of-ours\n');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => cli.run(argv, { cwd });
const text = (file: string) => readFile(join(cwd, file), 'utf8');
const files = async () => (await readdir(cwd)).sort();

/** Each with the option that names the file last; what it writes, and what it reads. */
const WRITERS: readonly {
  readonly argv: readonly string[];
  readonly file: string;
  readonly writes: RegExp;
  readonly reads?: string;
}[] = [
  {
    argv: ['diff', '-f', 'cat.yaml', '--plan-out'],
    file: 'out.json',
    writes: /tierctlPlan/,
    reads: 'cat.yaml',
  },
  {
    argv: ['apply', '-f', 'cat.yaml', '--dry-run', '--plan-out'],
    file: 'out.json',
    writes: /tierctlPlan/,
    reads: 'cat.yaml',
  },
  { argv: ['export', '--file'], file: 'out.yaml', writes: /^tierctl: 1$/m },
  { argv: ['path', 'graph', '--as', 'svg', '--file'], file: 'out.svg', writes: /^<svg/ },
  { argv: ['group', 'show', 'G', '--as', 'mermaid', '--file'], file: 'out.mmd', writes: /^flowchart/m },
  {
    argv: ['account', 'import', 'accounts.csv', '--dry-run', '--skip-invalid'],
    file: 'out.csv',
    writes: /^3,.*A\/B,Wrong/m,
    reads: 'accounts.csv',
  },
];

/** The same for another shape of records. */
const SIBLINGS = ['subscription import', 'usage import'];

beforeEach(async () => {
  expect((await run('group', 'create', 'G', '--yes')).code).toBe(0);
});

test('every option that names a file for a result is tried', () => {
  const program = createProgram(testSystem(), { stdout: false, stderr: false });
  addCommands(
    program,
    () => Promise.reject(new Error('not called')),
    async () => 0,
  );
  const found = (words: string) =>
    words
      .split(' ')
      .reduce<CommandUnknownOpts | undefined>(
        (command, word) => command?.commands.find((one) => one.name() === word),
        program as unknown as CommandUnknownOpts,
      );
  const writing = leafCommands(program as unknown as CommandUnknownOpts).filter((words) =>
    found(words)?.options.some(({ long }) => long === '--force'),
  );
  const tried = WRITERS.map(({ argv }) => argv.slice(0, 2).join(' ').replace(/ -.*$/, ''));
  expect([...tried, ...SIBLINGS].sort()).toEqual(writing.sort());
});

describe.each(WRITERS)('$argv.0 $argv.1 … $file', ({ argv, file, writes, reads }) => {
  test('writes it, and leaves nothing beside it', async () => {
    const before = await files();
    expect(await run(...argv, file)).toMatchObject({ code: 0 });
    expect(await text(file)).toMatch(writes);
    expect(await files()).toEqual([...before, file].sort());
  });

  test('replaces what is there with --force alone, and keeps its mode', async () => {
    await writeFile(join(cwd, file), 'of value');
    await chmod(join(cwd, file), 0o640);
    const refused = await run(...argv, file);
    expect(refused).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('--force') });
    expect(await text(file)).toBe('of value');
    expect(await run(...argv, file, '--force')).toMatchObject({ code: 0 });
    expect(await text(file)).toMatch(writes);
    expect((await stat(join(cwd, file))).mode & 0o777).toBe(0o640);
  });

  test('never goes through a link, dangling or not', async () => {
    await writeFile(join(cwd, 'treasure'), 'of value');
    await symlink('treasure', join(cwd, file));
    expect(await run(...argv, file, '--force')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a symbolic link'),
    });
    expect(await text('treasure')).toBe('of value');
    await rm(join(cwd, 'treasure'));
    expect((await run(...argv, file, '--force')).code).toBe(2);
    expect(await files()).not.toContain('treasure');
  });

  test('never takes the place of what the call reads, by whichever name', async () => {
    await mkdir(join(cwd, 'sub'));
    await symlink('..', join(cwd, 'sub', 'up'));
    const own = [...(reads === undefined ? [] : [reads]), ...['config.yaml', 'password']];
    const more = ['--config', 'config.yaml', '--password-file', 'password', '--force'];
    for (const input of own) {
      const before = await text(input);
      await link(join(cwd, input), join(cwd, 'hard'));
      for (const name of [input, `./${input}`, join(cwd, input), `sub/up/${input}`, 'hard']) {
        const refused = await run(...argv, name, ...more);
        expect(refused, name).toMatchObject({
          code: 2,
          stdout: '',
          stderr: expect.stringContaining('and would overwrite it'),
        });
        expect(await text(input)).toBe(before);
      }
      await symlink(input, join(cwd, 'soft'));
      expect((await run(...argv, 'soft', ...more)).code).toBe(2);
      expect(await text(input)).toBe(before);
      await rm(join(cwd, 'hard'));
      await rm(join(cwd, 'soft'));
    }
  });

  test('says what is in the way', async () => {
    await mkdir(join(cwd, `folder-${file}`));
    expect((await run(...argv, `nowhere/${file}`)).stderr).toContain('its folder does not exist');
    expect((await run(...argv, `cat.yaml/${file}`)).stderr).toContain('its parent is not a folder');
    expect((await run(...argv, `folder-${file}`, '--force')).stderr).toContain('it is a folder');
    const withoutFile = await run(...argv.slice(0, -1), '--force');
    expect(withoutFile).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`--force requires`),
    });
  });
});

test('what was to be written is looked at before anything is changed', async () => {
  await writeFile(join(cwd, 'out.json'), 'of value');
  const refused = await run('apply', '-f', 'cat.yaml', '--yes', '--plan-out', 'out.json');
  expect(refused.code).toBe(5);
  expect((await run('item', 'list', '-o', 'json')).json()).toEqual(expect.objectContaining({ items: [] }));
});

describe('the writer', () => {
  const inputs = new InputFiles();
  const open = (name: string, force?: true) =>
    resultFileOf({ system: { cwd }, inputs }, '--file', name, force);

  test('puts a file in its place as a whole: before, the old one is there', async () => {
    await writeFile(join(cwd, 'out'), 'old');
    const draft = await (await open('out', true))?.draft();
    await draft?.append('new ');
    await draft?.append('text');
    expect(await text('out')).toBe('old');
    await draft?.publish();
    expect(await text('out')).toBe('new text');
  });

  test('leaves nothing of what is discarded or goes wrong', async () => {
    const before = await files();
    const file = await open('out');
    const draft = await file?.draft();
    await draft?.append('half');
    await draft?.discard();
    expect(await files()).toEqual(before);
    const late = await file?.draft();
    await writeFile(join(cwd, 'out'), 'came to be in the meantime');
    await expect(late?.publish()).rejects.toMatchObject({ code: 'file-exists' });
    expect(await text('out')).toBe('came to be in the meantime');
    expect(await files()).toEqual([...before, 'out'].sort());
  });

  test('replaces its own result where the work is done once more', async () => {
    const file = await open('out');
    for (const attempt of ['first', 'second']) await file?.write(attempt);
    expect(await text('out')).toBe('second');
  });

  test('writes into nothing that belongs to an embedded database', async () => {
    await mkdir(join(cwd, 'data'));
    const ours = new InputFiles();
    ours.addFolder(join(cwd, 'data'));
    const place = { system: { cwd }, inputs: ours };
    await expect(resultFileOf(place, '--file', 'data/new', undefined)).rejects.toMatchObject({
      code: 'file-is-input',
    });
    await symlink('data', join(cwd, 'alias'));
    await expect(resultFileOf(place, '--file', 'alias/new', undefined)).rejects.toMatchObject({
      code: 'file-is-input',
    });
  });
});
