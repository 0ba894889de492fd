// Files that are wrong, generated: each with the one line that is to blame and what is said about it. `undefined` is
// a file as a whole, which no line is to blame for.
export interface BrokenFile {
  readonly name: string;
  readonly import: 'account' | 'subscription' | 'usage';
  readonly format: 'csv' | 'ndjson';
  readonly bytes: Uint8Array;
  readonly line: number;
  readonly says: RegExp;
}

const text = (content: string) => Buffer.from(content, 'utf8');

/** A right file of each kind that one thing is then done to. */
const RIGHT = {
  account: { header: ['account', 'name'], row: ['ACC-7', 'Seven'] },
  subscription: {
    header: [
      'account',
      'item',
      'start',
      'end',
      'path',
      'apply',
      'fromDate',
      'externalId',
      'attribute.domain',
    ],
    row: ['ACC-1', 'PLAN', '2026-01-01', '', '', '', '', '', 'a.example'],
  },
  usage: {
    header: ['account', 'number', 'externalId', 'service', 'amount'],
    row: ['ACC-1', '1', '', 'email', '5'],
  },
} as const;

type Kind = keyof typeof RIGHT;
const KINDS = Object.keys(RIGHT) as Kind[];

function csv(kind: Kind, change: Readonly<Record<string, string>> = {}): string {
  const { header, row } = RIGHT[kind];
  const changed = header.map((column, index) => change[column] ?? row[index] ?? '');
  return `${header.join(',')}\n${row.join(',')}\n${changed.map(quoted).join(',')}\n`;
}

