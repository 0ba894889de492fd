import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeError, formatFailure } from '../../src/cli/errors.ts';
import { colourOf } from '../../src/cli/output/colour.ts';
import { formatView } from '../../src/cli/output/output.ts';
import { details } from '../../src/cli/render/details.ts';
import { displayWidth } from '../../src/cli/render/display-width.ts';
import { createPaint } from '../../src/cli/render/paint.ts';
import { table as drawTable } from '../../src/cli/render/table.ts';
import type { View } from '../../src/cli/render/view.ts';
import { csv } from '../../src/cli/safe-text/csv-text.ts';
import { lines, printable } from '../../src/cli/safe-text/printable.ts';
import { Secrets } from '../../src/cli/settings/secrets.ts';
import { TierctlError } from '../../src/domain/tierctl-error.ts';
import { testSystem } from '../support/test-system.ts';

const plain = (width = Number.POSITIVE_INFINITY) => ({ paint: createPaint(false), width });
const table = <Row>(...drawn: Parameters<typeof drawTable<Row>>) => drawTable(...drawn).text;
const COLUMNS = [
  { heading: 'name', cell: (row: { name: string; level: number | null }) => row.name },
  { heading: 'level', align: 'right' as const, cell: (row: { level: number | null }) => row.level },
];

describe('table', () => {
  test('aligns columns and marks what is absent', () => {
    const rows = [
      { name: 'Basic', level: 1 },
      { name: 'Enterprise', level: null },
    ];
    expect(table(plain(), COLUMNS, rows)).toBe('name        level\nBasic           1\nEnterprise      –');
  });

  test('wide characters take two columns', () => {
    const rows = [
      { name: '日本語', level: 1 },
      { name: 'Zoë', level: 20 },
    ];
    const widths = table(plain(), COLUMNS, rows).split('\n').map(displayWidth);
    expect(new Set(widths)).toEqual(new Set([13]));
  });

  test('wraps the widest column of a narrow terminal', () => {
    const rows = [{ name: 'A package for people with very many mailboxes', level: 1 }];
    const lines = table(plain(30), COLUMNS, rows).split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(30);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('mailboxes');
  });

  test('never grows wider than a terminal that has room for it', () => {
    const word = fc.string({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word, word), { maxLength: 5 }),
        fc.integer({ min: 40, max: 200 }),
        (rows, width) => {
          const columns = [0, 1, 2].map((index) => ({
            heading: `h${index}`,
            cell: (row: string[]) => row[index],
          }));
          const lines = table(plain(width), columns, rows).split('\n');
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

test('details leave out what is absent', () => {
  const entries = [
    ['name', 'Basic'],
    ['description', null],
    ['id', 7],
  ] as const;
  expect(details(plain(), entries).text).toBe('name  Basic\nid    7');
});

test.each([
  ['abc', 3],
  ['Zoe\u0308', 3],
  ['日本', 4],
  ['👩‍👩‍👧', 2],
  [createPaint(true).bad('red'), 3],
  [lines(['one', 'three']), 5],
  ['one\nthree', 9],
  ['\u202e', 8],
  ['', 0],
])('display width of %j', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe('csv', () => {
  test('flattens nested members and quotes what needs it', () => {
    const records = [
      {
        item: { articleNumber: 'A,1', name: 'say "hi"' },
        level: 2,
        note: '=1+1',
        gates: [{ code: 'level' }],
      },
      { item: { articleNumber: 'B', name: 'two\nlines' }, level: null, note: ' padded', gates: [] },
    ];
    expect(csv(records).text).toBe(
      'item.articleNumber,item.name,level,note,gates\r\n' +
        '"A,1","say ""hi""",2,=1+1,"[{""code"":""level""}]"\r\n' +
        'B,"two\nlines",," padded",[]\r\n',
    );
  });

  test('has the given columns, with or without records', () => {
    expect(csv([], ['id', 'path.name']).text).toBe('id,path.name\r\n');
    expect(csv([{ id: 1, path: null }], ['id', 'path.name']).text).toBe('id,path.name\r\n1,\r\n');
    expect(csv([]).text).toBe('');
  });
});

describe('a view', () => {
  const view = (records: readonly object[]): View => ({
    json: { things: records },
    records,
    columns: ['id'],
    empty: 'No things.',
    text: () => printable('things'),
  });
  const format = (name: 'table' | 'json' | 'ndjson' | 'csv', records: readonly object[]) =>
    formatView(view(records), { format: name, dryRun: false, terminal: plain() }).text;

  test('in each format', () => {
    const records = [{ id: 1 }, { id: 2 }];
    expect(format('table', records)).toBe('things\n');
    expect(JSON.parse(format('json', records))).toEqual({ schemaVersion: 1, dryRun: false, things: records });
    expect(format('ndjson', records)).toBe('{"id":1}\n{"id":2}\n');
    expect(format('csv', records)).toBe('id\r\n1\r\n2\r\n');
  });

  test('without records', () => {
    expect(format('table', [])).toBe('');
    expect(JSON.parse(format('json', []))).toMatchObject({ things: [] });
    expect(format('ndjson', [])).toBe('');
    expect(format('csv', [])).toBe('id\r\n');
  });
});

describe('errors', () => {
  const how = { format: 'table', verbose: false, paint: createPaint(false) } as const;

  test.each([
    ['usage', 2],
    ['config', 2],
    ['refused', 3],
    ['not-found', 4],
    ['conflict', 5],
    ['incomplete', 6],
    ['busy', 75],
    ['interrupted', 130],
  ] as const)('%s ends with %i', (kind, exitCode) => {
    expect(describeError(new TierctlError(kind, 'findings', 'what'), 'tierctl')).toMatchObject({
      kind,
      exitCode,
    });
  });

  test('an unexpected error ends with 1; --verbose shows its trace', () => {
    const failure = describeError(new Error('boom', { cause: new Error('fuse') }), 'tierctl');
    expect(failure).toMatchObject({ kind: 'unexpected', exitCode: 1 });
    expect(formatFailure(failure, how).text).toMatch(/^error: boom\nhint: .*--verbose.*\n$/);
    expect(formatFailure(failure, { ...how, verbose: true }).text).toMatch(
      /\n +at .*caused by: Error: fuse\n/s,
    );
  });
});

describe('secrets', () => {
  test.each([
    ['postgres://ops:p%40ss@db/x', 'postgres://ops:***@db/x'],
    ['postgres://ops:p@ss@db/x', 'postgres://ops:***@db/x'],
    ['Server=db;Password=a b;User=x', 'Server=db;Password=*** b;User=x'],
    ['postgres://db/x?password=abc&y=1', 'postgres://db/x?password=***&y=1'],
    ['postgres://ops@db/x', 'postgres://ops@db/x'],
    ['mssql://sa@db/x?Password=abc', 'mssql://sa@db/x?Password=***'],
    ['Server=db;Client Secret=abc;User=x', 'Server=db;Client Secret=***;User=x'],
  ])('in %s', (text, masked) => {
    expect(new Secrets().mask(text)).toBe(masked);
  });

  test('those that are known, however they are spelled', () => {
    const secrets = new Secrets();
    secrets.keep('Winter 2026');
    expect(secrets.mask('Winter 2026, Winter%202026')).toBe('***, ***');
  });

  test('within a value, before JSON spells them otherwise', () => {
    const secrets = new Secrets();
    secrets.keep('Win"ter\\2026');
    const masked = secrets.maskWithin({
      texts: ['was Win"ter\\2026', { count: 1, none: null, not: undefined }],
    });
    expect(masked).toEqual({ texts: ['was ***', { count: 1, none: null, not: undefined }] });
  });
});

test.each([
  ['a terminal', [], {}, true, { stdout: true, stderr: true }],
  ['stdout in a file', [], {}, { stderr: true }, { stdout: false, stderr: true }],
  ['a dumb terminal', [], { TERM: 'dumb' }, true, { stdout: false, stderr: false }],
  ['NO_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, true, { stdout: false, stderr: false }],
  ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, true, { stdout: false, stderr: false }],
  ['not a flag after --', ['--', '--no-color'], {}, true, { stdout: true, stderr: true }],
  ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, { stdout: true, stderr: true }],
  ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, { stdout: false, stderr: false }],
])('colour: %s', (_, argv, env, tty, expected) => {
  expect(colourOf(argv, testSystem({ env: { NO_COLOR: '', ...env }, tty }))).toEqual(expected);
});
