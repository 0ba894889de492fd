// Files that are no catalogues, in every way that could be thought of: each gets a message with a position, and no crash.
import { describe, expect, test } from 'vitest';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';
import { judgedCatalogue } from '../../support/groups/judged-catalogue.ts';

/** A file that is right but for one line; `LINE` is its number. */
interface Template {
  readonly path: string;
  readonly line: number;
  readonly text: (line: string) => string;
}

const item: Template = {
  path: 'items[0]',
  line: 5,
  text: (line) => `tierctl: 1\nitems:\n  - articleNumber: A\n    name: A\n    ${line}\n`,
};
const member: Template = {
  path: 'groups[0].members[0]',
  line: 7,
  text: (line) =>
    `tierctl: 1\nitems: [{ articleNumber: A, name: A }]\ngroups:\n  - name: G\n    members:\n      - item: A\n        ${line}\n`,
};
const path: Template = {
  path: 'paths[0]',
  line: 7,
  text: (line) =>
    `tierctl: 1\nitems: [{ articleNumber: A, name: A }, { articleNumber: B, name: B }]\npaths:\n  - name: P\n    source: A\n    destination: B\n    ${line}\n`,
};
const extension: Template = {
  path: 'items[0].extensions[0]',
  line: 7,
  text: (line) =>
    `tierctl: 1\nitems:\n  - articleNumber: A\n    name: A\n    extensions:\n      - item: E\n        ${line}\n  - { articleNumber: E, name: E, kind: extension }\n`,
};
const product: Template = {
  path: 'items[0].products[0]',
  line: 8,
  text: (line) =>
    `tierctl: 1\nitems:\n  - articleNumber: A\n    name: A\n    kind: package\n    products:\n      - item: B\n        ${line}\n  - { articleNumber: B, name: B }\n`,
};
const attribute: Template = {
  path: 'items[0].attributes[0]',
  line: 7,
  text: (line) =>
    `tierctl: 1\nitems:\n  - articleNumber: A\n    name: A\n    attributes:\n      - name: size\n        ${line}\n`,
};
const top: Template = { path: '', line: 2, text: (line) => `tierctl: 1\n${line}\n` };

const NO_TEXT = ['42', '1.5', 'true', '[]', '{}', '[a]'];
const NO_FLAG = ['1', '"true"', 'yes', 'null', '[]'];
const NO_INTEGER = ['"3"', 'three', '1.5', 'true', '1e400', '.nan', '[]', '{}'];
const NO_LIST = ['42', 'text', 'true', '{}', 'null'];
const NO_DATE = ['2026-02-30', '2026-2-3', 'tomorrow', '1899-12-31', '3000-01-01', '20260101', 'true', '[]'];

