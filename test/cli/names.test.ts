// The rule about names at every door of the command line: arguments, options, files, the config file, the walk of path create.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { given } from '../support/catalogue/catalogue.ts';
import { useCli } from '../support/cli.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import type { TestSystemOptions } from '../support/test-system.ts';

const cli = useCli();
const ZWSP = '\u200b';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tierctl-names-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));
beforeEach(() =>
  given(
    cli,
    'item create HST-GOLD --name Gold',
    'item create HST-SILVER --name Silver',
    'group create Webhosting',
    'path create Up --source HST-SILVER --destination HST-GOLD',
    'account create ACC-1',
  ),
);

const run = (argv: readonly string[], options: TestSystemOptions = {}) =>
  cli.run([...argv, '--yes'], { cwd, ...options });
const file = async (name: string, content: string) => {
  await writeFile(join(cwd, name), content);
  return name;
};
const ends = (path: readonly string[]) => [...path, '--source', 'HST-SILVER', '--destination', 'HST-GOLD'];

test.each<[string, readonly string[]]>([
  ['group create', ['group', 'create', `Web${ZWSP}hosting`]],
  ['group rename', ['group', 'rename', 'Webhosting', `Web${ZWSP}`]],
  ['item create', ['item', 'create', `HST${ZWSP}`, '--name', 'X']],
  ['item create --name', ['item', 'create', 'X', '--name', `Go${ZWSP}ld`]],
  ['item create --attribute', ['item', 'create', 'X', '--name', 'X', '--attribute', `do${ZWSP}main`]],
  [
    'item create --attribute choice',
    ['item', 'create', 'X', '--name', 'X', '--attribute', `a:choice=b${ZWSP}`],
  ],
  ['item set --name', ['item', 'set', 'HST-GOLD', '--name', `Go${ZWSP}ld`]],
  ['item set --attribute', ['item', 'set', 'HST-GOLD', '--attribute', `do${ZWSP}main`]],
  ['item service set', ['item', 'service', 'set', 'HST-GOLD', `e${ZWSP}mail=5`]],
  ['path create', ends(['path', 'create', `U${ZWSP}p`])],
  ['path update --name', ['path', 'update', 'Up', '--name', `U${ZWSP}p`]],
  ['account create', ['account', 'create', `ACC-1${ZWSP}`]],
  ['account create --name', ['account', 'create', 'ACC-2', '--name', `Blue${ZWSP}`]],
  ['subscription add', ['subscription', 'add', `ACC-1${ZWSP}`, 'HST-GOLD', '--create-account']],
  [
    'subscription add --external-id',
    ['subscription', 'add', 'ACC-1', 'HST-GOLD', '--external-id', `x${ZWSP}`],
  ],
])('%s refuses what no screen shows, and names it', async (_, argv) => {
  const before = await everyRow(cli.database);
  const { code, stdout, stderr } = await run(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .*\\u\{200b\}.*: it holds U\+200B, an invisible character\n/);
  expect(stderr).not.toContain(ZWSP);
  expect(await everyRow(cli.database)).toEqual(before);
});

test.each<[string, readonly string[], string]>([
  ['group create', ['group', 'create', 'webhosting'], 'group "webhosting" looks like "Webhosting"'],
  ['item create', ['item', 'create', 'hst-gold', '--name', 'X'], 'item "hst-gold" looks like "HST-GOLD"'],
  ['path create', ends(['path', 'create', 'UP']), 'path "UP" looks like "Up"'],
])('%s refuses a name that looks like another, with 5, without --allow-similar', async (_, argv, message) => {
  const before = await everyRow(cli.database);
  expect(await run(argv)).toMatchObject({
    code: 5,
    stdout: '',
    stderr: `error: ${message}, which is there already\nhint: use that one, choose another name, or pass --allow-similar\n`,
  });
  expect(await cli.run([...argv, '--allow-similar', '--dry-run'])).toMatchObject({ code: 0 });
  expect(await everyRow(cli.database)).toEqual(before);
  expect(await run([...argv, '--allow-similar'])).toMatchObject({ code: 0, stderr: 'Committed.\n' });
});

