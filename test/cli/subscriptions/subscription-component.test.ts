import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'MAILBOX', attributes: [{ name: 'address', required: true }] },
      { articleNumber: 'SITE' },
      {
        articleNumber: 'HOSTING',
        name: 'Hosting',
        kind: 'package',
        products: [
          { item: 'MAILBOX', minimum: 0, maximum: 2 },
          { item: 'SITE', minimum: 1 },
        ],
      },
      { articleNumber: 'BARE', kind: 'package' },
    ],
    accounts: ['ACC-1'],
  }),
);

const ADD = 'subscription add ACC-1 HOSTING';
const FURNISHED =
  `${ADD} --component MAILBOX=2 --component-attribute MAILBOX/1:address=info@a.example ` +
  '--component-attribute "MAILBOX/2:address=sales@a.example"';
const TABLE = `component  product  status  start       end  attributes
        1  MAILBOX  active  2026-03-01  –    address=info@a.example
        2  MAILBOX  active  2026-03-01  –    address=sales@a.example
        3  SITE     active  2026-03-01  –    –
`;

test('a package starts with its components, and show and list show them', async () => {
  expect(await tierctl(`${FURNISHED} --yes`)).toMatchObject({
    code: 0,
    stderr: 'Committed.\n',
    stdout: `New subscription
subscription  ACC-1/1
item          HOSTING Hosting
status        active
start         2026-03-01
end           none
path          none: HOSTING has no default path

${TABLE}`,
  });
  expect((await tierctl('subscription show ACC-1/1')).stdout).toContain(`\n\n${TABLE}\nnext  `);
  expect((await tierctl('subscription component list ACC-1/1')).stdout).toBe(TABLE);
  const shown = (await tierctl('subscription show ACC-1/1 -o json')).json<{ subscription: object }>();
  expect(shown.subscription).toMatchObject({
    components: [
      {
        number: 1,
        item: { articleNumber: 'MAILBOX' },
        continues: null,
        attributes: { address: 'info@a.example' },
      },
      { number: 2 },
      { number: 3, item: { articleNumber: 'SITE' }, attributes: {} },
    ],
  });
  expect((await tierctl('subscription component list ACC-1/1 -o csv')).stdout).toMatch(
    /^number,item\.id,item\.articleNumber,item\.name,status,startDate,endDate,continues,attributes\.address\r\n1,/,
  );
});

test('a component that has not started shows that', async () => {
  await given(cli, FURNISHED, 'subscription component add ACC-1/1 SITE --start 2026-03-05');
  const later = /\n +4 {2}SITE {5}starts later {2}2026-03-05 {2}/;
  expect((await tierctl('subscription component list ACC-1/1')).stdout).toMatch(later);
  expect((await tierctl('subscription show ACC-1/1')).stdout).toMatch(later);
  const { components } = (await tierctl('subscription component list ACC-1/1 -o json')).json<{
    components: object[];
  }>();
  expect(components.at(-1)).toMatchObject({ number: 4, status: 'active' });
});

test('a package without components is provisioned with a warning', async () => {
  const run = await tierctl('subscription add ACC-1 BARE --yes');
  expect(run).toMatchObject({ code: 0 });
  expect(run.stdout).toMatch(
    /\n\nBARE starts without components: none of its products has a minimum \(see --component\)\n$/,
  );
  const json = await tierctl('subscription add ACC-1 BARE --yes -o json');
  expect(json.json()).toMatchObject({ empty: true, subscription: { components: [] } });
  expect(await tierctl('subscription component list ACC-1/1')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'ACC-1/1 has no components.\n',
  });
});

test('add, set and end; each is previewed, and audited once', async () => {
  await given(cli, `${ADD} --component MAILBOX --component-attribute MAILBOX:address=info@a.example`);
  const add = 'subscription component add ACC-1/1 MAILBOX --attribute address=sales@a.example';
  const before = await everyRow(cli.database);
  const preview = await tierctl(`${add} --dry-run`);
  expect(await everyRow(cli.database)).toEqual(before);
  expect(await tierctl(`${add} --yes`)).toMatchObject({ code: 0, stdout: preview.stdout });
  expect(preview.stdout).toBe(`New component
subscription  ACC-1/1
component     3
product       MAILBOX
start         2026-03-01
attributes    address=sales@a.example
`);
  expect((await tierctl('subscription component set ACC-1/1 3 --attribute address=x --yes')).stdout).toBe(
    'ACC-1/1 component 3 (MAILBOX)\naddress  sales@a.example → x\n',
  );
  const same = await tierctl('subscription component set ACC-1/1 3 --attribute address=x --yes');
  expect(same).toMatchObject({ code: 0, stderr: 'Nothing to change.\n' });
  expect((await tierctl('subscription component end ACC-1/1 1 --yes -o json')).json()).toMatchObject({
    subscription: { address: 'ACC-1/1' },
    component: { number: 1, status: 'ended', endDate: '2026-03-01' },
  });
  expect((await tierctl('subscription component list ACC-1/1 --status active -o ndjson')).stdout).toMatch(
    /^\{"number":2,.*\}\n\{"number":3,.*\}\n$/,
  );
  const { audit } = (await tierctl('audit list -o json')).json<{
    audit: { command: string; subject: string }[];
  }>();
  expect(audit.filter(({ command }) => command.includes('component'))).toHaveLength(3);
  expect(new Set(audit.map(({ subject }) => subject))).toEqual(new Set(['ACC-1/1']));
});

test.each([
  [`${ADD} --component MAILBOX=3`, 3, 'HOSTING has at most 2 of MAILBOX; this would make 3'],
  [`${ADD} --component SITE=0`, 3, 'HOSTING has at least 1 of SITE; this would make 0'],
  [`${ADD} --component MALBOX`, 3, 'the package HOSTING has no product "MALBOX"; did you mean MAILBOX?'],
  [`${ADD} --component MAILBOX`, 3, 'add --component-attribute MAILBOX:address=VALUE'],
  [`${ADD} --component MAILBOX=many`, 2, '"MAILBOX=many" is not PRODUCT=COUNT'],
  [`${ADD} --component-attribute MAILBOX`, 2, 'is not PRODUCT[/N]:NAME=VALUE'],
  [`${ADD} --component-attribute SITE/2:x=y`, 2, '"SITE/2" is none of the 1 of SITE'],
  ['subscription add ACC-1 SITE --component MAILBOX', 3, 'SITE is no package: it has no components'],
  ['subscription component add ACC-1/1 MAILBOX', 3, 'add --attribute address=VALUE'],
  ['subscription component add ACC-1/1 SITE --start 2026-02-01', 3, 'cannot start on 2026-02-01'],
  ['subscription component end ACC-1/1 1', 3, 'HOSTING has at least 1 of SITE; this would make 0'],
  ['subscription component end ACC-1/1 7', 4, 'ACC-1/1 has no component 7'],
  ['subscription component end ACC-1/1 first', 2, 'It must be a whole number.'],
  ['subscription component set ACC-1/1 1', 2, 'no change given'],
  ['subscription component set ACC-1/1 1 --attribute x=y', 4, 'SITE has no attribute "x"'],
  ['subscription component list ACC-1/9', 4, 'no subscription "ACC-1/9"'],
])('tierctl %s: exit %i', async (line, code, message) => {
  await given(cli, ADD);
  const before = await everyRow(cli.database);
  const run = await tierctl(`${line} --yes`);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
