// The four screens of the seed: "Product to Product path", "Product to Package path", "Package to Product path" and "Package
// to Package path", each created with its grids, provisioned, run and shown.
import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const run = (line: string) => cli.run(words(line));

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'TRIAL', name: 'Trial mail', attributes: ['contact', 'address'] },
      { articleNumber: 'MAIL', name: 'Mail', attributes: [{ name: 'owner', required: true }, 'address'] },
      {
        articleNumber: 'MAILBOX',
        attributes: [
          { name: 'address', required: true },
          { name: 'quota', type: 'number', defaultValue: '5' },
        ],
      },
      {
        articleNumber: 'MAILBOX-PRO',
        attributes: [
          { name: 'address', required: true },
          { name: 'quota', type: 'number', defaultValue: '50' },
        ],
      },
      { articleNumber: 'ARCHIVE' },
      {
        articleNumber: 'OFFICE',
        name: 'Office',
        kind: 'package',
        attributes: ['contact'],
        products: [
          { item: 'MAILBOX', minimum: 1 },
          { item: 'ARCHIVE', minimum: 0 },
        ],
      },
      {
        articleNumber: 'OFFICE-PRO',
        name: 'Office Pro',
        kind: 'package',
        attributes: ['contact', 'postmaster'],
        products: [{ item: 'MAILBOX-PRO', minimum: 2, maximum: 10 }],
      },
    ],
    accounts: ['ACC-1'],
  }),
);

interface Shown {
  readonly subscription: {
    readonly item: { readonly articleNumber: string };
    readonly startDate: string;
    readonly attributes: object;
    readonly components: readonly {
      readonly number: number;
      readonly item: { readonly articleNumber: string };
      readonly continues: number | null;
      readonly attributes: object;
    }[];
  };
}

/** Creates the path as `options` say and makes it the default; a dry run of it writes nothing. */
async function path(source: string, options: string) {
  const line = `path create Screen --source ${source} ${options}`;
  const before = await everyRow(cli.database);
  const preview = await run(`${line} --dry-run`);
  expect(preview).toMatchObject({ code: 0, stderr: 'Dry run: nothing was written.\n' });
  expect(await everyRow(cli.database)).toEqual(before);
  const created = await run(`${line} --yes`);
  expect(created).toMatchObject({ code: 0, stderr: 'Committed.\n' });
  const withoutId = (text: string) => text.replace(/[0-9a-f-]{36}/, 'ID');
  expect(withoutId(created.stdout)).toBe(withoutId(preview.stdout));
  await given(cli, `path assign ${source} Screen`);
}

/** Provisions, runs, and shows the successor. */
async function successor(item: string, options: string) {
  await given(
    cli,
    `subscription add ACC-1 ${item} --start 2026-01-01 --end 2026-01-31 ${options}`,
    'run-transitions --as-of 2026-02-01',
  );
  const { subscription } = (await run('subscription show ACC-1/2 -o json')).json<Shown>();
  expect(subscription.startDate).toBe('2026-02-01');
  return {
    item: subscription.item.articleNumber,
    attributes: subscription.attributes,
    components: subscription.components.map((one) => [
      one.number,
      one.item.articleNumber,
      one.continues,
      one.attributes,
    ]),
  };
}

/** The grids of `path show`. */
async function tables(): Promise<string> {
  const { stdout } = await run('path show Screen');
  return stdout.slice(stdout.indexOf('moved ')).split('\n').slice(2).join('\n');
}

test('product to product', async () => {
  await path('TRIAL', '--destination MAIL --map contact=owner --map address=address');
  expect(await tables()).toBe(`attribute of MAIL  type  required  filled from TRIAL
address            text  no        address
owner              text  yes       contact

a successor ends  never
`);
  const attributes = '--attribute contact=Ann --attribute address=ann@a.example';
  expect(await successor('TRIAL', attributes)).toEqual({
    item: 'MAIL',
    attributes: { owner: 'Ann', address: 'ann@a.example' },
    components: [],
  });
});

