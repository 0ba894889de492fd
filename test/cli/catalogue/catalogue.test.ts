import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();

const FILE = `tierctl: 1
items:
  - { articleNumber: SILVER, name: Silver }
  - { articleNumber: GOLD, name: Gold }
groups:
  - name: Hosting
    members:
      - { item: GOLD, level: 2 }
      - { item: SILVER, level: 1 }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tierctl-catalogue-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (name: string, text: string) => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};
const apply = async (text = FILE) =>
  expect(await cli.run(['apply', '-f', '-', '--yes'], { stdin: text })).toMatchObject({ code: 0 });

describe('diff', () => {
  test('shows what would change, and writes nothing', async () => {
    const before = await everyRow(cli.database);
    const run = await cli.run(['diff', '-f', '-'], { stdin: FILE });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe(`+ item GOLD
    + name  Gold
+ item SILVER
    + name  Silver
+ group Hosting
    + member  GOLD    level 2
    + member  SILVER  level 1
Catalogue: 3 new
`);
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('ends with 10 where something would change, if that is asked', async () => {
    expect(await cli.run(['diff', '-f', '-', '--exit-code'], { stdin: FILE })).toMatchObject({
      code: 10,
      stderr: '',
    });
    await apply();
    expect(await cli.run(['diff', '-f', '-', '--exit-code'], { stdin: FILE })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'The database matches the catalogue.\n',
    });
  });

  test('shows old and new values, and what is left alone', async () => {
    await apply();
    const changed = `tierctl: 1
items: [{ articleNumber: GOLD, name: Gold XL, services: { email: 5 } }]
groups: [{ name: Hosting, members: [{ item: GOLD, level: 3, upgradeable: false }] }]`;
    const { stdout } = await cli.run(['diff', '-f', '-'], { stdin: changed });
    expect(stdout).toBe(`~ item GOLD
    ~ name     Gold → Gold XL
    + service  email  5
~ group Hosting
    ~ member  GOLD  level 2 → level 3, not upgradeable
Not in the files, and kept without --prune:
    group Hosting: member SILVER  level 1
