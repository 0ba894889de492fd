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
  const right: readonly string[] = header;
  const more = Object.keys(change).filter((column) => !right.includes(column));
  const columns = [...right, ...more];
  const changed = columns.map((column, index) => change[column] ?? row[index] ?? '');
  const unchanged = columns.map((_, index) => row[index] ?? '');
  return `${columns.join(',')}\n${unchanged.join(',')}\n${changed.map(quoted).join(',')}\n`;
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

/** Dates as people and other programs write them: which part is the day and which the month is ambiguous. */
export const LOCAL_DATES = [
  '15/01/2026',
  '01/02/2026',
  '15.01.2026',
  '2026/01/15',
  '20260115',
  '26-01-15',
  '2026-1-5',
  'Jan 15 2026',
  '15-Jan-26',
  '2026-01-15 00:00:00',
  '2026-01-15T23:30:00-05:00',
  '1768435200',
  '45658',
  '２０２６-01-15',
  'today',
] as const;

/** What other programs write for no date. */
const DATES_FOR_NONE = ['9999-12-31', '0000-00-00', '1900-01-00', '0001-01-01'] as const;

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
    '=TODAY()',
  ].map(
    (date) => ['subscription', 'start', date, date === '' ? /"start" is missing/ : /is not a date/] as const,
  ),
  ...['2026-02-30', 'never', '2999-12-32', '@SUM(A1)'].map(
    (date) => ['subscription', 'end', date, /is not a date/] as const,
  ),
  ...(['start', 'end', 'fromDate'] as const).flatMap((column) => [
    ...LOCAL_DATES.map(
      (date) =>
        ['subscription', column, date, /is not a date: dates are written YYYY-MM-DD, such as/] as const,
    ),
    ...DATES_FOR_NONE.map(
      (date) =>
        [
          'subscription',
          column,
          date,
          {
            start: /is not a date between 1900-01-01 and 2999-12-31$/m,
            end: /is not a date between 1900-01-01 and 2999-12-31: for none, write none$/m,
            fromDate: /is not a date between 1900-01-01 and 2999-12-31: for none, leave it empty$/m,
          }[column],
        ] as const,
    ),
  ]),
  [
    'subscription',
    'end',
    '31/12/9999',
    /YYYY-MM-DD, such as 2026-03-31; they lie between .*for none, write none/,
  ],
  [
    'subscription',
    'start',
    '00/01/1900 00:00:00',
    /YYYY-MM-DD, such as 2026-03-31; they lie between 1900-01-01/,
  ],
  ['subscription', 'start', '2026-02-31', /is not a date: 2026-02 has the days 01 to 28/],
  ['subscription', 'start', '2026-31-01', /is not a date: a date is year, month and day/],
  [
    'subscription',
    'start',
    `2026-01-01${'x'.repeat(2_000)}`,
    /x…" is not a date: dates are written YYYY-MM-DD/,
  ],
  ['subscription', 'status', 'canceled', /"status" must be active or ended, not "canceled"/],
  ['subscription', 'number', '0', /"number" must be a whole number from 1/],
  ['subscription', 'path.rule', 'sometimes', /"path.rule" must be default, override or none/],
  ['subscription', 'path.name', 'old ends', /"path.rule" is missing beside "path.name"/],
  ['subscription', 'end', '2025-12-31', /would end on 2025-12-31/],
  ['subscription', 'fromDate', '2026-02-29', /is not a date/],
  ['subscription', 'fromDate', '2026-01-01', /the from date cannot be/],
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

