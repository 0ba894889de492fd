// "Broken files …: each a message with a position, nothing written, no crash."
import { beforeAll, describe, expect, test } from 'vitest';
import { openRecordFile } from '../../../src/cli/record-files/open-record-file.ts';
import { brokenFiles } from '../../support/catalogue/broken-files.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli({
  seed: (database) =>
    seedInto(database, {
      items: [
        { articleNumber: 'PLAN', attributes: [{ name: 'domain', required: true }] },
        { articleNumber: 'SITE' },
        { articleNumber: 'OLD', active: false },
        { articleNumber: 'ADDON', kind: 'extension' },
      ],
      paths: [{ name: 'old ends', source: 'OLD', destination: 'SITE' }],
      subscriptions: [{ account: 'ACC-1', item: 'SITE', start: '2025-01-01' }],
    }),
});
const files = brokenFiles();

let before: unknown;
beforeAll(async () => {
  before = await everyRow(cli.database);
});

test('there are enough of them, and each is another', () => {
  expect(files.length).toBeGreaterThanOrEqual(150);
  expect(
    new Set(files.map(({ bytes, import: kind }) => `${kind} ${Buffer.from(bytes).toString('latin1')}`)).size,
  ).toBe(files.length);
});

describe('is refused, with its line:', () => {
  test.each(files)('$import import, $format: $name', async ({ import: kind, format, bytes, line, says }) => {
    const stdin = (async function* () {
      yield bytes;
    })();
    const { code, stdout, stderr } = await cli.run([kind, 'import', '-', '--format', format, '--yes'], {
      stdin,
    });
    expect(stderr).toMatch(says);
    expect(stderr).toContain(`line ${line}:`);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(await everyRow(cli.database)).toEqual(before);
  });
});

describe('a line without an end', () => {
  const MEBIBYTE = 1024 * 1024;

  test.each([
    ['csv', 'account,name\nACC-2,'],
    ['csv', 'account,name\nACC-2,"'],
    ['ndjson', '{"account":"'],
  ])('of 200 MB is given up after the first (%s, %j)', async (format, start) => {
    let sent = 0;
    const stdin = (async function* () {
      yield Buffer.from(start);
      for (; sent < 200; sent++) yield Buffer.alloc(MEBIBYTE, 'x');
    })();
    const { code, stderr } = await cli.run(['account', 'import', '-', '--format', format, '--yes'], {
      stdin,
    });
    expect(code).toBe(3);
    expect(stderr).toContain(`line ${format === 'csv' ? 2 : 1}: it is longer than 1,048,576 characters`);
    expect(sent).toBeLessThan(5);
  });

  test('nor does a quotation mark hold many lines together', async () => {
    let sent = 0;
    const stdin = (async function* () {
      yield Buffer.from('account,name\nACC-2,"');
      for (; sent < 200_000; sent++) yield Buffer.from(`${'x'.repeat(1_000)}\n`);
    })();
    const { code, stderr } = await cli.run(['account', 'import', '-', '--format', 'csv', '--yes'], { stdin });
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('its quotation mark is not closed'),
    });
    expect(sent).toBeLessThan(2_000);
  });
});

describe('is taken as it is meant', () => {
  const read = async (bytes: readonly Uint8Array[]) => {
    const stdin = {
      isTerminal: false,
      bytes: async function* () {
        yield* bytes;
      },
    };
    const shape = {
      required: ['a'],
      optional: ['b'],
      prefixes: [],
      nested: [],
      listed: { aliases: {}, repeated: [], notImported: [] },
    };
    const file = openRecordFile({ cwd: '/', stdin }, '-', shape, 'csv');
    const records: unknown[] = [];
    for await (const portion of file.records()) {
      records.push(...portion.map(({ line, values }) => [line, values]));
    }
    return records;
  };

  test.each([
    ['a byte order mark', '\ufeffa,b\n1,2\n', [[2, { a: '1', b: '2' }]]],
    [
      'CRLF',
      'a,b\r\n1,2\r\n"3","4"\r\n',
      [
        [2, { a: '1', b: '2' }],
        [3, { a: '3', b: '4' }],
      ],
    ],
    ['no end of the last line', 'a,b\n1,2', [[2, { a: '1', b: '2' }]]],
    ['no end of the last line, in quotes', 'a,b\n1,"2"', [[2, { a: '1', b: '2' }]]],
    [
      'lines, commas and quotes in quotes',
      'a,b\n"x\ny","1,""2"""\n3,4\n',
      [
        [2, { a: 'x\ny', b: '1,"2"' }],
        [4, { a: '3', b: '4' }],
      ],
    ],
    ['an empty cell in quotes', 'a,b\n1,""\n', [[2, { a: '1' }]]],
    [
      'empty lines',
      'a,b\n\n1,2\n\n\n3,4\n',
      [
        [3, { a: '1', b: '2' }],
        [6, { a: '3', b: '4' }],
      ],
    ],
    ['a header alone', 'a,b\n', []],
    [
      'what looks like a formula',
      'a,b\n=1+1,@SUM(A1)\n-1,+2\n',
      [
        [2, { a: '=1+1', b: '@SUM(A1)' }],
        [3, { a: '-1', b: '+2' }],
      ],
    ],
    ['columns of a file of rejected records', 'line,reason,a\n7,"no, never",1\n', [[2, { a: '1' }]]],
  ])('%s, also byte by byte', async (_name, csv, records) => {
    expect(await read([Buffer.from(csv)])).toEqual(records);
    expect(await read([...Buffer.from(csv)].map((byte) => Uint8Array.of(byte)))).toEqual(records);
  });
});
