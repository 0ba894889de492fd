// Every command on a database in which every text is hostile: nothing of it reaches a terminal as a command, in any
// format, not in lists, previews, questions or errors.
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { beforeEach, describe, expect, test } from 'vitest';
import { addCommands } from '../../src/cli/commands.ts';
import { createProgram } from '../../src/cli/program.ts';
import { useCli } from '../support/cli.ts';
import { OUR_COLOURS, STORABLE_TEXTS, steers } from '../support/hostile.ts';
import { type HostileNames, hostileDatabase } from '../support/hostile-database.ts';
import { testSystem } from '../support/test-system.ts';

const cli = useCli();
let names: HostileNames;

beforeEach(async () => {
  names = await hostileDatabase(cli);
});

/** What a progress line is wiped with. */
const WIPE = '\r\u001b[K';

type Lines = (names: HostileNames) => readonly (readonly string[])[];

const first = ({ account }: HostileNames) => `${account}/1`;
const second = ({ account }: HostileNames) => `${account}/2`;
const packaged = ({ account }: HostileNames) => `${account}/3`;

/** Commands that only read, and what they are asked. */
const READS: Readonly<Record<string, Lines>> = {
  'item list': () => [[]],
  'item show': (n) => [[n.site], [n.package], [n.extension]],
  'item product list': (n) => [[n.package]],
  'group list': () => [[]],
  'group show': (n) => [[n.group], [n.group, '--matrix']],
  'member list': (n) => [[n.group]],
  eligible: (n) => [
    [n.trial],
    [n.trial, '--to', n.site],
    ['--subscription', second(n)],
    ['--subscription', second(n), '--to', n.trial],
  ],
  'path list': () => [[]],
  'path show': (n) => [[n.path], [n.waiting]],
  'path graph': (n) => [[], [n.trial]],
  'account list': () => [[]],
  'account show': (n) => [[n.account]],
  'subscription list': () => [[]],
  'subscription show': (n) => [
    [first(n)],
    [second(n)],
    [packaged(n)],
    [`${n.account}/4`],
    [`${n.account}/5`],
    [`${n.account}/6`],
  ],
  'subscription component list': (n) => [[packaged(n)]],
  'usage show': (n) => [[second(n)]],
  upcoming: () => [
    ['--days', '900'],
    ['--days', '900', '--chart'],
  ],
  history: () => [[]],
  'run list': () => [[]],
  'run show': () => [['1']],
  doctor: () => [[]],
  'audit list': () => [[]],
  'migrate status': () => [[]],
};

/** Commands that change something. */
const CHANGES: Readonly<Record<string, Lines>> = {
  'item create': () => [['NEW', '--name', 'New', '--attribute', 'domain']],
  'item set': (n) => [[n.site, '--name', 'Other', '--attribute', 'other']],
  'item product add': (n) => [[n.wider, n.site]],
  'item product update': (n) => [[n.wider, n.product, '--min', '2']],
  'item product remove': (n) => [[n.wider, n.product]],
  'item service set': (n) => [[n.package, 'disk=5']],
  'item service remove': (n) => [[n.site, n.service]],
  'item extension add': (n) => [[n.trial, n.extension]],
  'item extension remove': (n) => [[n.site, n.extension]],
  'group create': () => [['Other']],
  'group rename': (n) => [[n.group, 'Other']],
  'group delete': (n) => [[n.group, '--with-members']],
  'member add': (n) => [[n.group, n.wider, '--level', '3']],
  'member update': (n) => [[n.group, n.site, '--level', '3']],
  'member remove': (n) => [[n.group, n.site]],
  'path create': (n) => [['Other', '--source', n.product, '--destination', n.site, '--map-matching']],
  'path update': (n) => [[n.path, '--description', 'one\nline']],
  'path map': (n) => [[n.path, '--unmap', n.attribute]],
  'path delete': (n) => [[n.spare]],
  'path assign': (n) => [
    [n.trial, '--none'],
    [n.package, n.waiting],
  ],
  'account create': () => [['ACC-NEW', '--name', 'x']],
  'subscription add': (n) => [
    [n.account, n.package],
    [n.account, n.site, '--extension', n.extension],
  ],
  'subscription set': (n) => [[second(n), '--attribute', `${n.attribute}=y`]],
  'subscription change': (n) => [[second(n), '--to', n.package, '--terminate', `${n.service}=2`]],
  'subscription schedule': (n) => [[`${n.account}/5`, '--path', n.path]],
  'subscription unschedule': (n) => [[packaged(n)], [`${n.account}/6`]],
  'subscription end': (n) => [[second(n), '--on', '2027-01-01']],
  'subscription extension set': (n) => [[second(n), `${n.extension}=2`]],
  'subscription component add': (n) => [[packaged(n), n.product]],
  'subscription component end': (n) => [[packaged(n), '1']],
  'subscription component set': (n) => [[packaged(n), '1', '--attribute', `${n.attribute}=y`]],
  'usage set': (n) => [[second(n), 'other=1']],
  'run-transitions': () => [['--as-of', '2026-02-28']],
  'run revert': () => [['1']],
};

