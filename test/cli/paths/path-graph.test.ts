import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { given, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { readXml } from '../../support/database/well-formed.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);

const CATALOGUE = [
  'item create HST-TRIAL --name "Trial <30 days>"',
  'item create HST-SUMMER --name "Summer hosting" --term P6M',
  'item create HST-WINTER --name "Winter hosting" --term P6M',
  'path create "Trial ends" --source HST-TRIAL --destination HST-SUMMER --until 2026-12-31 --over-limit allow',
  'path create "Summer is over" --source HST-SUMMER --destination HST-WINTER',
  'path create "Winter is over" --source HST-WINTER --destination HST-SUMMER',
  'path assign HST-TRIAL "Trial ends"',
  'path assign HST-SUMMER "Summer is over"',
  'path assign HST-WINTER "Winter is over"',
  'account create ACC-1 --name Customer',
  'subscription add ACC-1 HST-TRIAL --start 2026-01-01',
];

test('without paths it says how to make one', async () => {
  expect(await run('path graph')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No paths. Create one: tierctl path create NAME --source ITEM --destination ITEM\n',
  });
});

describe('with paths', () => {
  beforeEach(() => given(cli, ...CATALOGUE));

  test('it draws trees within 80 columns, and the cycles', async () => {
    const { code, stdout } = await run('path graph', { tty: { stdout: true }, columns: 80 });
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'HST-TRIAL  Trial <30 days>  1 subscribed',
      '└─ Trial ends  default, until 2026-12-31, over the limit: allow',
      '   → HST-SUMMER  Summer hosting  0 subscribed, term P6M',
      '   └─ Summer is over ↺  default',
      '      → HST-WINTER  Winter hosting  0 subscribed, term P6M',
      '      └─ Winter is over ↺  default',
      '         → HST-SUMMER  ↺ back to it',
      '',
      '↺ HST-SUMMER → HST-WINTER → HST-SUMMER: moves once per term',
      '',
    ]);
  });

  test('around an item; one that has no path says so', async () => {
    await given(cli, 'item create ALONE --name Alone');
    expect((await run('path graph HST-WINTER')).stdout).toContain('Trial ends');
    expect((await run('path graph ALONE')).stdout).toMatch(
      /^ALONE {2}Alone {2}0 subscribed\n\nNo path leads from it or to it\. Create one: tierctl path create NAME --source ALONE /,
    );
    expect(await run('path graph HST-SUMER')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('did you mean HST-SUMMER?'),
    });
  });

  test('as JSON: nodes, edges and cycles; as rows: the paths', async () => {
    const item = (articleNumber: string) => expect.objectContaining({ articleNumber });
    expect((await run('path graph -o json')).json()).toEqual({
      schemaVersion: 1,
      dryRun: false,
      item: null,
      nodes: [
        { item: item('HST-SUMMER'), kind: 'product', active: true, term: 'P6M', activeSubscriptions: 0 },
        { item: item('HST-TRIAL'), kind: 'product', active: true, term: null, activeSubscriptions: 1 },
        { item: item('HST-WINTER'), kind: 'product', active: true, term: 'P6M', activeSubscriptions: 0 },
      ],
      edges: [
        expect.objectContaining({ name: 'Summer is over', source: item('HST-SUMMER'), isDefault: true }),
        expect.objectContaining({ name: 'Trial ends', effectiveUntil: '2026-12-31', isDefault: true }),
        expect.objectContaining({ name: 'Winter is over', destination: item('HST-SUMMER') }),
      ],
      cycles: [
        {
          items: [item('HST-SUMMER'), item('HST-WINTER')],
          round: [item('HST-SUMMER'), item('HST-WINTER')],
          withoutTerm: [],
          outcome: 'repeats',
        },
      ],
    });
    const listed = (await run('path list -o csv')).stdout.trim().split('\r\n');
    const drawn = (await run('path graph -o csv')).stdout.trim().split('\r\n');
    expect([...drawn].sort()).toEqual([...listed].sort());
  });

  test('as a diagram for other programs', async () => {
    expect((await run('path graph --as mermaid')).stdout).toMatch(
      /^---\ntitle: "Upgrade paths"\n---\nflowchart LR\n/,
    );
    expect((await run('path graph HST-TRIAL --as dot')).stdout).toMatch(
      /^digraph "Upgrade paths around HST-TRIAL" \{\n[\s\S]*\n\}\n$/,
    );
    const svg = await run('path graph --as svg');
    expect(svg).toMatchObject({ code: 0, stderr: '' });
    expect(readXml(svg.stdout).map(({ text }) => text)).toContain('Trial <30 days>');
  });

  describe('--file', () => {
    let directory = '';
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'tierctl-graph-test-'));
    });
    afterAll(() => rm(directory, { recursive: true }));

    test.each([
      ['paths.svg', /^<svg /],
      ['paths.dot', /^digraph /],
      ['paths.gv', /^digraph /],
      ['paths.mmd', /^---\n/],
    ])('%s holds what its name ends with, and is not written over', async (name, start) => {
      const file = join(directory, name);
      expect(await run(`path graph --file ${file}`)).toMatchObject({
        code: 0,
        stdout: '',
        stderr: `Written: ${file}\n`,
      });
      expect(await readFile(file, 'utf8')).toMatch(start);
      expect(await run(`path graph HST-TRIAL --file ${file}`)).toMatchObject({ code: 5 });
      expect(await run(`path graph HST-TRIAL --file ${file} --force`)).toMatchObject({ code: 0 });
    });
  });

  test.each([
    ['--file paths.png', '"paths.png" has no known diagram ending'],
    ['--as dot -o json', '-o, --output cannot be combined with a diagram'],
    ['--force', '--force requires --file'],
    ['--as png', "argument 'png' is invalid"],
  ])('%s is a usage error', async (options, message) => {
    const { code, stdout, stderr } = await run(`path graph ${options}`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('a path back to an item without a term is an ordinary path', async () => {
    const back = 'path create Back --source HST-SUMMER --destination HST-TRIAL --yes -o json';
    expect(await run(back)).toMatchObject({ code: 0, stderr: 'Committed.\n' });
    const { findings } = (await run('doctor -o json')).json<{ findings: { rule: string }[] }>();
    expect(findings.map(({ rule }) => rule)).not.toContain('path-cycle-without-end');
  });

  test('a cycle says what runs make of it', async () => {
    const last = async () =>
      (await run('path graph', { tty: { stdout: true } })).stdout.trimEnd().split('\n').at(-1);
    await given(cli, 'item set HST-WINTER --no-term');
    expect(await last()).toBe('↺ HST-WINTER → HST-SUMMER → HST-WINTER: runs stop: HST-WINTER has no term');
    await given(cli, 'path assign HST-WINTER --none', 'item set HST-SUMMER --no-term');
    expect(await last()).toBe(
      '↺ HST-SUMMER → HST-WINTER → HST-SUMMER: runs do not go round: not all of its paths are defaults',
    );
    const { stdout } = await run('path graph --as dot');
    expect(stdout).not.toContain('↺');
  });
});
