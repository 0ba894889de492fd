import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalogueJsonSchema } from '../../../scripts/catalogue-json-schema.ts';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import { writeJson, writeYaml } from '../../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../../src/cli/catalogue-file/written-catalogue.ts';
import { catalogues } from '../../support/catalogue/random-catalogues.ts';
import { catalogueOf } from '../../support/groups/judged-catalogue.ts';
import { cases } from '../../support/thorough.ts';

const place = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const example = readFileSync(place('examples/hosting/catalog.yaml'), 'utf8');

describe('a catalogue file', () => {
  test('gets along with as little as a version', () => {
    expect(catalogueOf('tierctl: 1')).toEqual({ items: [], groups: [], paths: [] });
    expect(catalogueOf('{"tierctl": 1}')).toEqual({ items: [], groups: [], paths: [] });
  });

  test('leaves out what has its default', () => {
    const { items, groups, paths } = catalogueOf(`
tierctl: 1
items: [{ articleNumber: "0042", name: Answer }]
groups: [{ name: G, members: [{ item: "0042", level: -3 }] }]
paths: [{ name: P, source: "0042", destination: B }]`);
    expect(items).toEqual([
      {
        articleNumber: '0042',
        name: 'Answer',
        kind: 'product',
        active: true,
        term: null,
        renewalPeriods: [],
        defaultPath: null,
        attributes: [],
        services: [],
        extensions: [],
        products: [],
      },
    ]);
    expect(groups[0]?.members).toEqual([
      {
        item: '0042',
        level: -3,
        upgradeable: true,
        downgradeable: true,
        upgradeableFrom: true,
        downgradeableFrom: true,
      },
    ]);
    expect(paths).toEqual([
      {
        name: 'P',
        source: '0042',
        destination: 'B',
        effectiveFrom: null,
        effectiveUntil: null,
        overLimit: 'block',
        description: null,
        map: [],
        products: [],
      },
    ]);
  });

  test('says whose an attribute is', () => {
    const [path] = catalogueOf(`
tierctl: 1
paths:
  - name: P
    source: TEAM
    destination: OFFICE
    map: [domain=domain, "MAILBOX:address=MAILBOX-PRO:address", "TEAM:a=b", { source: { item: "A:B", attribute: c }, destination: { item: OFFICE, attribute: "d=e" } }]
    mapProducts: [MAILBOX=MAILBOX-PRO, { source: "A=B", destination: C }]`).paths;
    expect(path?.map).toEqual([
      { source: { item: 'TEAM', attribute: 'domain' }, destination: { item: 'OFFICE', attribute: 'domain' } },
      {
        source: { item: 'MAILBOX', attribute: 'address' },
        destination: { item: 'MAILBOX-PRO', attribute: 'address' },
      },
      { source: { item: 'TEAM', attribute: 'a' }, destination: { item: 'OFFICE', attribute: 'b' } },
      { source: { item: 'A:B', attribute: 'c' }, destination: { item: 'OFFICE', attribute: 'd=e' } },
    ]);
    expect(path?.products).toEqual([
      { source: 'MAILBOX', destination: 'MAILBOX-PRO' },
      { source: 'A=B', destination: 'C' },
    ]);
  });

  test('may use anchors, as often as it likes', () => {
    const items = Array.from(
      { length: 500 },
      (_, n) => `- { articleNumber: A${n}, name: A, attributes: *own }`,
    );
    const { items: read } = catalogueOf(
      `tierctl: 1\nitems:\n- { articleNumber: A, name: A, attributes: &own [domain] }\n${items.join('\n')}`,
    );
    expect(read).toHaveLength(501);
    expect(read[500]?.attributes).toMatchObject([{ name: 'domain' }]);
  });

  test('may share a list of twenty attributes among a thousand items', () => {
    const attributes = Array.from({ length: 20 }, (_, n) => `a${n}`).join(', ');
    const items = Array.from(
      { length: 1_000 },
      (_, n) => `- { articleNumber: A${n}, name: A, attributes: *own }`,
    );
    const { items: read } = catalogueOf(
      `tierctl: 1\nitems:\n- { articleNumber: A, name: A, attributes: &own [${attributes}] }\n${items.join('\n')}`,
    );
    expect(read[1_000]?.attributes).toHaveLength(20);
  });

  test('means by an alias the last anchor of that name before it', () => {
    const { items } = catalogueOf(
      'tierctl: 1\nitems:\n- { articleNumber: A, name: &n One }\n- { articleNumber: B, name: *n }\n' +
        '- { articleNumber: C, name: &n Two }\n- { articleNumber: D, name: *n }\n',
    );
    expect(items.map(({ name }) => name)).toEqual(['One', 'One', 'Two', 'Two']);
  });

  test('may begin with a byte order mark, and its lines may end in CRLF', () => {
    const text = '\ufefftierctl: 1\r\ngroups:\r\n- name: G\r\n';
    expect(catalogueOf(text)).toMatchObject({ groups: [{ name: 'G' }] });
  });

  test('is one of several, and a place is given with its file', () => {
    const first = { file: 'a.yaml', text: 'tierctl: 1\ngroups:\n- name: G' };
    const second = { file: 'b.yaml', text: 'tierctl: 1\n\ngroups:\n- name: H\n- name: I' };
    const { catalogue, locate } = readCatalogue([first, second]);
    expect(catalogue.groups.map(({ name }) => name)).toEqual(['G', 'H', 'I']);
    expect(locate(['groups', 2, 'name'])).toEqual({
      file: 'b.yaml',
      path: 'groups[1].name',
      line: 5,
      column: 9,
    });
    expect(() => readCatalogue([first, { ...second, text: `${second.text}\n- name: G` }])).toThrow(
      'b.yaml: groups[2].name: the group "G" is named twice (also at a.yaml: groups[0].name, line 3), line 6',
    );
  });
});