Catalogue: 2 changed, 1 kept
`);
    const json = (await cli.run(['diff', '-f', '-', '-o', 'json'], { stdin: changed })).json<object>();
    expect(json).toMatchObject({
      schemaVersion: 1,
      dryRun: false,
      plan: {
        changes: [
          {
            action: 'change',
            type: 'item',
            name: 'GOLD',
            fields: [{ field: 'name', before: 'Gold', after: 'Gold XL' }],
            parts: [{ action: 'add', type: 'service', name: 'email', before: null, after: '5' }],
          },
          { type: 'group', name: 'Hosting' },
        ],
        unlisted: [
          { of: { type: 'group', name: 'Hosting' }, type: 'member', name: 'SILVER', value: 'level 1' },
        ],
      },
    });
    const pruned = await cli.run(['diff', '-f', '-', '--prune'], { stdin: changed });
    expect(pruned.stdout).toContain('- member  SILVER  level 1\n');
    expect(pruned.stdout).toContain('Catalogue: 2 changed, 1 part deleted');
  });

  test.each([
    [['diff'], 2, "required option '-f, --file <file...>' not specified"],
    [['diff', '-f', '/nowhere.yaml'], 2, 'the file /nowhere.yaml cannot be read: no such file'],
    [['diff', '-f', '-', '-f', '-'], 2, 'standard input can be read once only'],
    [['diff', '-f', '-'], 2, 'stdin: expected a mapping, found null, line 1'],
    [['apply', '--yes'], 2, 'there is nothing to apply'],
    [['apply', '--plan', 'p', '-f', 'x', '--yes'], 2, 'a plan is applied as it is'],
    [['apply', '--plan', '/nowhere.json', '--yes'], 2, 'cannot be read'],
    [['apply', '--plan', '-', '--yes'], 2, 'it is not a plan of version 1'],
  ])('%j is refused', async (argv, code, message) => {
    const before = await everyRow(cli.database);
    const run = await cli.run(argv, { stdin: '' });
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('names the place in the file', async () => {
    const broken = FILE.replace('level: 2', 'level: two').replace('item: SILVER,', 'item: SILBER,');
    expect(await cli.run(['diff', '-f', '-'], { stdin: broken })).toMatchObject({
      code: 2,
      stderr: 'error: stdin: groups[0].members[0].level: expected an integer, found "two", line 8\n',
    });
    const json = await cli.run(['diff', '-f', '-', '-o', 'json'], {
      stdin: FILE.replace('item: SILVER,', 'item: SILBER,'),
    });
    expect(json.code).toBe(4);
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: {
        kind: 'not-found',
        code: 'item-not-found',
        data: {
          problems: [
            { file: 'stdin', path: 'groups[0].members[1].item', line: 9, column: 17, code: 'item-not-found' },
          ],
        },
      },
    });
  });
});

describe('apply', () => {
  test('commits once, notifies others only if groups changed, and writes an audit row', async () => {
    const file = await fileOf('catalog.yaml', FILE);
    const config = await fileOf('config.yaml', 'afterCommit: [refresh]');
    const run = (...argv: string[]) =>
      cli.run(['--config', config, 'apply', '--yes', '--reason', 'spring', ...argv]);
    const first = await run('-f', file);
    expect(first).toMatchObject({ code: 0, stderr: 'Committed.\n', programs: [['refresh']] });
    expect(await run('-f', file)).toMatchObject({ code: 0, programs: [] });
    const items = await fileOf('items.yaml', 'tierctl: 1\nitems: [{ articleNumber: GOLD, name: Gold XL }]');
    expect(await run('-f', items)).toMatchObject({ code: 0, stderr: 'Committed.\n', programs: [] });
    const { audit } = (await cli.run(['audit', 'list', '-o', 'json'])).json<{ audit: unknown[] }>();
    expect(audit).toHaveLength(2);
    expect(audit).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ command: 'apply', subject: items, reason: 'spring' }),
        expect.objectContaining({ command: 'apply', subject: file, reason: 'spring' }),
      ]),
    );
  });

  // PostgreSQL accepts notifications of less than 8,000 bytes.
  test('takes a folder of more files than can be named to those who listen', async () => {
    const many = await mkdtemp(join(folder, 'many-'));
    const name = (n: number) => `${'ä'.repeat(90)}-${n}.yaml`;
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        writeFile(join(many, name(n)), `tierctl: 1\ngroups: [{ name: "Group ${n}" }]\n`),
      ),
    );
    expect(await cli.run(['apply', '-f', many, '--yes'])).toMatchObject({ code: 0 });
    expect((await everyRow(cli.database))['billing.upgrade_group']).toHaveLength(60);
  });

  test('writes nothing in a dry run or without a confirmation', async () => {
    const before = await everyRow(cli.database);
    const dry = await cli.run(['apply', '-f', '-', '--dry-run'], { stdin: FILE });
    expect(dry).toMatchObject({ code: 0, stderr: 'Dry run: nothing was written.\n', programs: [] });
    expect(dry.stdout).toContain('+ group Hosting');
    expect((await cli.run(['apply', '-f', '-'], { stdin: FILE })).code).toBe(2);
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('reads several files and folders as one catalogue', async () => {
    const many = join(folder, 'many');
    await mkdir(many, { recursive: true });
    const [items, groups] = [
      FILE.slice(0, FILE.indexOf('groups:')),
      `tierctl: 1\n${FILE.slice(FILE.indexOf('groups:'))}`,
    ];
    await writeFile(join(many, 'b.yml'), items);
    await writeFile(join(many, 'a.json'), JSON.stringify({ tierctl: 1, groups: [{ name: 'Empty' }] }));
    await writeFile(join(many, 'README.md'), 'not a catalogue');
    const run = await cli.run(['apply', '-f', many, '-', '--yes'], { stdin: groups });
    expect(run.stdout).toContain('+ group Empty');
    expect(run.stdout).toContain('+ member  GOLD    level 2');
    const twice = await cli.run(['diff', '-f', many, '-f', '-'], { stdin: items });
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain(
      `stdin: items[0].articleNumber: the item "SILVER" is named twice (also at ${join(many, 'b.yml')}: items[0].articleNumber, line 3), line 3`,
    );
    await rm(many, { recursive: true });
    await mkdir(many);
    expect((await cli.run(['diff', '-f', many])).stderr).toContain('contains no catalogue file');
  });

  test('carries out a plan that was kept, and no other', async () => {
    const plan = join(folder, 'plan.json');
    const kept = await cli.run(['diff', '-f', '-', '--plan-out', plan], { stdin: FILE });
    expect(kept).toMatchObject({ code: 0, stderr: `The plan is in ${plan}.\n` });
    expect(await cli.run(['apply', '--plan', plan, '--yes'])).toMatchObject({
      code: 0,
      stdout: kept.stdout,
      stderr: 'Committed.\n',
    });
    const before = await everyRow(cli.database);
    expect(await cli.run(['apply', '--plan', plan, '--yes'])).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('the plan is stale: item SILVER has changed since it was made'),
    });
    expect(await everyRow(cli.database)).toEqual(before);
    const proto = (await readFile(plan, 'utf8')).replace(
      '"footprint": {',
      '"footprint": { "__proto__": null,',
    );
    await writeFile(join(folder, 'proto.json'), proto);
    expect(await cli.run(['apply', '--plan', join(folder, 'proto.json'), '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it is not a plan of version 1'),
    });
    const forged = (await readFile(plan, 'utf8')).replace('"name": "Gold"', '"name": "Lead"');
    await writeFile(plan, forged);
    await cli.run(['group', 'delete', 'Hosting', '--with-members', '--yes']);
    expect((await cli.run(['apply', '--plan', plan, '--yes'])).code).toBe(5);
  });
});

describe('export', () => {
  test('writes what diff finds no difference in, to the output or to a file', async () => {
    await apply();
    const { stdout } = await cli.run(['export']);
    expect(stdout).toBe(`# yaml-language-server: $schema=https://unpkg.com/tierctl/schema/catalogue-1.json
tierctl: 1

items:
  - articleNumber: GOLD
    name: Gold
  - articleNumber: SILVER
    name: Silver

groups:
  - name: Hosting
    members:
      - { item: GOLD, level: 2 }
      - { item: SILVER, level: 1 }
`);
    expect(await cli.run(['diff', '-f', '-', '--exit-code'], { stdin: stdout })).toMatchObject({
      code: 0,
      stdout: '',
    });
    const file = join(folder, 'exported.json');
    expect(await cli.run(['export', '--file', file])).toMatchObject({ code: 0, stdout: '' });
    expect(await cli.run(['diff', '-f', file, '--exit-code'])).toMatchObject({ code: 0, stdout: '' });
    expect((await cli.run(['export', '--file', file])).code).toBe(5);
    expect((await cli.run(['export', '--file', file, '--force'])).code).toBe(0);
    const yaml = join(folder, 'exported.yaml');
    await cli.run(['export', '--file', yaml]);
    expect(await readFile(yaml, 'utf8')).toBe(stdout);
    expect((await cli.run(['export', '-o', 'json'])).json()).toMatchObject({
      catalogue: { tierctl: 1, items: [{ articleNumber: 'GOLD', name: 'Gold' }, {}] },
    });
  });
});