test('product to package', async () => {
  await path('TRIAL', '--destination OFFICE --map contact=contact --map address=MAILBOX:address');
  expect(await tables()).toBe(`attribute of OFFICE  type    required  filled from TRIAL
contact              text    no        contact
MAILBOX:address      text    yes       address
MAILBOX:quota        number  no        default: 5

a successor ends  never
`);
  const attributes = '--attribute contact=Ann --attribute address=ann@a.example';
  expect(await successor('TRIAL', attributes)).toEqual({
    item: 'OFFICE',
    attributes: { contact: 'Ann' },
    components: [[1, 'MAILBOX', null, { address: 'ann@a.example', quota: '5' }]],
  });
});

test('package to product: the first of three mailboxes supplies its attributes', async () => {
  await path('OFFICE', '--destination MAIL --map contact=owner --map MAILBOX:address=address');
  expect(await tables()).toBe(`attribute of MAIL  type  required  filled from OFFICE
address            text  no        MAILBOX:address
owner              text  yes       contact

products that end  ARCHIVE, MAILBOX
a successor ends   never
`);
  expect(await successor('OFFICE', `--attribute contact=Ann ${MAILBOXES}`)).toEqual({
    item: 'MAIL',
    attributes: { owner: 'Ann', address: 'm1@a.example' },
    components: [],
  });
});

const MAILBOXES = [
  '--component MAILBOX=3',
  ...[1, 2, 3].map((n) => `--component-attribute MAILBOX/${n}:address=m${n}@a.example`),
].join(' ');

test('package to package: three mailboxes arrive as three, with their own attributes', async () => {
  await path(
    'OFFICE',
    '--destination OFFICE-PRO --map-product MAILBOX=MAILBOX-PRO --map MAILBOX:address=postmaster --map-matching',
  );
  expect(await tables()).toBe(`product of OFFICE  becomes, in OFFICE-PRO
ARCHIVE            –
MAILBOX            MAILBOX-PRO

attribute of OFFICE-PRO  type    required  filled from OFFICE
contact                  text    no        contact
postmaster               text    no        MAILBOX:address
MAILBOX-PRO:address      text    yes       MAILBOX:address
MAILBOX-PRO:quota        number  no        MAILBOX:quota

products that end  ARCHIVE
a successor ends   never
`);
  expect(await successor('OFFICE', `--attribute contact=Ann ${MAILBOXES}`)).toEqual({
    item: 'OFFICE-PRO',
    attributes: { contact: 'Ann', postmaster: 'm1@a.example' },
    components: [1, 2, 3].map((n) => [n, 'MAILBOX-PRO', n, { address: `m${n}@a.example`, quota: '5' }]),
  });
});