const WRONG_VALUES: readonly (readonly [Template, string, readonly string[]])[] = [
  [item, 'kind', ['bundle', 'Package', '1', 'null', '[]']],
  [item, 'active', NO_FLAG],
  [item, 'term', ['P3X', 'P0D', 'P', 'monthly', '3', '[]', 'PT1H', 'P9999Y']],
  [item, 'renewal', [...NO_LIST, '[monthly]', '[P1M6D]', '[1]', '[[P1M]]', '[null]', '[{ value: 1 }]']],
  [item, 'defaultPath', NO_TEXT],
  [item, 'attributes', [...NO_LIST, '[1]', '["x:colour"]', '[":"]', '[null]', '["plan:choice"]', '[x, X]']],
  [item, 'services', ['42', '[email]', '{ email: ten }', '{ email: -1 }', '{ email: 1.5 }', '{ "a b": 1 }']],
  [item, 'services', ['{ email: 1, Email: 2 }', '{ email: null }', '{ email: 1e30 }']],
  [item, 'extensions', [...NO_LIST, '[E]', '[{ maximum: 1 }]', '[null]']],
  [item, 'products', [...NO_LIST, '[B]', '[{ minimum: 1 }]']],
  [item, 'colour', ['red']],
  [item, 'Kind', ['product']],
  [item, '<<', ['{ active: false }']],
  [extension, 'maximum', [...NO_INTEGER, '0', '-1', '1000001']],
  [product, 'minimum', [...NO_INTEGER, '-1', '1001']],
  [product, 'maximum', [...NO_INTEGER, '-1', '1001']],
  [attribute, 'type', ['colour', '1', 'null', '[]']],
  [attribute, 'required', NO_FLAG],
  [attribute, 'choices', ['red', '[]', '[1]', '{}']],
  [attribute, 'default', ['42', 'true', '[]']],
  [attribute, 'label', ['Size']],
  [member, 'level', [...NO_INTEGER, '2147483648', '-2147483649']],
  [member, 'level: 1, rank', ['2']],
  [path, 'from', NO_DATE],
  [path, 'until', NO_DATE],
  [path, 'overLimit', ['ignore', 'Block', 'true', 'null']],
  [path, 'description', NO_TEXT],
  [path, 'map', [...NO_LIST, '[a]', '["=a"]', '["a="]', '["a=b"]', '[1]', '[":=x"]', '[{ source: a }]']],
  [path, 'mapProducts', [...NO_LIST, '[A]', '["A=B"]', '["A=C"]', '[{ source: A }]']],
  [path, 'window', ['open']],
  [top, 'items', ['42', 'text', 'true', '{}', 'null', '[1]', '[null]', '[[]]', '[{}]', '[{ name: A }]']],
  [
    top,
    'items',
    ['[{ articleNumber: A }]', '[{ articleNumber: 42, name: A }]', '[{ articleNumber: A, name: 42 }]'],
  ],
  [top, 'items', ['[{ articleNumber: "", name: A }]', '[{ articleNumber: "A B", name: A }]']],
  [top, 'items', ['[{ articleNumber: A, name: "" }]', '[{ articleNumber: A, name: " A" }]']],
  [top, 'items', ['[{ articleNumber: ad745339-9651-40b5-8f14-e9ed25318358, name: A }]']],
  [top, 'groups', ['42', '{ G: {} }', 'null', '[G]', '[{ members: [] }]', '[{ name: 1 }]', '[{ name: "" }]']],
  [top, 'groups', ['[{ name: G, members: {} }]', '[{ name: "a\\nb" }]', '[{ name: " G" }]']],
  [
    top,
    'groups',
    ['[{ name: G, members: [{ item: A, level: 1 }] }]', '[{ name: G, members: [{ level: 1 }] }]'],
  ],
  [top, 'paths', ['42', '{ P: {} }', 'null', '[{ name: P }]', '[{ name: P, source: A, destination: B }]']],
  [top, 'prices', ['{}']],
];

const broken = WRONG_VALUES.flatMap(([template, key, values]) =>
  values.map((value) => ({ template, line: `${key}: ${value}` })),
);

const complaintOf = async (bytes: string | Uint8Array): Promise<TierctlError> => {
  const error = await judgedCatalogue(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TierctlError) return error;
  throw error ?? new Error('nothing is wrong with it');
};

test('there are enough of them', () => {
  expect(broken.length + BROKEN_FILES.length).toBeGreaterThanOrEqual(230);
});

describe('a value that cannot be', () => {
  test.each(broken)('$line in $template.path', async ({ template, line }) => {
    // `level: 1, rank: 2` is two lines.
    const [first = '', ...more] = line.split(/, (?=rank)/);
    const text = template.text([first, ...more.map((one) => `        ${one}`)].join('\n'));
    const { message, data } = await complaintOf(text);
    expect(message).toContain(template.path === '' ? 'stdin: ' : template.path);
    expect(message).toContain(`, line ${template.line + more.length}`);
    expect(data).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ line: template.line + more.length })]),
    });
  });
});

const A_B = 'items: [{ articleNumber: A, name: A }, { articleNumber: B, name: B }]';
const laughs = Array.from({ length: 30 }, (_, n) => `- &l${n + 1} [*l${n}, *l${n}, *l${n}]`).join('\n');
const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))));

/** 24 kB: 600 groups that share 300 members. It took minutes when it was refused for the members that are nowhere. */
const SHARED_MEMBERS = `tierctl: 1\ngroups:\n- { name: G, members: &m [${Array.from({ length: 300 }, (_, n) => `{item: A${n}, level: ${n}}`).join(', ')}] }\n${Array.from({ length: 600 }, (_, n) => `- {name: G${n}, members: *m}`).join('\n')}`;

