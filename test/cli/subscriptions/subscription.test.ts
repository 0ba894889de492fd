import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      {
        articleNumber: 'HST-TRIAL',
        name: 'Trial',
        term: 'P14D',
        attributes: [{ name: 'domain', required: true }],
        defaultPath: 'Trial ends',
      },
      { articleNumber: 'HST-SILVER', name: 'Silver', attributes: ['domain'] },
      { articleNumber: 'HST-GOLD', name: 'Gold' },
    ],
    paths: [
      { name: 'Trial ends', source: 'HST-TRIAL', destination: 'HST-SILVER', map: { domain: 'domain' } },
      { name: 'Trial to Gold', source: 'HST-TRIAL', destination: 'HST-GOLD' },
    ],
    accounts: ['ACC-1'],
  }),
);

test('add starts today and ends as the term says', async () => {
  expect(
    await tierctl('subscription add ACC-1 HST-TRIAL --attribute domain=blue.example --yes'),
  ).toMatchObject({
    code: 0,
    stderr: 'Committed.\n',
    stdout: `New subscription
subscription  ACC-1/1
item          HST-TRIAL Trial
status        active
start         2026-03-01
end           2026-03-14
path          Trial ends: the default of HST-TRIAL
applies       on its end date

attribute  value
domain     blue.example
`,
  });
});

test('today is the day in UTC unless configured otherwise, wherever the process runs', async () => {
  const line = 'subscription add ACC-1 HST-GOLD --yes -o json';
  const run = await cli.run(words(line), { now: '2026-03-01T23:30:00.000Z' });
  expect(run.json()).toMatchObject({ subscription: { startDate: '2026-03-01', endDate: null } });
});

test('add with everything', async () => {
  const run = await tierctl(
    'subscription add NEW HST-TRIAL --create-account --start 2026-01-01 --no-end --path "Trial to Gold" ' +
      '--from-date 2026-02-01 --attribute "domain=a=b c" --external-id crm-1 --yes -o json',
  );
  expect(run.json()).toMatchObject({
    created: true,
    createdAccount: { id: 'NEW' },
    subscription: {
      address: 'NEW/1',
      startDate: '2026-01-01',
      endDate: null,
      path: { rule: 'override', name: 'Trial to Gold' },
      apply: 'from_date',
      fromDate: '2026-02-01',
      dueOn: '2026-02-01',
      externalId: 'crm-1',
      attributes: { domain: 'a=b c' },
    },
  });
  const again = await tierctl(
    'subscription add NEW HST-TRIAL --external-id crm-1 --if-not-exists --attribute domain=x --yes -o json',
  );
  expect(again).toMatchObject({ code: 0, stderr: 'Nothing to change.\n' });
  expect(again.json()).toMatchObject({ created: false, subscription: { address: 'NEW/1' } });
});

test('show shows which path applies and why, what will happen when, and what happened', async () => {
  await given(
    cli,
    'subscription add ACC-1 HST-TRIAL --start 2026-02-01 --attribute domain=blue.example',
    'subscription add ACC-1 HST-TRIAL --start 2026-02-01 --attribute domain=blue.example --no-path',
    'subscription add ACC-1 HST-TRIAL --start 2026-02-01 --attribute domain=blue.example --path "Trial to Gold" --no-end',
  );
  const show = async (number: number) => (await tierctl(`subscription show ACC-1/${number}`)).stdout;
  expect(await show(1)).toMatch(/\npath +Trial ends: the default of HST-TRIAL\n/);
  expect(await show(1)).toMatch(
    /\nnext +due since 2026-02-15: the next run moves it to HST-SILVER through path "Trial ends" \(the default of HST-TRIAL\)\nsuccessor ends +never\n$/,
  );
  expect(await show(2)).toMatch(/\npath +none: an override\n/);
  expect(await show(2)).toMatch(/\nnext +due on 2026-02-15, but stays: no upgrade path applies to it\n$/);
  expect(await show(3)).toMatch(/\npath +Trial to Gold: an override of the default\n/);
  expect(await show(3)).toMatch(/\nnext +nothing: it has neither an end date nor a from date\n$/);
  await given(cli, 'run-transitions');
  expect(await show(1)).toMatch(
    /\nnext +nothing: it has ended\nreplaced by +ACC-1\/4 \(HST-SILVER\) on 2026-02-15\nthrough +Trial ends\nin run +1\n$/,
  );
  expect(await show(4)).toMatch(/\nreplaced +ACC-1\/1 \(HST-TRIAL\)\n$/);
  expect((await tierctl('subscription list --item HST-TRIAL --status active')).stdout).toBe(
    'subscription  item       status  start       end         due         path\n' +
      'ACC-1/2       HST-TRIAL  active  2026-02-01  2026-02-14  2026-02-15  none (override)\n' +
      'ACC-1/3       HST-TRIAL  active  2026-02-01  –           –           Trial to Gold (override)\n',
  );
});

const ADD = 'subscription add ACC-1 HST-TRIAL --start 2026-02-01 --attribute domain=x';

test.each([
  [`${ADD} --end 2026-02-30`, 2, '"2026-02-30" is not a date'],
  [`${ADD} --end 2026-01-31`, 3, 'the subscription would end on 2026-01-31, before it starts on 2026-02-01'],
  [`${ADD} --from-date 2026-02-01`, 3, 'the subscription starts on 2026-02-01'],
  [`${ADD} --from-date 2026-02-16`, 3, 'choose 2026-02-15 or an earlier date'],
  [`${ADD} --apply from-date`, 2, 'to move from a date, that date is needed'],
  [`${ADD} --path "Trial end"`, 4, 'no path "Trial end"; did you mean Trial ends?'],
  [`${ADD} --attribute domian=y`, 4, 'HST-TRIAL has no attribute "domian"; did you mean domain?'],
  [`${ADD} --attribute domain=y`, 2, 'the attribute "domain" is given twice'],
  [`${ADD} --if-not-exists`, 2, 'add --external-id ID'],
  ['subscription add ACC-1 HST-TRIAL', 3, 'a subscription to HST-TRIAL needs "domain"'],
  ['subscription add ACC-l HST-TRIAL', 4, 'no account "ACC-l"; did you mean ACC-1?'],
  ['subscription add ACC-1 HST-GLOD', 4, 'no item "HST-GLOD"; did you mean HST-GOLD?'],
  ['subscription add ACC-1', 2, "missing required argument 'item'"],
  ['subscription show ACC-1', 2, 'write ACCOUNT/NUMBER'],
  ['subscription show ACC-1/7', 4, 'no subscription "ACC-1/7"'],
  ['subscription list --due-before soon', 2, '"soon" is not a date'],
  ['subscription list --status asleep', 2, 'Allowed choices are active, ended'],
])('tierctl %s: exit %i', async (line, code, message) => {
  const before = await everyRow(cli.database);
  const run = await tierctl(`${line} --yes`);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
