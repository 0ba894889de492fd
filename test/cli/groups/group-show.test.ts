import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { given, WEBHOSTING, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { readXml } from '../../support/database/well-formed.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);

beforeEach(() => given(cli, ...WEBHOSTING));

test('it draws the ladder from high to low, within 80 columns', async () => {
  const { stdout } = await run('group show Webhosting', { tty: { stdout: true }, columns: 80 });
  const [headline, ...ladder] = stdout.split('\n');
  expect(headline).toMatch(/^Webhosting {2}\S{36}$/);
  expect(ladder).toEqual([
    '',
    'level      out  in   article       name',
    '   40  ┌─  · ·  ↑ ·  HST-PLAT      Platinum hosting',
    '   30  ├─  ↑ ↓  ↑ ↓  HST-GOLD      Gold hosting',
    '   20  ├─  ↑ ↓  ↑ ↓  HST-SILVER    Silver hosting',
    '       │=  ↑ ↓  · ·  HST-SILVER-2  Silver hosting (2019)',
    '   10  └─  ↑ ↓  ↑ ·  HST-START     Start hosting',
    '',
    'out  switches from it:  ↑ upgradeable       ↓ downgradeable',
    'in   switches to it:    ↑ upgradeable_from  ↓ downgradeable_from  · not allowed',
    '=    same level as the member above: no switch between them',
    '',
  ]);
});

test('-o json has every member with its level and flags', async () => {
  const shown = (await run('group show Webhosting -o json')).json<{ members: unknown[] }>();
  expect(shown).toMatchObject({ schemaVersion: 1, group: { name: 'Webhosting' } });
  expect(shown.members[0]).toEqual({
    id: expect.any(String),
    item: { id: expect.any(String), articleNumber: 'HST-PLAT', name: 'Platinum hosting' },
    level: 40,
    upgradeable: false,
    downgradeable: false,
    upgradeableFrom: true,
    downgradeableFrom: false,
  });
});

test('of an empty group it says how to fill it', async () => {
  await given(cli, 'group create "Web shops"');
  for (const line of ['group show "Web shops"', 'group show "Web shops" --matrix']) {
    expect((await run(line)).stdout).toContain(
      "No members. Add one: tierctl member add 'Web shops' ARTICLE --level 1",
    );
  }
});

test('--matrix shows allowed switches, judged by every gate', async () => {
  const { stdout } = await run('group show Webhosting --matrix', { tty: { stdout: true }, columns: 80 });
  expect(stdout.split('\n').slice(1)).toEqual([
    '',
    '   level  from          name                   to  1  2  3  4  5',
    '1     40  HST-PLAT      Platinum hosting           ╲  ·  ·  ·  ·',
    '2     30  HST-GOLD      Gold hosting               ○  ╲  ↓  ·  ·',
    '3     20  HST-SILVER    Silver hosting             ○  ↑  ╲  =  ·',
    '4     20  HST-SILVER-2  Silver hosting (2019)      ○  ↑  =  ╲  ·',
    '5     10  HST-START     Start hosting              ○  ○  ↑  ·  ╲',
    '',
    '↑  upgrade allowed',
    '↓  downgrade allowed',
    '=  same level, no switch',
    '○  allowed by the flags, but not by renewal periods or an inactive target',
    '·  not allowed by the flags',
    '',
  ]);
});

test('--matrix -o json says of each item what eligible says', async () => {
  interface Rows {
    readonly rows: readonly {
      readonly source: { readonly articleNumber: string };
      readonly moves: object[];
    }[];
  }
  const { rows } = (await run('group show Webhosting --matrix -o json')).json<Rows>();
  expect(rows.map(({ source }) => source.articleNumber)).toEqual([
    'HST-PLAT',
    'HST-GOLD',
    'HST-SILVER',
    'HST-SILVER-2',
    'HST-START',
  ]);
  for (const { source, moves } of rows) {
    const eligible = await run(`eligible ${source.articleNumber} -o json`);
    expect(eligible.json()).toMatchObject({ source, moves });
  }
  const csv = (await run('group show Webhosting --matrix -o csv')).stdout.split('\r\n');
  expect(csv[0]).toMatch(/^source\.id,source\.articleNumber,source\.name,group\.id,/);
  expect(csv).toHaveLength(1 + 5 * 4 + 1);
});

test('--as prints a diagram', async () => {
  expect((await run('group show Webhosting --as mermaid')).stdout).toMatch(
    /^---\ntitle: "Webhosting"\n---\nflowchart TB\n/,
  );
  expect((await run('group show Webhosting --matrix --as mermaid')).stdout).toMatch(
    /\n {2}item5 --> item3\n/,
  );
  const { stdout, stderr } = await run('group show Webhosting --as svg');
  expect(stderr).toBe('');
  expect(readXml(stdout).map(({ text }) => text)).toContain('HST-SILVER-2');
});

describe('--file', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tierctl-show-test-'));
  });
  afterAll(() => rm(directory, { recursive: true }));
  const written = (name: string) => readFile(join(directory, name), 'utf8');

  test('writes the diagram that its name ends with', async () => {
    const file = join(directory, 'moves.svg');
    expect(await run(`group show Webhosting --matrix --file ${file}`)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `Written: ${file}\n`,
    });
    expect(readXml(await written('moves.svg')).map(({ text }) => text)).toContain(
      'Webhosting: allowed switches',
    );
    await run(`group show Webhosting --file ${join(directory, 'ladder.mmd')}`);
    expect(await written('ladder.mmd')).toContain('flowchart TB');
    await run(`group show Webhosting --as mermaid --file ${join(directory, 'ladder.txt')}`);
    expect(await written('ladder.txt')).toBe(await written('ladder.mmd'));
  });

  test('does not replace an existing file without --force', async () => {
    const file = join(directory, 'twice.svg');
    await run(`group show Webhosting --file ${file}`);
    const before = await written('twice.svg');
    expect(await run(`group show Webhosting --matrix --file ${file}`)).toMatchObject({
      code: 5,
      stderr: `error: the file ${file} already exists\nhint: choose another name, or pass --force to replace it\n`,
    });
    expect(await written('twice.svg')).toBe(before);
    expect(await run(`group show Webhosting --matrix --file ${file} --force`)).toMatchObject({ code: 0 });
    expect(await written('twice.svg')).not.toBe(before);
  });

  test.each([
    ['--file ladder.png', '"ladder.png" has no known diagram ending'],
    ['--as svg -o csv', '-o, --output cannot be combined with a diagram'],
    ['--force', '--force requires --file'],
    [
      '--file /nowhere/at/all/ladder.svg',
      'the file /nowhere/at/all/ladder.svg cannot be written: its folder does not exist',
    ],
  ])('%s is a usage error', async (options, message) => {
    const { code, stdout, stderr } = await run(`group show Webhosting ${options}`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${message}`);
  });
});