const BROKEN_FILES: readonly (readonly [what: string, file: string | Uint8Array, message: string])[] = [
  ['an empty file', '', 'expected a mapping, found null, line 1'],
  ['blanks', ' \n\n', 'expected a mapping, found null'],
  ['a comment alone', '# nothing\n', 'expected a mapping'],
  ['null', 'null', 'expected a mapping, found null, line 1'],
  ['a text', 'hello', 'expected a mapping, found "hello", line 1'],
  ['a list', '- 1', 'expected a mapping, found a list, line 1'],
  ['a number', '42', 'expected a mapping, found 42, line 1'],
  ['no version', A_B, 'tierctl: the version is missing; add as the first line: tierctl: 1, line 1'],
  ['another version', 'tierctl: 2', 'this program reads version 1 of the format, found 2, line 1'],
  ['a version in quotes', 'tierctl: "1"', 'this program reads version 1'],
  ['a bracket left open', 'tierctl: 1\nitems: [', 'it is not YAML: '],
  ['a brace left open', 'tierctl: 1\nitems:\n  - { articleNumber: A', 'line 3'],
  ['a quote left open', 'tierctl: 1\nitems: "', 'it is not YAML: Missing closing "quote, line 2'],
  [
    'a tab as indentation',
    'tierctl: 1\nitems:\n\t- articleNumber: A',
    'Tabs are not allowed as indentation, line 3',
  ],
  ['indentation that ends nowhere', 'tierctl: 1\nitems:\n    - a: 1\n  - b: 2', 'line 4'],
  ['a key given twice', 'tierctl: 1\nitems: []\nitems: []', 'the key "items" comes twice, line 3'],
  [
    'a key given twice within an item',
    'tierctl: 1\nitems:\n- { articleNumber: A, name: A, name: B }',
    'line 3',
  ],
  ['a second document', 'tierctl: 1\n---\ntierctl: 1', 'the second begins here, line 2'],
  ['a directive of YAML 1.1', '%YAML 1.1\n---\ntierctl: 1', 'only YAML 1.2 is read, line 1'],
  [
    'an unknown tag',
    'tierctl: 1\nitems: !catalogue []',
    'it is not YAML: Unresolved tag: !catalogue, line 2',
  ],
  ['binary data', 'tierctl: 1\nitems: !!binary aGVsbG8=', 'line 2'],
  ['a reserved sign', 'tierctl: 1\nitems: @none', 'line 2'],
  ['an alias of nothing', 'tierctl: 1\nitems: *others', 'there is no anchor "others", line 2'],
  [
    'an alias within its anchor',
    'tierctl: 1\nitems: &all [*all]',
    'the alias "all" refers to a value that contains it, line 2',
  ],
  [
    'a circle of aliases',
    'tierctl: 1\nitems: &a\n  - b: &b [*a, *b]',
    'refers to a value that contains it, line 3',
  ],
  [
    'a billion laughs',
    `l0: &l0 [1, 1, 1]\nl:\n${laughs}\ntierctl: 1`,
    'its aliases expand to too many values: more than 11,580, line 9',
  ],
  [
    'members that many groups share',
    SHARED_MEMBERS,
    'its aliases expand to too many values: more than 61,090, line',
  ],
  [
    'millions of values',
    `tierctl: 1\nitems: [${'1,'.repeat(600_000)}]`,
    'it contains more than 500,000 keys and values',
  ],
  [
    'a date with dots',
    path.text('from: 31.12.2026'),
    'from: "31.12.2026" is not a date: dates are written YYYY-MM-DD',
  ],
  ['a date with slashes', path.text('until: 12/31/2026'), 'such as 2026-03-31, line 7'],
  [
    'a date that stands for none',
    path.text('until: "9999-12-31"'),
    'until: "9999-12-31" is not a date between 1900-01-01 and 2999-12-31: for none, leave it out, line 7',
  ],
  [
    'zeros for a date',
    path.text('from: "0000-00-00"'),
    'is not a date between 1900-01-01 and 2999-12-31: for none',
  ],
  ['a term in words', item.text('term: 3 months'), 'write it like P3M (three months)'],
  ['a key that is another word', item.text('date: x'), 'items[0].date: no such key, line 5'],
  [
    'a key in another spelling',
    item.text('default_path: x'),
    'no such key, line 5; did you mean defaultPath?',
  ],
  ['a key that is a list', 'tierctl: 1\n[a]: b', 'a key must be a text, line 2'],
  ['a key that is null', 'tierctl: 1\n? \n: b', 'line 2'],
  ['a hundred thousand brackets', `tierctl: 1\nitems: ${'['.repeat(100_000)}`, 'nested too deeply, line 2'],
  ['a hundred thousand braces', `tierctl: 1\nitems: ${'{a: '.repeat(100_000)}`, 'nested too deeply, line 2'],
  ['a hundred thousand dashes', `tierctl: 1\nitems:\n${'- '.repeat(100_000)}1`, 'nested too deeply, line 3'],
  [
    'indentation without end',
    `tierctl: 1\nitems:\n${Array.from({ length: 2_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')}`,
    'nested too deeply, line 44',
  ],
  [
    'a hundred thousand brackets in JSON',
    `{"tierctl":1,"items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'nested too deeply, line 1',
  ],
  [
    'brackets that close',
    `tierctl: 1\nitems: ${'['.repeat(500)}${']'.repeat(500)}`,
    'nested too deeply, line 2',
  ],
  [
    'mappings in mappings',
    `tierctl: 1\nitems: ${'{a: '.repeat(500)}1${'}'.repeat(500)}`,
    'nested too deeply, line 2',
  ],
  ['JSON that is cut off', '{"tierctl": 1, "items": [', 'it is not YAML: '],
  [
    'JSON with a key twice',
    '{"tierctl": 1,\n"items": [],\n"items": []}',
    'the key "items" comes twice, line 3',
  ],
  [
    'JSON of the wrong shape',
    '{"tierctl": 1,\n"groups": [{"name": 7}]}',
    'groups[0].name: expected a text, found 7; write it in quotes, line 2',
  ],
  ['a saved plan', '{"tierctlPlan": 1}', 'no such key, line 1'],
  ['CSV', 'account,item\nACC-1,A', 'expected a mapping'],
  ['the prototype', 'tierctl: 1\n__proto__: { items: [] }', '__proto__: no such key, line 2'],
  [
    'a service that is the prototype',
    'tierctl: 1\nitems:\n  - articleNumber: A\n    name: A\n    services: { __proto__: 3, disk: 1 }',
    'items[0].services.__proto__: a key cannot be __proto__, line 5',
  ],
  [
    'a service in JSON that is the prototype',
    '{"tierctl": 1, "items": [{"articleNumber": "A", "name": "A",\n"services": {"disk": 1, "__proto__": 3}}]}',
    'items[0].services.__proto__: a key cannot be __proto__, line 2',
  ],
  ['a constructor', 'tierctl: 1\nconstructor: 1', 'constructor: no such key, line 2'],
  ['UTF-16', bytes(0xff, 0xfe, 't', 0), 'it is UTF-16; save it as UTF-8, line 1'],
  [
    'Latin-1',
    bytes('tierctl: 1\nitems:\n# caf', 0xe9, '\n'),
    'it is not UTF-8: byte E9, which in Latin-1 is "é"; save it as UTF-8, line 3',
  ],
  ['half a character at the end', bytes('tierctl: 1\n# ', 0xe2, 0x82), 'it is not UTF-8: byte E2; save it'],
  ['a surrogate as UTF-8', bytes('tierctl: 1\n# ', 0xed, 0xa0, 0x80), 'it is not UTF-8: byte ED; save it'],
  ['overlong UTF-8', bytes('tierctl: 1\n# ', 0xc0, 0xaf), 'it is not UTF-8: byte C0; save it'],
  [
    'UTF-16 without a mark',
    Buffer.from('tierctl: 1\nitems: []\n', 'utf16le'),
    'it is UTF-16; save it as UTF-8, line 1',
  ],
  [
    'a zero byte',
    bytes('tierctl: 1\ngroups:\n- name: a', 0, 'b'),
    'the character U+0000 cannot be stored, line 3',
  ],
  [
    'an escape sequence',
    'tierctl: 1\ngroups:\n- name: "a\\eb"',
    'groups[0].name: group name "a\\u001bb" cannot be used: it holds U+001B, a control character, line 3',
  ],
  [
    'half a surrogate pair',
    'tierctl: 1\ngroups:\n- name: "a\\uD800b"',
    'the character U+D800 cannot be stored, line 3',
  ],
  [
    'a code point that is none',
    'tierctl: 1\ngroups:\n- name: "a\\uFDD0b"',
    'the character U+FDD0 cannot be stored, line 3',
  ],
  [
    'a byte order mark, then an error',
    '\ufefftierctl: 1\nitems: 3',
    'items: expected a list, found 3, line 2',
  ],
  ['a byte order mark in the middle', 'tierctl: 1\n\ufeffitems: []', 'line 2'],
  [
    'lines that end in CRLF',
    'tierctl: 1\r\ngroups:\r\n- name: G\r\n  members:\r\n  - { item: A, level: x }',
    'level: expected an integer, found "x", line 5',
  ],
  ['lines that end in CR', 'tierctl: 1\rgroups: 3', 'line 1'],
  ['a line of nine megabytes', `tierctl: 1 # ${'x'.repeat(9 * 1024 * 1024)}`, 'it is larger than 8 MB'],
  ['a very long name', `tierctl: 1\ngroups: [{ name: ${'x'.repeat(201)} }]`, 'it has 201 characters, line 2'],
  [
    'a very long line that is wrong',
    `tierctl: 1\ngroups: [{ name: 1, members: [] }] # ${'x'.repeat(2_000_000)}`,
    'line 2',
  ],
  [
    'an item twice',
    'tierctl: 1\nitems:\n- { articleNumber: A, name: A }\n- { articleNumber: A, name: B }',
    'items[1].articleNumber: the item "A" is named twice (also at stdin: items[0].articleNumber, line 3), line 4',
  ],
  [
    'a group twice',
    'tierctl: 1\ngroups:\n- name: G\n- name: G',
    'groups[1].name: the group "G" is named twice',
  ],
  [
    'a path twice',
    `tierctl: 1\n${A_B}\npaths:\n- { name: P, source: A, destination: B }\n- { name: P, source: B, destination: A }`,
    'paths[1].name: the path "P" is named twice',
  ],
  [
    'a member twice',
    `tierctl: 1\n${A_B}\ngroups:\n- name: G\n  members:\n  - { item: A, level: 1 }\n  - { item: A, level: 2 }`,
    'groups[0].members[1].item: the member "A" is named twice',
  ],
  [
    'an attribute twice',
    'tierctl: 1\nitems:\n- { articleNumber: A, name: A, attributes: [x, "X:number"] }',
    'items[0].attributes: the attribute "X" looks like "x": name each attribute once; names that differ in case or width alone count as one, line 3',
  ],
  [
    'a member that is nowhere',
    `tierctl: 1\n${A_B}\ngroups: [{ name: G, members: [{ item: AA, level: 1 }] }]`,
    'groups[0].members[0].item: no item "AA", line 3; did you mean A?',
  ],
  [
    'a path to nowhere',
    `tierctl: 1\n${A_B}\npaths: [{ name: P, source: A, destination: C }]`,
    'paths[0].destination: no item "C", line 3; did you mean A?',
  ],
  [
    'a path to itself',
    `tierctl: 1\n${A_B}\npaths: [{ name: P, source: A, destination: A }]`,
    'paths[0].destination: a path cannot lead from A to itself, line 3',
  ],
  [
    'a window that ends first',
    `tierctl: 1\n${A_B}\npaths: [{ name: P, source: A, destination: B, from: 2026-02-02, until: 2026-02-01 }]`,
    'paths[0].until: the window would end on 2026-02-01, before it begins on 2026-02-02, line 3',
  ],
  [
    'an extension as an end of a path',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A }, { articleNumber: E, name: E, kind: extension }]\npaths: [{ name: P, source: A, destination: E }]',
    'paths[0].destination: the destination E is an extension',
  ],
  [
    'a default path that is nowhere',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, defaultPath: none }]',
    'items[0].defaultPath: no path "none", line 2',
  ],
  [
    'a default path from elsewhere',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A }, { articleNumber: B, name: B, defaultPath: P }]\npaths: [{ name: P, source: A, destination: B }]',
    'items[1].defaultPath: path "P" starts at A, not at B, line 2',
  ],
  [
    'an attribute that is not there',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [domain] }, { articleNumber: B, name: B, attributes: [domain] }]\npaths: [{ name: P, source: A, destination: B, map: [domian=domain] }]',
    'paths[0].map[0]: A has no attribute "domian", line 3; did you mean domain?',
  ],
  [
    'attributes of two types',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [x] }, { articleNumber: B, name: B, attributes: ["x:number"] }]\npaths: [{ name: P, source: A, destination: B, map: [x=x] }]',
    'paths[0].map[0]: "x" of A cannot fill "x" of B: a text cannot become a number, line 3',
  ],
  [
    'an attribute filled twice',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [x, y] }, { articleNumber: B, name: B, attributes: [x] }]\npaths: [{ name: P, source: A, destination: B, map: [x=x, y=x] }]',
    'paths[0].map[1]: "x" cannot be filled from both "x" and "y", line 3',
  ],
  [
    'a product of another package',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [x] }, { articleNumber: B, name: B, attributes: [x] }]\npaths: [{ name: P, source: A, destination: B, map: ["B:x=x"] }]',
    'paths[0].map[0]: B is no product in A, the source of path "P", line 3',
  ],
  [
    'products of what is no package',
    `tierctl: 1\nitems: [{ articleNumber: A, name: A, products: [{ item: B }] }, { articleNumber: B, name: B }]`,
    'items[0].products: A is a product, not a package, line 2',
  ],
  [
    'a package in a package',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, kind: package, products: [{ item: B }] }, { articleNumber: B, name: B, kind: package }]',
    'items[0].products[0].item: B is a package; a package is made of products, line 2',
  ],
  [
    'a package in itself',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, kind: package, products: [{ item: A }] }]',
    'items[0].products[0].item: A cannot be in itself, line 2',
  ],
  [
    'fewer at most than at least',
    'tierctl: 1\nitems:\n- articleNumber: A\n  name: A\n  kind: package\n  products: [{ item: B, minimum: 3, maximum: 2 }]\n- { articleNumber: B, name: B }',
    'items[0].products[0]: the maximum 2 is below the minimum 3: both are whole numbers from 0 to 1000, the minimum not above the maximum, line 6',
  ],
  [
    'a product as an extension',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, extensions: [{ item: B }] }, { articleNumber: B, name: B }]',
    'items[0].extensions[0].item: B is a product, not an extension, line 2',
  ],
  [
    'an extension of an extension',
    'tierctl: 1\nitems: [{ articleNumber: A, name: A, kind: extension, extensions: [{ item: B }] }, { articleNumber: B, name: B, kind: extension }]',
    'items[0].extensions: A is an extension; it has no extensions of its own, line 2',
  ],
];

describe('a file that cannot be', () => {
  test.each(BROKEN_FILES)('%s', async (_, file, message) => {
    expect((await complaintOf(file)).message).toContain(message);
  });
});

test('names every place, and the first twenty in words', async () => {
  const items = Array.from({ length: 30 }, (_, n) => `- { articleNumber: A${n}, name: ${n} }`).join('\n');
  const { message, data } = await complaintOf(`tierctl: 1\nitems:\n${items}`);
  expect(message).toMatch(/^the catalogue has 30 errors:\n {2}stdin: items\[0\]\.name: /);
  expect(message).toMatch(/line 22\n {2}and 10 more$/);
  expect(data?.problems).toHaveLength(30);
});

test('names one place where the parser loses its way, and every key that comes twice', async () => {
  const lost = await complaintOf(`$ tierctl export\n${A_B}\ntierctl: 1\nitems: []\n`);
  expect(lost.data?.problems).toHaveLength(1);
  expect(lost.message).toMatch(/^stdin: it is not YAML: .*, line \d+$/);
  const twice = await complaintOf('tierctl: 1\ntierctl: 1\nitems: []\nitems: []\n');
  expect(twice.data?.problems).toHaveLength(2);
});