test('what is renamed is judged beside the others, not beside itself', async () => {
  await given(cli, 'group create Mail', 'path create Down --source HST-GOLD --destination HST-SILVER');
  for (const argv of [
    ['group', 'rename', 'Mail', 'WEBHOSTING'],
    ['path', 'update', 'Down', '--name', 'uP'],
  ]) {
    expect(await run(argv)).toMatchObject({ code: 5 });
    expect(await run([...argv, '--allow-similar'])).toMatchObject({ code: 0 });
  }
  expect(await run(['group', 'rename', 'Webhosting', 'webHosting', '--allow-similar'])).toMatchObject({
    code: 0,
  });
});

test('an account is another one in another case, and none in another width', async () => {
  expect(await run(['account', 'create', 'acc-1'])).toMatchObject({ code: 0 });
  expect(await run(['account', 'create', 'ACC-１'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      '"ACC-１" cannot be an account id: it holds U+FF11, "1" in another width',
    ),
  });
  expect(await run(['account', 'show', `ACC-1${ZWSP}`])).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('it holds U+200B, an invisible character; did you mean ACC-1?'),
  });
});

describe('files', () => {
  test.each(['csv', 'ndjson'])('imports of %s refuse the record and name what it holds', async (format) => {
    const record = (account: string) =>
      format === 'csv'
        ? `account,item,start\n${account},HST-GOLD,2026-01-01\n`
        : `${JSON.stringify({ account, item: 'HST-GOLD', start: '2026-01-01' })}\n`;
    const before = await everyRow(cli.database);
    for (const [account, named] of [
      [`ACC-1${ZWSP}`, 'U+200B'],
      ['ACC-\u00ad1', 'U+00AD'],
      ['\u202eACC-1', 'U+202E'],
      ['ACC-１', 'U+FF11'],
      ['ACC-1\u00a0', 'U+00A0'],
    ] as const) {
      const name = await file(`subscriptions.${format}`, record(account));
      const { code, stderr } = await run(['subscription', 'import', name, '--create-accounts']);
      expect(code).toBe(3);
      expect(stderr).toContain(`it holds ${named}, `);
    }
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('a catalogue adds no name that looks like another, and a kept plan knows that it was allowed', async () => {
    const name = await file('c.yaml', 'tierctl: 1\ngroups:\n  - name: webhosting\n');
    const refused = {
      code: 5,
      stderr: expect.stringContaining(
        'c.yaml: groups[0].name: group "webhosting" looks like "Webhosting", which is there already, line 3',
      ),
    };
    expect(await cli.run(['diff', '-f', name], { cwd })).toMatchObject(refused);
    expect(await run(['apply', '-f', name])).toMatchObject(refused);
    const kept = ['--allow-similar', '--plan-out', 'plan.json'];
    expect(await cli.run(['diff', '-f', name, ...kept], { cwd })).toMatchObject({ code: 0 });
    expect(await run(['apply', '--plan', 'plan.json'])).toMatchObject({ code: 0 });
    expect(await run(['apply', '-f', name])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Nothing to change.'),
    });
    const odd = await file('odd.yaml', `tierctl: 1\ngroups:\n  - name: "Web\\u200b"\n`);
    expect(await run(['apply', '-f', odd])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('group name "Web\\u{200b}" cannot be used: it holds U+200B'),
    });
  });

  test('the config file names tables that everybody can read', async () => {
    const config = await file(
      'config.yaml',
      `billing:\n  schema: "sh${ZWSP}op"\n  columns: { item: { name: "la\\u00a0bel" } }\n`,
    );
    const { code, stderr } = await cli.run(['group', 'list', '--config', config], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('billing.schema: it holds U+200B, an invisible character');
    expect(stderr).toContain(
      'billing.columns.item.name: it holds U+00A0, a blank that is not the ordinary one',
    );
  });
});

test('doctor finds what other programs wrote, and the command that it gives puts it right', async () => {
  const { kysely } = cli.database;
  const id = '8e8e00ec-a78f-4635-8787-2ebf9de62106';
  await kysely
    .insertInto('billing.upgrade_group')
    .values({ id, name: `Ma${ZWSP}il` })
    .execute();
  const doctor = async () => {
    const { findings } = (await cli.run(['doctor', '-o', 'json'])).json<{
      findings: { rule: string; fix: string }[];
    }>();
    return findings.filter(({ rule }) => rule === 'hidden-characters').map(({ fix }) => fix);
  };
  expect(await doctor()).toEqual([`tierctl group rename ${id} Mail`]);
  expect(await run(['group', 'rename', id, 'Mail'])).toMatchObject({ code: 0 });
  expect(await doctor()).toEqual([]);
});

test('who acts is called by what everybody can read', async () => {
  const env = { TIERCTL_ACTOR: `ro${ZWSP}ot` };
  expect(await run(['group', 'create', 'X'], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      'TIERCTL_ACTOR: actor name "ro\\u{200b}ot" cannot be used: it holds U+200B',
    ),
  });
});

