import { describe, expect, test } from 'vitest';
import { parseCatalogue } from '../../src/cli/catalogue-file.ts';
import { readExample } from '../../src/cli/example-files.ts';
import type { FileRecord } from '../../src/domain/record-file.ts';
import type { ExampleFile } from '../../src/operations/load-example.ts';

describe('the example', () => {
  test('has at least what a tour needs', async () => {
    const { catalogue, accounts, subscriptions } = await readExample();
    expect(catalogue.groups.length).toBeGreaterThanOrEqual(2);
    expect(catalogue.items.length).toBeGreaterThanOrEqual(8);
    expect(accounts.records.length).toBeGreaterThanOrEqual(400);
    expect(subscriptions.records.length).toBeGreaterThanOrEqual(1_000);
    const records = await recordsOf(subscriptions);
    const hasAttribute = ({ values }: FileRecord) =>
      Object.keys(values).some((name) => /^attribute\./.test(name));
    expect(records.every(hasAttribute)).toBe(true);

    const groupsOf = (item: string) =>
      catalogue.groups.filter(({ members }) => members.some((member) => member.item === item));
    const item = (number: string) => catalogue.items.find(({ articleNumber }) => articleNumber === number);
    expect(groupsOf('HST-STANDARD')).toHaveLength(2);
    expect(item('HST-WELCOME')).toMatchObject({
      term: { months: 3, days: 0 },
      defaultPath: 'Welcome ends',
    });
    expect(item('HST-TRIAL')).toMatchObject({ term: { months: 0, days: 30 }, defaultPath: 'Trial ends' });
    expect(catalogue.paths).toContainEqual(
      expect.objectContaining({ name: 'Trial ends', source: 'HST-TRIAL', destination: 'HST-START' }),
    );
  });

  test('names nobody but made-up domains', async () => {
    const { subscriptions } = await readExample();
    const columns = ['attribute.domain', 'attribute.hostname', 'attribute.contact'];
    const names = (await recordsOf(subscriptions)).flatMap(({ values }) =>
      columns.map((column) => values[column]).filter((name) => name !== undefined),
    );
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.filter((name) => !String(name).endsWith('.example'))).toEqual([]);
  });
});

async function recordsOf({ file }: ExampleFile): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const portion of file.records()) records.push(...portion);
  return records;
}

const ITEMS = `
items:
  A: { name: A, attributes: [domain:required, size:number] }
  B: { name: B, attributes: [domain, "php:choice=8.2,8.3:default=8.3"] }
`;

describe('a catalogue file', () => {
  test('gets along with as little as a version', () => {
    expect(parseCatalogue('tierctl: 1', 'c.yaml')).toEqual({ items: [], groups: [], paths: [] });
  });

  test('takes article numbers as they stand, even where they look like numbers', () => {
    const { items } = parseCatalogue('tierctl: 1\nitems: { 0042: { name: Answer } }', 'c.yaml');
    expect(items).toMatchObject([{ articleNumber: '0042', name: 'Answer', kind: 'product', active: true }]);
  });

  test.each([
    ['', 'Invalid input'],
    ['tierctl: 2', 'tierctl: '],
    ['tierctl: 1\nitems: [', 'it is not YAML'],
    ['tierctl: 1\nitems: { A: { name: A }, A: { name: B } }', 'it is not YAML: Map keys must be unique'],
    ['tierctl: 1\nprices: {}', 'prices'],
    ['tierctl: 1\nitems: { A: { name: A, colour: red } }', 'items.A: Unrecognized key: "colour"'],
    ['tierctl: 1\nitems: { A: { name: 42 } }', 'items.A.name: '],
    ['tierctl: 1\nitems: { A: { name: A, term: P3X } }', 'items.A.term: "P3X" cannot be a term'],
    ['tierctl: 1\nitems: { A: { name: A, attributes: ["x:colour"] } }', 'items.A.attributes.0: '],
    ['tierctl: 1\nitems: { A: { name: A, attributes: [x, X] } }', 'the attribute "X" is given twice'],
    ['tierctl: 1\nitems: { A: { name: A, defaultPath: none } }', 'items.A.defaultPath: no path "none"'],
    ['tierctl: 1\ngroups: { G: { A: { level: 1.5 } } }', 'groups.G.A.level: '],
    [`tierctl: 1${ITEMS}groups: { G: { AB: { level: 1 } } }`, 'groups.G: no item "AB"; did you mean A?'],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: C } }`,
      'paths.P.destination: no item "C"; did you mean A?',
    ],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: A } }`,
      'paths.P: a path cannot lead from A to itself',
    ],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: B, from: 2026-02-30 } }`,
      'paths.P.from: "2026-02-30" is not a date',
    ],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: B, from: 2026-02-02, until: 2026-02-01 } }`,
      'paths.P: the window would end',
    ],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: B, map: [domian=domain] } }`,
      'paths.P: A has no attribute "domian"; did you mean domain?',
    ],
    [
      `tierctl: 1${ITEMS}paths: { P: { source: A, destination: B, map: [size=php] } }`,
      'paths.P: "size" of A cannot fill "php" of B',
    ],
    [
      `tierctl: 1${ITEMS.replace('name: B', 'name: B, defaultPath: P')}paths: { P: { source: A, destination: B } }`,
      'items.B.defaultPath: path "P" starts at A, not at B',
    ],
  ])('%j is refused: %s', (yaml, message) => {
    expect(() => parseCatalogue(yaml, 'c.yaml')).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'bad-catalogue',
        message: expect.stringContaining(message),
      }),
    );
  });

  test('that is wrong in several places hears of each', () => {
    const yaml = 'tierctl: 1\nitems: { A: { name: "" }, B: { name: B, renewal: [monthly] } }';
    expect(() => parseCatalogue(yaml, 'c.yaml')).toThrow(
      /^c\.yaml is not right: items\.A\.name: .*; items\.B\./,
    );
  });
});