test('path map shows what it changes and warns, as text and as JSON', async () => {
  await given(
    cli,
    'path create Screen --source OFFICE --destination OFFICE-PRO --map-product MAILBOX=MAILBOX-PRO --map-matching',
  );
  const line = 'path map Screen --unmap MAILBOX-PRO:address --map contact=postmaster --unmap-product MAILBOX';
  const before = await everyRow(cli.database);
  const preview = await run(`${line} --dry-run`);
  expect(preview).toMatchObject({
    code: 0,
    stderr: 'Dry run: nothing was written.\n',
    stdout: `Screen
MAILBOX becomes           MAILBOX-PRO → none
MAILBOX-PRO:address from  MAILBOX:address → none
postmaster from           none → contact

products that end  ARCHIVE, MAILBOX
a successor ends   never

MAILBOX-PRO requires address, and nothing fills it (see --map)
`,
  });
  expect(await everyRow(cli.database)).toEqual(before);
  const asked = await run('path map Screen --unmap MAILBOX-PRO:address');
  expect([asked.code, asked.stdout]).toEqual([2, '']);
  const terminal = { tty: { stdin: true, stdout: true, stderr: true }, answers: [false] };
  const declined = await cli.run(words(line), terminal);
  expect(declined.stderr).toContain('MAILBOX-PRO requires address, and nothing fills it (see --map)');
  expect(await everyRow(cli.database)).toEqual(before);
  const { path: after, warnings } = (await run(`${line} --yes -o json`)).json<{
    path: { attributes: object[]; products: object[] };
    warnings: object[];
  }>();
  expect(after).toMatchObject({
    attributes: [
      { source: { item: { articleNumber: 'MAILBOX' }, attribute: 'quota' } },
      {
        source: { item: { articleNumber: 'OFFICE' }, attribute: 'contact' },
        destination: { item: { articleNumber: 'OFFICE-PRO' }, attribute: 'contact' },
      },
      { destination: { attribute: 'postmaster' } },
    ],
    products: [],
  });
  expect(warnings).toEqual([
    {
      code: 'required-attribute-unmapped',
      message: 'MAILBOX-PRO requires address, and nothing fills it (see --map)',
    },
  ]);
  expect((await run('path show Screen')).stdout).toContain(
    'MAILBOX-PRO:address      text    yes       nothing\n',
  );
});

test('a package that would arrive empty is a warning', async () => {
  await seedInto(cli.database, {
    items: [{ articleNumber: 'HOLLOW', kind: 'package', products: [{ item: 'MAILBOX', minimum: 0 }] }],
  });
  const line = 'path create Screen --source TRIAL --destination HOLLOW --dry-run';
  const message = 'HOLLOW would arrive empty: none of its products has a minimum, and none is carried over';
  expect((await run(line)).stdout).toContain(`\n\n${message}\n`);
  expect((await run(`${line} -o json`)).json()).toMatchObject({
    warnings: [{ code: 'empty-package', message }],
  });
  const between = 'path create Screen --source OFFICE --destination HOLLOW --map-matching --dry-run -o json';
  expect((await run(between)).json()).toMatchObject({
    path: { products: [{ source: { articleNumber: 'MAILBOX' }, destination: { articleNumber: 'MAILBOX' } }] },
    warnings: [],
  });
});

test.each([
  [
    'TRIAL --destination OFFICE --map contact=MAILBOX:quota',
    3,
    '"contact" of TRIAL cannot fill "quota" of MAILBOX: a text cannot become a number',
  ],
  [
    'TRIAL --destination OFFICE --map-product MAILBOX=MAILBOX',
    3,
    'the source TRIAL is a product: products are',
  ],
  [
    'OFFICE --destination MAIL --map-product MAILBOX=MAIL',
    3,
    'the destination MAIL is a product: products are',
  ],
  ['TRIAL --destination MAIL --map-product TRIAL=MAIL', 3, 'the source TRIAL is a product: products are'],
  ['OFFICE --destination OFFICE-PRO --map-product MAILBOXES=MAILBOX-PRO', 3, 'did you mean MAILBOX?'],
  [
    'OFFICE --destination MAIL --map MAILBOX:adress=address',
    4,
    'MAILBOX has no attribute "adress"; did you mean address?',
  ],
  [
    'OFFICE --destination MAIL --map MALBOX:address=address',
    3,
    'OFFICE has no product "MALBOX"; did you mean MAILBOX?',
  ],
  ['OFFICE --destination MAIL --map :address=address', 2, '":address" names no attribute'],
  [
    'OFFICE --destination OFFICE-PRO --map contact=MAILBOX-PRO:address --map MAILBOX:address=MAILBOX-PRO:address',
    5,
    '"MAILBOX-PRO:address" cannot be filled from both "contact" and "MAILBOX:address"',
  ],
])('path create Screen --source %s: exit %i, nothing written', async (options, code, message) => {
  const before = await everyRow(cli.database);
  const refused = await run(`path create Screen --source ${options} --yes`);
  expect(refused).toMatchObject({ code, stdout: '' });
  expect(refused.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
