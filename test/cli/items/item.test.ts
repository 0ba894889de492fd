import { expect, test } from 'vitest';
import { given, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);
const rows = () => cli.database.kysely.selectFrom('billing.item').selectAll().execute();

const SILVER =
  'item create HST-SILVER --name "Silver hosting" --kind package --term P3M --renewal P1Y --renewal P1M ' +
  '--attribute domain:required --attribute plan:choice=basic,pro:default=pro';

test('item create writes all that is named', async () => {
  const { code, stdout, stderr } = await run(`${SILVER} --yes`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Committed.\n' });
  expect(stdout.replace(/[0-9a-f-]{36}/, 'ID').split('\n')).toEqual([
    'New item',
    'article       HST-SILVER',
    'name          Silver hosting',
    'id            ID',
    'kind          package',
    'active        yes',
    'term          P3M',
    'renews every  1 month, 1 year',
    '',
    'attribute  type    required  default  choices',
    'domain     text    yes       –        –',
    'plan       choice  no        pro      basic, pro',
    '',
  ]);
  expect((await run('item show HST-SILVER -o json')).json()).toMatchObject({
    item: {
      articleNumber: 'HST-SILVER',
      name: 'Silver hosting',
      kind: 'package',
      active: true,
      term: 'P3M',
      defaultPath: null,
      renewalPeriods: [
        { value: 1, unit: 'month' },
        { value: 1, unit: 'year' },
      ],
      attributes: [
        { name: 'domain', type: 'text', required: true, defaultValue: null, choices: null },
        { name: 'plan', type: 'choice', required: false, defaultValue: 'pro', choices: ['basic', 'pro'] },
      ],
      groups: [],
    },
  });
});

test('item create twice is a conflict, or nothing with --if-not-exists', async () => {
  await given(cli, SILVER);
  expect(await run(`${SILVER} --yes`)).toMatchObject({
    code: 5,
    stderr:
      'error: item "HST-SILVER" already exists\n' +
      'hint: change it with tierctl item set HST-SILVER, or pass --if-not-exists\n',
  });
  expect(await run(`${SILVER} --if-not-exists --yes`)).toMatchObject({
    code: 0,
    stderr: 'Nothing to change.\n',
  });
});

test.each([
  ['item create X --yes', /required option '--name <name>' not specified/],
  ['item create X --name X --kind bundle --yes', /Allowed choices are product, package, extension/],
  ['item create X --name X --term 3M --yes', /"3M" cannot be a term/],
  ['item create X --name X --renewal P1M3D --yes', /"P1M3D" cannot be a renewal period/],
  ['item create X --name X --attribute seats:nubmer --yes', /did you mean number\?/],
  ['item create X --name X --attribute a --attribute A --yes', /the attribute "A" looks like "a"/],
  ['item create "X Y" --name X --yes', /cannot be an article number/],
  ['item create X --name X', /--yes/],
  ['item set HST-SILVER --yes', /no change given/],
  ['item set HST-SILVER --active --inactive --yes', /cannot be used with/],
  ['item list --active --inactive', /cannot be used with/],
])('%s exits 2 and writes nothing', async (line, message) => {
  const { code, stdout, stderr } = await run(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(await rows()).toEqual([]);
});

test('item list shows kind, activity, term and renewal', async () => {
  await given(cli, SILVER, 'item create DNS --name DNS --inactive');
  expect((await run('item list')).stdout.split('\n')).toEqual([
    'article     name            kind     active  term  renews every     default path',
    'DNS         DNS             product  no      –     –                –',
    'HST-SILVER  Silver hosting  package  yes     P3M   1 month, 1 year  –',
    '',
  ]);
  const listed = async (options: string) =>
    (await run(`item list ${options} -o json`))
      .json<{ items: { articleNumber: string }[] }>()
      .items.map(({ articleNumber }) => articleNumber);
  expect(await listed('--kind package')).toEqual(['HST-SILVER']);
  expect(await listed('--active')).toEqual(['HST-SILVER']);
  expect(await listed('--inactive')).toEqual(['DNS']);
});

test('item show shows the groups of the item', async () => {
  await given(
    cli,
    SILVER,
    'group create Webhosting',
    'member add Webhosting HST-SILVER --level 3 --no-upgradeable',
  );
  const { stdout } = await run('item show HST-SILVER');
  expect(stdout).toContain('\n\nin group    level  flags\nWebhosting      3  all but upgradeable\n');
  expect(await run('item show HST-SLIVER')).toMatchObject({
    code: 4,
    stderr: 'error: no item "HST-SLIVER"; did you mean HST-SILVER?\n',
  });
});

test('item set shows the old beside the new and leaves the rest', async () => {
  await given(cli, SILVER);
  const line =
    'item set HST-SILVER --name Silver --no-term --renewal P1M --attribute note --remove-attribute domain --inactive';
  const { code, stdout } = await run(`${line} --yes`);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'HST-SILVER',
    'name              Silver hosting → Silver',
    'active            yes → no',
    'term              P3M → none',
    'renews every      1 month, 1 year → 1 month',
    'attribute domain  text; required → none',
    'attribute note    none → text',
    '',
  ]);
  expect(await run(`item set HST-SILVER --inactive --yes`)).toMatchObject({
    code: 0,
    stdout: 'HST-SILVER\nno change\n',
    stderr: 'Nothing to change.\n',
  });
  await given(cli, 'item set HST-SILVER --active --term P12M --no-renewal');
  expect((await run('item show HST-SILVER -o json')).json()).toMatchObject({
    item: { kind: 'package', active: true, term: 'P1Y', renewalPeriods: [] },
  });
});

test('--dry-run writes nothing', async () => {
  expect(await run(`${SILVER} --dry-run`)).toMatchObject({
    code: 0,
    stderr: 'Dry run: nothing was written.\n',
  });
  expect(await rows()).toEqual([]);
});
