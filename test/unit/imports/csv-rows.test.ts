import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRow, csvRows } from '../../../src/cli/record-files/csv-rows.ts';
import { textLines } from '../../../src/cli/record-files/text-lines.ts';

async function read(portions: readonly Uint8Array[]): Promise<CsvRow[]> {
  const bytes = (async function* () {
    yield* portions;
  })();
  const rows: CsvRow[] = [];
  for await (const portion of csvRows(textLines(bytes, 'rows.csv'), 'rows.csv')) rows.push(...portion);
  return rows;
}

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'ü', '€', '😀', ',', '"', '\n', '\r\n', '\r', ' '), maxLength: 6 }),
);
const row = fc.record({
  cells: fc.array(cell, { minLength: 1, maxLength: 4 }),
  quoted: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  emptyLines: fc.nat({ max: 2 }),
});

test('whatever cells hold, and wherever the bytes are cut, rows come back with their lines', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 6 }),
      fc.boolean(),
      fc.array(fc.nat({ max: 200 })),
      async (rows, ended, cuts) => {
        let written = '';
        const expected: CsvRow[] = [];
        for (const { cells, quoted, end, emptyLines } of rows) {
          written += end.repeat(emptyLines);
          expected.push({ line: written.split('\n').length, cells });
          const all = quoted || (cells.length === 1 && cells[0] === '');
          const write = (one: string) =>
            all || /[",\n]|\r$/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
          written += cells.map(write).join(',') + end;
        }
        if (!ended) written = written.replace(/\r?\n$/, '');
        const bytes = Buffer.from(`\ufeff${written}`);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const portions = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        expect(await read(portions)).toEqual(expected);
      },
    ),
  ));

test.each([
  ['plain', 'a,b\n', 10],
  // The last row may go on, as far as the parser knows.
  ['quoted', '"a","b"\n', 9],
])('what was read is handed on before more is asked for: %s', async (_name, row, handedOn) => {
  const lines: number[] = [];
  const whenAsked: (number | undefined)[] = [];
  const bytes = (async function* () {
    for (let portion = 1; portion <= 3; portion++) {
      whenAsked.push(lines.at(-1));
      yield Buffer.from(row.repeat(10));
    }
  })();
  for await (const rows of csvRows(textLines(bytes, 'rows.csv'), 'rows.csv')) {
    lines.push(...rows.map(({ line }) => line));
  }
  expect(whenAsked).toEqual([undefined, handedOn, 10 + handedOn]);
  expect(lines).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test('a last line of nothing but a carriage return is an empty one', async () => {
  expect(await read([Buffer.from('a,b\r\n1,2\r\n\r')])).toHaveLength(2);
});

describe('a file that is no CSV is refused, with the line on which the row begins:', () => {
  const ABOVE = 'a,b\r\n\r\n"two\r\nlines",1\n';

  test.each([
    [
      'a quotation mark never closed',
      `${ABOVE}1,"2\n3,4\n`,
      'unclosed-quote',
      'a quotation mark is never closed',
    ],
    [
      'text behind quotes',
      `${ABOVE}"1"2,3\n`,
      'bad-csv',
      'must be followed by a comma or the end of the line',
    ],
    ['text behind quotes, lines below', `${ABOVE}"1\n2"3,4\n`, 'bad-csv', 'must be followed by a comma'],
    ['a quotation mark within a cell', `${ABOVE}1,5" disk\n3,4\n`, 'bad-csv', 'does not begin with one'],
    [
      'a line of a million characters',
      `${ABOVE}${'x'.repeat(1_048_577)}\n1,2\n`,
      'line-too-long',
      'it is longer than',
    ],
    [
      'lines that one quotation mark holds together',
      `${ABOVE}"${`${'x'.repeat(1_000)}\n`.repeat(1_100)}`,
      'line-too-long',
      'its quotation mark is not closed',
    ],
  ])('%s', async (_name, csv, code, says) => {
    await expect(read([Buffer.from(csv)])).rejects.toMatchObject({
      kind: 'refused',
      code,
      message: expect.stringMatching(new RegExp(`^rows\\.csv, line 5: .*${says}`)),
      data: { file: 'rows.csv', line: 5 },
    });
  });
});

test('a row with too few or too many cells is a row all the same', async () => {
  expect(await read([Buffer.from('a,b\n1\n1,2,3\n')])).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1'] },
    { line: 3, cells: ['1', '2', '3'] },
  ]);
});