/** What shows no data of the database, or is shown elsewhere (export, diff and imports: below). */
const ELSEWHERE = [
  'diff',
  'apply',
  'export',
  'account import',
  'subscription import',
  'usage import',
  'migrate up',
  'migrate adopt',
  'migrate down',
  'demo',
];

const COLOURED = { NO_COLOR: '', FORCE_COLOR: '1' };

/** Without colours of our own, every one would be from data. */
const PLAIN = { NO_COLOR: '1' };

const FORMATS = [
  ['table', 160, COLOURED],
  ['table', 60, PLAIN],
  ['json', 80, COLOURED],
  ['ndjson', 80, COLOURED],
] as const;

/** After the first line of an error: its hint, or what goes on. */
const HINT_OR_INDENTED = /^((.\[2m)?hint:.*| {2}.*)?(\n {2}.*|\n(.\[2m)?hint:.*)*$/;

function lines(commands: Readonly<Record<string, Lines>>): string[][] {
  return Object.entries(commands).flatMap(([command, of]) =>
    of(names).map((argv) => [...command.split(' '), ...argv]),
  );
}

/** Without our colours, `text` gives no commands; nor is any of a data's own commands in it. */
function checkScreen(text: string, what: string, { isColoured = true } = {}): void {
  const bare = text.replaceAll(WIPE, '').replace(isColoured ? OUR_COLOURS : '', '');
  expect({ what, steers: steers(bare), text: steers(bare) ? JSON.stringify(bare) : '' }).toEqual({
    what,
    steers: false,
    text: '',
  });
}

test('every command there is is tried', () => {
  const program = createProgram(testSystem(), { stdout: false, stderr: false });
  addCommands(
    program,
    () => Promise.reject(new Error('not called')),
    async () => 0,
  );
  const leaves = ({ commands }: CommandUnknownOpts, before = ''): string[] =>
    commands.length === 0 && before !== ''
      ? [before]
      : commands.flatMap((one) => leaves(one, `${before} ${one.name()}`.trim()));
  expect([...Object.keys(READS), ...Object.keys(CHANGES), ...ELSEWHERE].sort()).toEqual(
    leaves(program as unknown as CommandUnknownOpts).sort(),
  );
});

describe('nothing steers the terminal', () => {
  test('in what is read, in any format and width', async () => {
    for (const line of lines(READS)) {
      for (const [output, columns, env] of FORMATS) {
        const result = await cli.run([...line, '-o', output], { env, tty: true, columns });
        expect([0, 3], line.join(' ')).toContain(result.code);
        expect(result.stdout, line.join(' ')).not.toBe('');
        checkScreen(result.stdout + result.stderr, line.join(' '), { isColoured: env !== PLAIN });
      }
    }
  }, 120_000);

  test('in what a change shows, before and after the question', async () => {
    for (const line of lines(CHANGES)) {
      const asked = await cli.run(line, { env: COLOURED, tty: true, columns: 100, answers: [false] });
      expect([0, 130], `${line.join(' ')}: ${asked.stderr}`).toContain(asked.code);
      checkScreen(asked.stdout + asked.stderr + asked.questions.join('\n'), line.join(' '));
      for (const [output, columns, env] of FORMATS) {
        const dry = await cli.run([...line, '--dry-run', '-o', output], {
          env,
          tty: true,
          columns,
        });
        expect(dry.code, line.join(' ')).toBe(0);
        expect(dry.stdout, line.join(' ')).not.toBe('');
        checkScreen(dry.stdout + dry.stderr, line.join(' '), { isColoured: env !== PLAIN });
      }
    }
  }, 120_000);

  test('in CSV, but for tabs and the line breaks of cells', async () => {
    for (const line of lines(READS)) {
      const { stdout } = await cli.run([...line, '-o', 'csv'], { tty: true });
      expect(stdout.replaceAll('\r\n', '\n'), line.join(' ')).not.toMatch(/[^\P{Cc}\n\t]/u);
    }
  }, 60_000);

  test('in diagrams', async () => {
    const diagrams = [
      ...['mermaid', 'svg'].flatMap((as) => [
        ['group', 'show', names.group, '--as', as],
        ['group', 'show', names.group, '--matrix', '--as', as],
      ]),
      ...['mermaid', 'svg', 'dot'].flatMap((as) => [
        ['path', 'graph', '--as', as],
        ['path', 'graph', names.trial, '--as', as],
      ]),
    ];
    for (const line of diagrams) {
      const { code, stdout } = await cli.run(line, { tty: true });
      expect(code).toBe(0);
      checkScreen(stdout, line.join(' '), { isColoured: false });
    }
  }, 60_000);

  test('in errors, whatever they quote', async () => {
    const wrong = (text: string) => [
      ['item', 'show', text],
      ['item', 'show', `${names.site}x`],
      ['item', 'set', names.site, '--term', text],
      ['item', 'create', text, '--name', text],
      ['item', 'list', `--${text}`],
      ['item', text],
      [text],
      ['group', 'create', text],
      ['group', 'create', names.group],
      ['group', 'show', `${names.group}x`],
      ['member', 'add', names.group, names.site, '--level', '1'],
      ['member', 'add', names.group, names.wider, '--level', text],
      ['path', 'show', text],
      ['path', 'create', names.path, '--source', names.trial, '--destination', names.site],
      ['path', 'graph', '--file', text],
      ['subscription', 'show', text],
      ['subscription', 'add', names.account, names.site, '--start', text],
      ['subscription', 'add', names.account, names.site, '--attribute', `${text}=x`],
      ['subscription', 'add', names.account, names.site, '--extension', `${text}=2`],
      ['subscription', 'add', text, names.site],
      ['subscription', 'end', second(names), '--on', text],
      ['subscription', 'component', 'add', packaged(names), names.site],
      ['usage', 'set', second(names), text],
      ['run', 'show', text],
      ['run-transitions', '--path', text],
      ['apply', '-f', text],
      ['account', 'import', text],
      ['config', text],
      ['item', 'list', '--config', text],
      ['item', 'list', '--database', text],
      ['item', 'list', '-o', text],
    ];
    const codes = new Set<number>();
    // Each of them with a few texts, each text with many.
    const tried = STORABLE_TEXTS.flatMap((text, place) =>
      wrong(text).filter((_, which) => (which + place) % 5 === 0),
    );
    for (const line of tried) {
      for (const more of [[], ['--verbose'], ['-o', 'json']]) {
        const failed = await cli.run([...line, '--yes', ...more], { env: COLOURED, tty: true });
        codes.add(failed.code);
        if (failed.code === 0) continue;
        checkScreen(failed.stdout + failed.stderr, line.join(' '));
        if (!more.includes('json') && !more.includes('--verbose'))
          expect(failed.stderr.split('\n').slice(1, -1).join('\n')).toMatch(HINT_OR_INDENTED);
      }
    }
    expect(codes).toContain(2);
    expect(codes).toContain(4);
    expect(codes).toContain(5);
  }, 120_000);

  test('in questions: what can be chosen, and what is wrong with an answer', async () => {
    const walk = (replies: readonly string[]) =>
      cli.run(['path', 'create'], { env: COLOURED, tty: true, replies, answers: [false] });
    const walked = await walk([
      'New',
      'package',
      'PACK',
      'package',
      'WIDE',
      '',
      '',
      'block',
      'MAIL',
      ...Array.from({ length: 20 }, () => 'nothing'),
    ]);
    expect(walked.code, walked.stderr).toBe(130);
    expect(walked.questions.length).toBeGreaterThan(8);
    checkScreen(walked.questions.join('\n') + walked.stderr, 'path create');
  });
});
