import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));
const CREATE = 'path create "Trial ends" --source HST-TRIAL --destination HST-SILVER';

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'HST-TRIAL', name: 'Trial', term: 'P14D', attributes: ['domain', 'contact'] },
      {
        articleNumber: 'HST-SILVER',
        name: 'Silver',
        attributes: [{ name: 'domain', required: true }, 'owner', { name: 'seats', type: 'number' }],
      },
      { articleNumber: 'HST-OLD', name: 'Old', active: false },
    ],
  }),
);

test('create shows the path, its mapping and what to do next', async () => {
  const run = await tierctl(`${CREATE} --from 2026-01-01 --map-matching --map contact=owner --yes`);
  expect(run).toMatchObject({ code: 0, stderr: 'Committed.\n' });
  expect(run.stdout.replace(/[0-9a-f-]{36}/, 'ID')).toBe(`New path
name            Trial ends
id              ID
source          HST-TRIAL Trial
destination     HST-SILVER Silver
in effect       from 2026-01-01
default         no
over the limit  block

attribute of HST-TRIAL  attribute of HST-SILVER
domain                  domain
contact                 owner

a successor ends  never

To make it the default: tierctl path assign HST-TRIAL 'Trial ends'
`);
});

test('create says what nothing fills', async () => {
  const run = await tierctl(`${CREATE} --dry-run`);
  expect(run.stdout).toContain('HST-SILVER requires domain, and nothing fills it');
});

test('create as JSON', async () => {
  const run = await tierctl(`${CREATE} --map domain=domain --until 2026-12-31 --yes -o json`);
  const item = (articleNumber: string, name: string) => ({ id: expect.any(String), articleNumber, name });
  expect(run.json()).toEqual({
    schemaVersion: 1,
    dryRun: false,
    created: true,
    warnings: [],
    takesAway: {
      extensions: [],
      products: [],
      attributes: [{ item: item('HST-TRIAL', 'Trial'), attribute: 'contact' }],
      successorTerm: null,
    },
    path: {
      id: expect.any(String),
      name: 'Trial ends',
      source: item('HST-TRIAL', 'Trial'),
      destination: item('HST-SILVER', 'Silver'),
      effectiveFrom: null,
      effectiveUntil: '2026-12-31',
      overLimit: 'block',
      description: null,
      isDefault: false,
      attributes: [
        {
          source: { item: item('HST-TRIAL', 'Trial'), attribute: 'domain' },
          destination: { item: item('HST-SILVER', 'Silver'), attribute: 'domain' },
        },
      ],
      products: [],
    },
  });
});

const TAKES_AWAY = 'attributes not carried over  contact\na successor ends             never\n';

test('list, assign, show, update, map and delete', async () => {
  await given(cli, `${CREATE} --map domain=domain`);
  expect(await tierctl('path assign HST-TRIAL "Trial ends" --yes')).toMatchObject({
    code: 0,
    stdout: `HST-TRIAL
default path  none → Trial ends
leads to      none → HST-SILVER

${TAKES_AWAY}`,
  });
  expect((await tierctl('path list --source HST-TRIAL')).stdout).toBe(
    'path        source     destination  in effect  default  description\n' +
      'Trial ends  HST-TRIAL  HST-SILVER   always     yes      –\n',
  );
  expect((await tierctl('path show "Trial ends"')).stdout).toContain(`
overrides the default of  0 active subscriptions
moved                     0 subscriptions

attribute of HST-SILVER  type    required  filled from HST-TRIAL
domain                   text    yes       domain
owner                    text    no        –
seats                    number  no        –

${TAKES_AWAY}`);
  expect(await tierctl('path update "Trial ends" --until 2026-12-31 --yes')).toMatchObject({
    code: 0,
    stdout: `Trial ends\nin effect  always → until 2026-12-31\n\n${TAKES_AWAY}`,
  });
  expect((await tierctl('path map "Trial ends" --unmap domain --map contact=owner --yes')).stdout).toBe(
    'Trial ends\ndomain from  domain → none\nowner from   none → contact\n\n' +
      'attributes not carried over  domain\na successor ends             never\n\n' +
      'HST-SILVER requires domain, and nothing fills it (see --map)\n',
  );
  expect(await tierctl('path delete "Trial ends" --yes')).toMatchObject({
    code: 3,
    stdout: '',
    stderr:
      'error: path "Trial ends" is in use: it is the default of HST-TRIAL\n' +
      "hint: to stop it, close its window: tierctl path update 'Trial ends' --until DATE\n",
  });
  await given(cli, 'path assign HST-TRIAL --none');
  expect(await tierctl('path delete "Trial ends" --yes')).toMatchObject({ code: 0, stderr: 'Committed.\n' });
  expect(await tierctl('path list')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^No paths/),
  });
});

test.each([
  [
    'path create x --source HST-TRAIL --destination HST-SILVER',
    4,
    'no item "HST-TRAIL"; did you mean HST-TRIAL?',
  ],
  [
    'path create x --source HST-TRIAL --destination HST-TRIAL',
    3,
    'a path cannot lead from HST-TRIAL to itself',
  ],
  ['path create x --source HST-TRIAL --destination HST-OLD', 3, 'the destination HST-OLD is not active'],
  ['path create x --source HST-TRIAL', 2, '--destination is missing, and there is no terminal to ask on'],
  [`${CREATE} --from 2026-02-30`, 2, '"2026-02-30" is not a date'],
  [
    `${CREATE} --from 2026-03-02 --until 2026-03-01`,
    3,
    'the window would end on 2026-03-01, before it begins',
  ],
  [`${CREATE} --map domian=domain`, 4, 'HST-TRIAL has no attribute "domian"; did you mean domain?'],
  [`${CREATE} --map domain`, 2, '--map "domain" is not SOURCE=DESTINATION'],
  [`${CREATE} --map domain=seats`, 3, 'a text cannot become a number'],
  [`${CREATE} --over-limit maybe`, 2, 'Allowed choices are block, allow, extend'],
  [`${CREATE} --nonsense`, 2, "unknown option '--nonsense'"],
  ['path create Taken --source HST-TRIAL --destination HST-SILVER', 5, 'path "Taken" already exists'],
  ['path show Token', 4, 'no path "Token"; did you mean Taken?'],
  ['path update Taken', 2, 'no change given'],
  ['path update Taken --unmap domain', 2, "unknown option '--unmap'"],
  ['path map Taken', 2, 'no change given'],
  ['path map Token --map-matching', 4, 'no path "Token"; did you mean Taken?'],
  ['path map Taken --unmap domain', 4, 'nothing is mapped to the attribute "domain"'],
  ['path map Taken --map-product MAIL', 2, '--map-product "MAIL" is not SOURCE=DESTINATION'],
  ['path assign HST-TRIAL', 2, 'give either a path or --none'],
  ['path assign HST-TRIAL Taken --none', 2, 'give either a path or --none'],
  ['path assign HST-SILVER Taken', 3, 'path "Taken" starts at HST-TRIAL, not at HST-SILVER'],
])('tierctl %s: exit %i', async (line, code, message) => {
  await given(cli, 'path create Taken --source HST-TRIAL --destination HST-SILVER');
  const before = await everyRow(cli.database);
  const run = await tierctl(`${line} --yes`);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