/** Names that there are not, and what is said: all at once, and no suggestion that is another word. */
const BAD_NAMES: readonly (readonly [Kind, string, (noun: string) => RegExp])[] = [
  ['subscription', 'end_date', (noun) => new RegExp(`no ${noun} "end_date"; did you mean end\\?`)],
  ['subscription', 'End Date', (noun) => new RegExp(`no ${noun} "End Date"; did you mean end\\?`)],
  ['subscription', 'externalID', (noun) => new RegExp(`no ${noun} "externalID"; did you mean externalId\\?`)],
  ['subscription', ' fromDate ', (noun) => new RegExp(`no ${noun} " fromDate "; did you mean fromDate\\?`)],
  ['subscription', 'form_date', (noun) => new RegExp(`no ${noun} "form_date"; did you mean fromDate\\?`)],
  ['subscription', 'date', (noun) => new RegExp(`no ${noun} "date"(?!.*did you mean)`)],
  ['subscription', 'id', (noun) => new RegExp(`no ${noun} "id"(?!.*did you mean)`)],
  [
    'subscription',
    'start\u200b',
    (noun) => new RegExp(`no ${noun} "start<U\\+200B>"; did you mean start\\?`),
  ],
  ['account', 'Account', (noun) => new RegExp(`no ${noun} "Account"; did you mean account\\?`)],
  ['usage', 'external id', (noun) => new RegExp(`no ${noun} "external id"; did you mean externalId\\?`)],
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
  for (const [kind, name, says] of BAD_NAMES) {
    const { header, row } = RIGHT[kind];
    const shown = `the name ${JSON.stringify(name)}`;
    add(kind, 'csv', shown, `${header.join(',')},${name}\n${row.join(',')},x\n`, 1, says('column'));
    add(kind, 'ndjson', shown, ndjson(kind, { [name]: 'x' }), 2, says('member'));
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
    add(
      kind,
      'csv',
      'a column without a name',
      `${top},\n${right},\n`,
      1,
      /column \d+ has no name: remove the comma/,
    );
    add(kind, 'csv', 'a column twice', `${top},account\n${right},ACC-1\n`, 1, /"account" appears twice/);
    add(kind, 'csv', 'no account column', `${top.replace('account,', '')}\n`, 1, /"account" is missing/);
    const many = `id,Customer ID,Plan,Quantity\n1,2,3,4\n`;
    add(kind, 'csv', 'foreign columns', many, 1, /no columns ("id", )?"Customer ID", "Plan", "Quantity"/);
    add(
      kind,
      'csv',
      'the known columns',
      `colour\n${many}`,
      1,
      /the columns are account.*see docs\/import\.md/,
    );
    add(
      kind,
      'ndjson',
      'foreign members',
      `{"ref":1,"Plan":2,"qty":3}\n`,
      1,
      /no members "ref", "Plan", "qty"$/m,
    );
    add(kind, 'ndjson', 'the known members', `{"colour":1}\n`, 1, /the members of a record are account/);
    add(
      kind,
      'csv',
      'commas behind the header',
      `${top},,\n${right},,\n`,
      1,
      /the columns \d+ and \d+ have no name/,
    );
    add(
      kind,
      'csv',
      'commas behind a row',
      `${top}\n${right}\n${right},,\n`,
      3,
      /: remove the commas at the end/,
    );
    for (const [sign, inWords] of [
      [';', 'semicolons'],
      ['\t', 'tabs'],
      ['|', 'vertical bars'],
    ] as const) {
      const says = new RegExp(`the columns are separated by ${inWords}; commas are required`);
      const separated = (line: string) => line.replaceAll(',', sign);
      add(kind, 'csv', inWords, `${separated(top)}\n${separated(right)}\n`, 1, says);
      add(kind, 'csv', `${inWords}, CRLF`, `\ufeff${separated(top)}\r\n${separated(right)}\r\n`, 1, says);
      const quotedTop = header.map((name) => `"${name}"`).join(sign);
      add(kind, 'csv', `${inWords} and quotation marks`, `\n${quotedTop}\n"a"${sign}"b"\n`, 2, says);
      add(
        kind,
        'csv',
        `${inWords} in a row`,
        `${top}\n${right}\n${separated(right)}\n`,
        3,
        new RegExp(`it is separated by ${inWords}; commas are required`),
      );
    }
    add(
      kind,
      'csv',
      'a line for one spreadsheet',
      `sep=;\n${top.replaceAll(',', ';')}\n`,
      1,
      /is not a header/,
    );
    add(
      kind,
      'csv',
      'a cell too few',
      `${top}\n${right}\n${row.slice(1).join(',')}\n`,
      3,
      /it has \d cells?, and the header has \d+: cells are missing for "/,
    );
    add(
      kind,
      'csv',
      'a cell too many',
      `${top}\n${right}\n${right},x\n`,
      3,
      /it has \d+ cells, and the header has \d+: "x" is extra; put a cell that contains a comma/,
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
      /a closing quotation mark must be followed/,
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
      /it is not UTF-8: byte E9, which in Latin-1 is "é"/,
    );
    const wide = Buffer.from(`\ufeff${top}\n${right}\n`, 'utf16le');
    const isWide = /line 1: it is UTF-16; nothing was written\nhint: save it as UTF-8/;
    add(kind, 'csv', 'UTF-16', wide, 1, isWide);
    add(kind, 'csv', 'UTF-16, the other way round', Buffer.from(wide).swap16(), 1, isWide);
    add(kind, 'csv', 'UTF-16 without a mark', wide.subarray(2), 1, isWide);
    add(kind, 'ndjson', 'UTF-16', Buffer.from(`\ufeff${ndjson(kind)}`, 'utf16le'), 1, isWide);
    add(kind, 'ndjson', 'no JSON', `${ndjson(kind).split('\n')[0]}\n{account: 1}\n`, 2, /it is not JSON/);
    add(kind, 'ndjson', 'half an object', `{"account":"ACC-1"\n`, 1, /it is not JSON/);
    add(kind, 'ndjson', 'an array', `["ACC-1"]\n`, 1, /not a JSON object/);
    add(kind, 'ndjson', 'null', 'null\n', 1, /not a JSON object/);
    add(kind, 'ndjson', 'a text', '"ACC-1"\n', 1, /not a JSON object/);
    const deep = '['.repeat(200_000);
    const closed = deep + ']'.repeat(200_000);
    add(kind, 'ndjson', 'deep nesting', `${deep}\n`, 1, /nested too deeply/);
    add(kind, 'ndjson', 'deep nesting of a value', `{"account":${closed}}\n`, 1, /nested too deeply/);
    add(kind, 'ndjson', 'deep objects', `${'{"account":'.repeat(20_000)}\n`, 1, /nested too deeply/);
    add(
      kind,
      'csv',
      'deep nesting in a record left out before',
      `line,reason,record\n1,x,${closed}\n`,
      2,
      /nested too/,
    );
    add(
      kind,
      'ndjson',
      'brackets in a text',
      ndjson(kind, { account: `${'['.repeat(60)}/` }),
      2,
      /cannot be an account/,
    );
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
    /is already used in line 3/,
  );
  add('account', 'csv', 'an account twice', csv('account'), 3, /is already used in line 2/);
  add('usage', 'csv', 'usage twice', csv('usage', { amount: '6' }), 3, /is already used in line 2/);
  return files;
}