describe('what is written', () => {
  test('reads as it was, as YAML and as JSON', () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        const written = writtenCatalogue(catalogue);
        expect(catalogueOf(writeYaml(written))).toEqual(catalogue);
        expect(catalogueOf(writeJson(written))).toEqual(catalogue);
      }),
      { numRuns: cases(60) },
    );
  });

  test('is the same to readers of YAML 1.1 and of 1.2', () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        const written = writtenCatalogue(catalogue);
        const plain = JSON.parse(JSON.stringify(written)) as unknown;
        expect(parse(writeYaml(written), { version: '1.2' })).toEqual(plain);
        expect(parse(writeYaml(written), { version: '1.1' })).toEqual(plain);
      }),
      { numRuns: cases(60) },
    );
  });

  test('quotes what would be misread', () => {
    const names = [
      '0042',
      'yes',
      '1e3',
      'e0',
      '2026-01-01',
      ' a',
      'a\nb',
      'größe',
      '日本語',
      'a: b',
      '👍',
      'plain (2019)',
    ];
    const groups = names.map((name) => ({ name, members: [] }));
    expect(
      writeYaml(writtenCatalogue({ items: [], groups, paths: [] }))
        .split('\n')
        .slice(4, -1),
    ).toEqual([
      '  - name: "0042"',
      '  - name: "yes"',
      '  - name: "1e3"',
      '  - name: "e0"',
      '  - name: "2026-01-01"',
      '  - name: " a"',
      '  - name: "a\\nb"',
      '  - name: größe',
      '  - name: 日本語',
      '  - name: "a: b"',
      '  - name: "👍"',
      '  - name: plain (2019)',
    ]);
  });
});

describe('the published JSON Schema', () => {
  const valid = new Ajv({ strict: false }).compile(JSON.parse(catalogueJsonSchema()) as object);

  test('is the one that the program would write', () => {
    expect(readFileSync(place('schema/catalogue-1.json'), 'utf8')).toBe(catalogueJsonSchema());
  });

  test('takes the example and whatever is written', () => {
    expect(valid(parse(example)), JSON.stringify(valid.errors)).toBe(true);
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        expect(valid(JSON.parse(writeJson(writtenCatalogue(catalogue)))), JSON.stringify(valid.errors)).toBe(
          true,
        );
      }),
      { numRuns: cases(40) },
    );
  });

  test.each([
    '{}',
    'tierctl: 2',
    '{ tierctl: 1, prices: [] }',
    '{ tierctl: 1, items: {} }',
    '{ tierctl: 1, items: [{ name: A }] }',
    '{ tierctl: 1, items: [{ articleNumber: 42, name: A }] }',
    '{ tierctl: 1, items: [{ articleNumber: A, name: A, colour: red }] }',
    '{ tierctl: 1, items: [{ articleNumber: A, name: A, kind: bundle }] }',
    '{ tierctl: 1, items: [{ articleNumber: A, name: A, term: 3 months }] }',
    '{ tierctl: 1, items: [{ articleNumber: A, name: A, services: { email: ten } }] }',
    '{ tierctl: 1, items: [{ articleNumber: A, name: A, renewal: [monthly] }] }',
    '{ tierctl: 1, groups: [{ name: G, members: [{ item: A }] }] }',
    '{ tierctl: 1, groups: [{ name: G, members: [{ item: A, level: 1.5 }] }] }',
    '{ tierctl: 1, paths: [{ name: P, source: A, destination: B, from: tomorrow }] }',
    '{ tierctl: 1, paths: [{ name: P, source: A, destination: B, map: [ab] }] }',
  ])('refuses %s', (yaml) => {
    expect(valid(parse(yaml))).toBe(false);
  });
});