function ndjson(kind: Kind, change: Readonly<Record<string, unknown>> = {}): string {
  const { header, row } = RIGHT[kind];
  const right = Object.fromEntries(header.map((column, index) => [column, row[index]]));
  return `${JSON.stringify(right)}\n${JSON.stringify({ ...right, ...change })}\n`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const LONG = 'x'.repeat(65);

/** Cells that no subscription, account or usage can have. */
const BAD_CELLS: readonly (readonly [Kind, string, string, RegExp])[] = [
  ...['account', 'subscription', 'usage'].flatMap((kind): (readonly [Kind, string, string, RegExp])[] => [
    [kind as Kind, 'account', '', /"account" is missing/],
    [kind as Kind, 'account', 'A/B', /cannot be an account id/],
    [kind as Kind, 'account', LONG, /it has 65 characters/],
    [kind as Kind, 'account', ' ACC-1', /begins or ends with a blank/],
    [kind as Kind, 'account', 'ACC\t1', /control character/],
    [kind as Kind, 'account', 'ACC\u00001', /cannot be stored/],
  ]),
  ['account', 'name', ' Seven', /begins or ends with a blank/],
  ['account', 'name', 'n'.repeat(201), /it has 201 characters/],
  ['account', 'name', 'a\nb', /control character/],
  ...[
    '',
    '2026-02-30',
    '2026-13-01',
    '01.02.2026',
    '2026-1-1',
    '2026-01-01T00:00:00',
    '3000-01-01',
    '0000-00-00',
    'today',
    '=TODAY()',
  ].map(
    (date) => ['subscription', 'start', date, date === '' ? /"start" is missing/ : /is not a date/] as const,
  ),
  ...['2026-02-30', 'never', '2999-12-32', '@SUM(A1)'].map(
    (date) => ['subscription', 'end', date, /is not a date/] as const,
  ),
  ['subscription', 'end', '2025-12-31', /would end on 2025-12-31/],
  ['subscription', 'fromDate', '2026-02-29', /is not a date/],
  ['subscription', 'fromDate', '2026-01-01', /cannot move from/],
  ['subscription', 'apply', 'sometimes', /"apply" must be/],
  ['subscription', 'apply', 'from_date', /that date is needed/],
  ['subscription', 'item', 'PLAM', /no item "PLAM"; did you mean PLAN\?/],
  ['subscription', 'item', '=PLAN', /no item "=PLAN"/],
  ['subscription', 'item', '', /"item" is missing/],
  ['subscription', 'item', 'OLD', /not active/],
  ['subscription', 'item', 'ADDON', /is an extension/],
  ['subscription', 'path', 'nowhere at all', /no path "nowhere at all"/],
  ['subscription', 'path', 'old ends', /starts at OLD, not at PLAN/],
  ['subscription', 'externalId', ' x', /cannot be an external id/],
  ['subscription', 'externalId', 'x'.repeat(101), /cannot be an external id/],
  ['subscription', 'externalId', 'a\u0007', /cannot be an external id/],
  ['subscription', 'attribute.domain', '', /needs "domain"/],
  ['subscription', 'attribute.domain', 'a\u0000b', /cannot be stored/],
  ['subscription', 'account', 'ACC-404', /no account "ACC-404"/],
  ['usage', 'account', 'ACC-404', /no account "ACC-404"/],
  ...['0', '-1', '1.5', 'one', '2147483648', '1e3', '٣'].map(
    (number) => ['usage', 'number', number, /"number" must be a whole number/] as const,
  ),
  ['usage', 'number', '', /named by "number" or by "externalId"/],
  ['usage', 'externalId', 'x', /named by "number" or by "externalId"/],
  ['usage', 'number', '77', /no subscription "ACC-1\/77"/],
  ...[
    '',
    '-5',
    '1.5',
    '1,5',
    'many',
    '1000000000000001',
    '99999999999999999999',
    '0x10',
    'NaN',
    '+cmd|calc',
  ].map(
    (amount) =>
      [
        'usage',
        'amount',
        amount,
        amount === '' ? /"amount" is missing/ : /"amount" must be a whole number/,
      ] as const,
  ),
  ...['', 'e mail', '=1+1', '-x', 'a/b', 'x'.repeat(101)].map(
    (service) =>
      [
        'usage',
        'service',
        service,
        service === '' ? /"service" is missing/ : /cannot be the name of a service/,
      ] as const,
  ),
];

/** Values that only JSON can have. */
const BAD_VALUES: readonly unknown[] = [[], {}, [1], { a: 1 }, true, 42];

export function brokenFiles(): BrokenFile[] {
  const files: BrokenFile[] = [];
  const add = (
    kind: Kind,
    format: 'csv' | 'ndjson',
    name: string,
    bytes: Uint8Array | string,
    line: number,
    says: RegExp,
  ) =>
    files.push({
      name,
      import: kind,
      format,
      bytes: typeof bytes === 'string' ? text(bytes) : bytes,
      line,
      says,
    });

  for (const [kind, column, cell, says] of BAD_CELLS) {
    const shown = cell.length > 30 ? `${cell.length} characters` : JSON.stringify(cell);
    add(kind, 'csv', `${column} ${shown}`, csv(kind, { [column]: cell }), 3, says);
    add(kind, 'ndjson', `${column} ${shown}`, ndjson(kind, { [column]: cell }), 2, says);
  }
  for (const kind of KINDS) {
    const { header, row } = RIGHT[kind];
    const top = header.join(',');
    const right = row.join(',');
    add(kind, 'csv', 'nothing', '', 1, /the file is empty/);
    add(kind, 'csv', 'empty lines alone', '\n\n\r\n', 1, /the file is empty/);
    add(kind, 'csv', 'an unknown column', `${top},colour\n${right},red\n`, 1, /there is no column "colour"/);
    add(
      kind,
      'csv',
      'a column in another case',
      `${top.replace('account', 'Account')}\n${right}\n`,
      1,
      /did you mean account\?/,
    );
    add(kind, 'csv', 'a column without a name', `${top},\n${right},\n`, 1, /there is no column ""/);
    add(kind, 'csv', 'a column twice', `${top},account\n${right},ACC-1\n`, 1, /"account" comes twice/);
    add(kind, 'csv', 'no account column', `${top.replace('account,', '')}\n`, 1, /"account" is missing/);
    add(kind, 'csv', 'semicolons', `${top.replaceAll(',', ';')}\n`, 1, /there is no column/);
    add(
      kind,
      'csv',
      'a cell too few',
      `${top}\n${right}\n${row.slice(1).join(',')}\n`,
      3,
      /it has \d cells?, and the header has/,
    );
    add(
      kind,
      'csv',
      'a cell too many',
      `${top}\n${right}\n${right},x\n`,
      3,
      /it has \d+ cells, and the header has/,
    );
    add(
      kind,
      'csv',
      'a quote that is not closed',
      `${top}\n${right}\n"${right}\n${right}\n`,
      3,
      /never closed/,
    );
    add(
      kind,
      'csv',
      'text behind a quote',
      `${top}\n${right}\n"A"B,${right}\n`,
      3,
      /after a closing quotation mark/,
    );
    add(
      kind,
      'csv',
      'a quote within a cell',
      `${top}\n${right}\nA"B${right.slice(5)}\n`,
      3,
      /does not begin with one/,
    );
    add(
      kind,
      'csv',
      'bytes that are not UTF-8',
      Buffer.concat([text(`${top}\n${right}\n`), Buffer.from([0xff, 0xfe, 10])]),
      3,
      /not UTF-8/,
    );
    add(
      kind,
      'csv',
      'half a character at the end',
      Buffer.concat([text(`${top}\n${right}\nACC`), Buffer.from([0xc3])]),
      3,
      /not UTF-8/,
    );
    add(
      kind,
      'csv',
      'Latin-1',
      Buffer.concat([text(`${top}\n`), Buffer.from('é\n', 'latin1')]),
      2,
      /not UTF-8/,
    );
    add(kind, 'csv', 'UTF-16', Buffer.from(`\ufeff${top}\n${right}\n`, 'utf16le'), 1, /not UTF-8/);
    add(kind, 'ndjson', 'no JSON', `${ndjson(kind).split('\n')[0]}\n{account: 1}\n`, 2, /it is not JSON/);
    add(kind, 'ndjson', 'half an object', `{"account":"ACC-1"\n`, 1, /it is not JSON/);
    add(kind, 'ndjson', 'an array', `["ACC-1"]\n`, 1, /not a JSON object/);
    add(kind, 'ndjson', 'null', 'null\n', 1, /not a JSON object/);
    add(kind, 'ndjson', 'a text', '"ACC-1"\n', 1, /not a JSON object/);
    add(kind, 'ndjson', 'deep nesting', `${'['.repeat(200_000)}\n`, 1, /not (a )?JSON/);
    add(
      kind,
      'ndjson',
      'an unknown member',
      `{"acount":"ACC-1"}\n`,
      1,
      /there is no member "acount"; did you mean account\?/,
    );
    add(
      kind,
      'ndjson',
      '__proto__',
      `{"__proto__":{"account":"ACC-1"}}\n`,
      1,
      /there is no member "__proto__"/,
    );
    add(kind, 'ndjson', 'half a surrogate pair', `{"account":"ACC\\ud800"}\n`, 1, /cannot be stored/);
    add(
      kind,
      'ndjson',
      'bytes that are not UTF-8',
      Buffer.concat([text(ndjson(kind)), Buffer.from([0x80, 10])]),
      3,
      /not UTF-8/,
    );
    for (const value of BAD_VALUES) {
      add(
        kind,
        'ndjson',
        `account ${JSON.stringify(value)}`,
        ndjson(kind, { account: value }),
        2,
        /"account" must be a text/,
      );
    }
  }
  for (const attributes of [[], 'x', 1, { domain: [] }, { domain: { a: 1 } }, { ower: 'x' }]) {
    const change = { 'attribute.domain': undefined, attributes };
    add(
      'subscription',
      'ndjson',
      `attributes ${JSON.stringify(attributes)}`,
      ndjson('subscription', change),
      2,
      /attribute|needs "domain"/,
    );
  }
  for (const components of [
    'x',
    {},
    [1],
    [[]],
    [{}],
    [{ item: 'SITE', amount: 2 }],
    [{ item: 'NONE' }],
    [{ item: ['SITE'] }],
  ]) {
    add(
      'subscription',
      'ndjson',
      `components ${JSON.stringify(components)}`,
      ndjson('subscription', { components }),
      2,
      /component|item/,
    );
  }
  const twice = csv('subscription', { externalId: 'X' });
  add(
    'subscription',
    'csv',
    'an external id twice',
    `${twice}${twice.split('\n')[2]}\n`,
    4,
    /is that of line 3 already/,
  );
  add('account', 'csv', 'an account twice', csv('account'), 3, /is that of line 2 already/);
  add('usage', 'csv', 'usage twice', csv('usage', { amount: '6' }), 3, /is that of line 2 already/);
  return files;
}
