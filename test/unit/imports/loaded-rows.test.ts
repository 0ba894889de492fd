import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyLine, copyText } from '../../../src/database/postgres/copy-text.ts';
import { RowStream, rowStreamIn } from '../../../src/database/row-stream.ts';
import { plainJson } from '../../../src/database/sql-server/plain-json.ts';

test.each([
  [[1, 'a', null], '1\ta\t\\N\n'],
  [['', null, ''], '\t\\N\t\n'],
  [['a\tb\\c\nd\re'], 'a\\tb\\\\c\\nd\\re\n'],
  [['\\N', '\\.'], '\\\\N\t\\\\.\n'],
])('%j is a line of COPY', (row, line) => {
  expect(copyLine(row)).toBe(line);
});

test('a line of COPY reads back as the values it was made of', () => {
  const characters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
  const read = (line: string) =>
    line
      .slice(0, -1)
      .split('\t')
      .map((value) =>
        value === '\\N' ? null : value.replace(/\\(.)/g, (_, code: string) => characters[code] ?? '?'),
      );
  const value = fc.option(fc.string({ unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', 'N', 't', 'é') }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (row) => {
      const line = copyLine(row);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(read(line)).toEqual(row);
    }),
  );
});

test('rows become text in portions, however many come at once', async () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => [n, 'x'.repeat(50)]);
  const stream = new RowStream(
    't',
    { n: 'integer', x: 'text' },
    (async function* () {
      yield rows;
    })(),
  );
  const portions: string[] = [];
  for await (const text of copyText(stream)) portions.push(text);
  expect(portions.join('')).toBe(rows.map(copyLine).join(''));
  expect(Math.max(...portions.map(({ length }) => length))).toBeLessThan(70_000);
  expect(portions.length).toBeGreaterThan(3);
});

test('a statement that loads rows is known by its parameter', () => {
  const stream = new RowStream('t', {}, (async function* () {})());
  expect(rowStreamIn([1, stream])).toBe(stream);
  expect(rowStreamIn([1, 'x', null, {}])).toBeUndefined();
});

test('plain JSON needs no escapes, and stands for what it was made of', () => {
  // As the server undoes it: the circumflex last.
  const read = (text: string) =>
    text
      .replaceAll('^q', '"')
      .replaceAll('^b', '\\')
      .replaceAll('^n', '\n')
      .replaceAll('^r', '\r')
      .replaceAll('^t', '\t')
      .replaceAll('^e', '^');
  const text = fc.string({
    unit: fc.constantFrom('a', 'q', 'b', 'n', 'e', '^', '"', '\\', '\n', '\r', '\t', 'é'),
  });
  fc.assert(
    fc.property(text, (value) => {
      const json = plainJson([{ value, number: 1, nothing: null }]);
      expect(json).not.toContain('\\');
      const [row] = JSON.parse(json) as { value: string }[];
      expect(row).toMatchObject({ number: 1, nothing: null });
      expect(read(row?.value ?? '')).toBe(value);
      // Within one another, too: attributes of components are JSON within JSON.
      const [outer] = JSON.parse(plainJson([{ inner: json }])) as { inner: string }[];
      expect(read(outer?.inner ?? '')).toBe(json);
    }),
  );
});