test('texts are kept as they are: descriptions, reasons and values are no names', async () => {
  const odd = `gro\u0308ße${ZWSP}`;
  await given(cli, 'item set HST-GOLD --attribute note');
  const path = ends(['path', 'create', 'Other', '--description', odd, '--reason', odd]);
  expect(await run(path)).toMatchObject({ code: 0 });
  expect(await run(['subscription', 'add', 'ACC-1', 'HST-GOLD', '--attribute', `note=${odd}`])).toMatchObject(
    { code: 0 },
  );
  const { kysely } = cli.database;
  expect(
    await kysely.selectFrom('tierctl.path').select('description').where('name', '=', 'Other').execute(),
  ).toEqual([{ description: odd }]);
  expect(await kysely.selectFrom('tierctl.subscription_attribute').select('value').execute()).toEqual([
    { value: odd },
  ]);
  const audits = await kysely
    .selectFrom('tierctl.audit')
    .select('reason')
    .where('reason', 'is not', null)
    .execute();
  expect(audits).toEqual([{ reason: odd }]);
});

test.each<[string, readonly string[], string]>([
  ['path create', ends(['path', 'create', 'X', '--description', 'a\u001bb']), 'description'],
  ['path update', ['path', 'update', 'Up', '--description', 'a\u001bb'], 'description'],
  [
    'item create',
    ['item', 'create', 'X', '--name', 'X', '--attribute', 'note:default=a\u001b[8mb'],
    'default of the attribute "note"',
  ],
  [
    'item set',
    ['item', 'set', 'HST-GOLD', '--attribute', 'note:default=a\u001b[8mb'],
    'default of the attribute "note"',
  ],
  ['--reason', ['group', 'create', 'X', '--reason', 'a\u001bb'], 'reason'],
])('%s takes no control characters in a text', async (_, argv, what) => {
  const before = await everyRow(cli.database);
  const { code, stderr } = await run(argv);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: the ${what} cannot be used: it holds U+001B, a control character\n`);
  expect(await everyRow(cli.database)).toEqual(before);
});

test('the walk of path create asks again, and says why', async () => {
  const walk = (name: string, ...options: readonly string[]) =>
    cli.run(['path', 'create', '--source', 'HST-SILVER', '--destination', 'HST-GOLD', ...options], {
      tty: { stdin: true, stderr: true },
      replies: [name, '', '', 'block', ''],
      answers: [true],
    });
  expect(await walk(`U${ZWSP}p`)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('it holds U+200B'),
  });
  expect(await walk('Other', '--description', 'a\u0007')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the description cannot be used: it holds U+0007'),
  });
  expect(await walk('UP')).toMatchObject({ code: 5, stderr: expect.stringContaining('looks like "Up"') });
  expect(await walk('UP', '--allow-similar')).toMatchObject({ code: 0 });
});
