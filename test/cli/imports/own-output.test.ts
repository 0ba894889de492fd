// The program reads its own output: a list is exported, perhaps changed in a spreadsheet, and imported.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tierctl-own-output-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const CATALOGUE = {
  items: [
    { articleNumber: 'SITE', attributes: [{ name: 'domain', required: true }], term: 'P1Y' },
    { articleNumber: 'PLUS' },
    { articleNumber: 'OLD', active: false },
    { articleNumber: 'PACK', kind: 'package' as const, products: ['SITE'] },
  ],
  paths: [
    { name: 'usual', source: 'SITE', destination: 'PLUS' },
    { name: 'other', source: 'SITE', destination: 'PLUS' },
  ],
};

beforeEach(() =>
  seedInto(cli.database, {
    ...CATALOGUE,
    subscriptions: [
      {
        account: 'ACC-1',
        item: 'SITE',
        start: '2026-01-01',
        path: 'other',
        attributes: { domain: 'a.example' },
      },
      { account: 'ACC-1', item: 'SITE', start: '2025-01-01', end: '2025-12-31', path: 'usual' },
      { account: 'ACC-1', item: 'PLUS', start: '2026-01-01', path: null, externalId: 'ORD-3' },
      { account: 'ACC-2', number: 7, item: 'OLD', start: '2020-01-01', status: 'ended', end: '2024-12-31' },
      {
        account: 'ACC-2',
        number: 9,
        item: 'PACK',
        start: '2026-01-01',
        components: [{ item: 'SITE', attributes: { domain: 'c.example' } }],
      },
    ],
  }),
);

/** Prints something into a file and imports that. */
async function takeBack(list: string, kind: string, format: string, change = (text: string) => text) {
  const printed = await cli.run([...words(list), '-o', format]);
  expect(printed.code).toBe(0);
  const name = `list.${format}`;
  await writeFile(join(cwd, name), change(printed.stdout));
  return cli.run([kind, 'import', name, '--yes', '-o', 'json'], { cwd });
}

describe.each(['csv', 'ndjson'])('as %s', (format) => {
  test.each([
    ['account list', 'account', 2],
    ['subscription list', 'subscription', 5],
    ['account show ACC-1', 'subscription', 3],
    ['subscription show ACC-1/1', 'subscription', 1],
    ['subscription show ACC-2/9', 'subscription', 1],
  ])('%s can be imported where the same is there', async (list, kind, rows) => {
    const before = await everyRow(cli.database);
    const again = await takeBack(list, kind, format);
    expect(again.stderr).toBe('Nothing to change.\n');
    expect(again.json()).toMatchObject({ rows, unchanged: rows, imported: 0, notImported: [] });
    expect(await everyRow(cli.database)).toEqual(before);
  });

  test('usage show can be imported, changed or not', async () => {
    await cli.run(words('usage set ACC-1/3 email=5 ftp=2 --yes'));
    expect((await takeBack('usage show ACC-1/3', 'usage', format)).json()).toMatchObject({ unchanged: 2 });
    const more = await takeBack('usage show ACC-1/3', 'usage', format, (text) =>
      text.replace('email,5', 'email,6').replace('"usage":5', '"usage":6'),
    );
    expect(more.json()).toMatchObject({ rows: 2, imported: 1, unchanged: 1 });
    expect((await cli.run(words('usage show ACC-1/3 -o csv'))).stdout).toContain('\r\nACC-1,3,email,6,');
  });

  test('a list that says something else is refused with what differs', async () => {
    const refused = await takeBack('subscription list', 'subscription', format, (text) =>
      text.replaceAll('2026-01-01', '2026-01-02'),
    );
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stderr).error.message).toContain(
      'ACC-1/1 is there already, and differs in item, dates or path',
    );
  });

  test('into another database active subscriptions keep their numbers, and what cannot be kept is named', async () => {
    await seedInto(cli.database, {
      subscriptions: [{ account: 'ACC-3', number: 4, item: 'PLUS', start: '2026-01-01', replaces: 2 }],
    });
    const elsewhere = (text: string) => text.replaceAll('ACC-3', 'ACC-4');
    await cli.run(words('account create ACC-4 --yes'));
    const moved = await takeBack('subscription list --account ACC-3', 'subscription', format, elsewhere);
    expect(moved.json()).toMatchObject({
      rows: 1,
      imported: 1,
      notImported: ['replaces'],
      equalToExisting: 0,
    });
    expect((await cli.run(words('subscription show ACC-4/4 -o json'))).json()).toMatchObject({
      subscription: { address: 'ACC-4/4', status: 'active', endDate: null, replaces: null },
    });
    const text = await cli.run(['subscription', 'import', `list.${format}`, '--yes'], { cwd });
    expect(text.stdout).not.toContain('not imported');
  });

  test('where something is not there, a list lacks what only lists can lack', async () => {
    const elsewhere = (text: string) => text.replaceAll('ACC-1', 'ACC-9').replaceAll('ACC-2', 'ACC-9');
    await cli.run(words('account create ACC-9 --yes'));
    const refused = await takeBack('subscription list', 'subscription', format, elsewhere);
    const { error } = JSON.parse(refused.stderr);
    const first = format === 'csv' ? 2 : 1;
    expect(error.data.problems).toEqual([
      {
        line: first,
        code: 'attribute-required',
        reason: 'a subscription to SITE needs "domain": add attribute.domain',
      },
      { line: first + 1, code: 'attribute-required', reason: expect.any(String) },
      {
        line: first + 3,
        code: 'status-ended',
        reason: 'it has ended: only active subscriptions can be added',
      },
      { line: first + 4, code: 'attribute-required', reason: expect.any(String) },
    ]);
  });
});

test('the preview names what is not imported', async () => {
  const row =
    'account,item.articleNumber,startDate,status,change.on,replaces\r\nACC-1,PLUS,2026-05-01,active,2026-12-01,\r\n';
  await writeFile(join(cwd, 'some.csv'), row);
  const { stdout } = await cli.run(['subscription', 'import', 'some.csv', '--dry-run'], { cwd });
  expect(stdout).toMatch(/\nnot imported +change\.on\n$/);
});

test('components with dates of their own are not added with others', async () => {
  const shown = (await cli.run(words('subscription show ACC-2/9 -o ndjson'))).stdout.replace(
    '"number":9',
    '"number":10',
  );
  const imported = async (text: string) => {
    await writeFile(join(cwd, 'pack.ndjson'), text);
    return cli.run(['subscription', 'import', 'pack.ndjson', '--yes', '-o', 'json'], { cwd });
  };
  const components = '"components":[{"number":1,';
  const ended = await imported(shown.replace(/("components":.*?)"status":"active"/, '$1"status":"ended"'));
  expect(ended.stderr).toContain('a component SITE has dates of its own, which an import cannot make');
  const unknown = await imported(shown.replace(components, `${components}"colour":1,"size":2,`));
  expect(unknown.stderr).toContain(
    'a component has no member \\"colour\\", \\"size\\": it has item and attributes',
  );
  expect((await imported(shown)).json()).toMatchObject({ imported: 1, unchanged: 0 });
  expect((await imported(shown)).json()).toMatchObject({ imported: 0, unchanged: 1 });
});

test('a column and another name of it are not both taken', async () => {
  await writeFile(
    join(cwd, 'both.csv'),
    'account,item,start,startDate\r\nACC-1,PLUS,2026-05-01,2026-06-01\r\n',
  );
  const csv = await cli.run(['subscription', 'import', 'both.csv', '--yes'], { cwd });
  expect(csv).toMatchObject({ code: 3 });
  expect(csv.stderr).toContain('the columns "start" and "startDate" have the same meaning: remove one');
  const member = '{"account":"ACC-1","item":"PLUS","start":"2026-05-01","startDate":"2026-06-01"}\n';
  await writeFile(join(cwd, 'both.ndjson'), member);
  const ndjson = await cli.run(['subscription', 'import', 'both.ndjson', '--yes'], { cwd });
  expect(ndjson.stderr).toContain('line 1: "start" and "startDate" have the same meaning: remove one');
});

test('rejected NDJSON can be corrected and imported, too', async () => {
  const good = '{"account":"ACC-1","item":"PLUS","start":"2026-05-01","externalId":"a,\\"b\\""}';
  await writeFile(join(cwd, 'subs.ndjson'), `${good.replace('2026-05-01', 'soon')}\n`);
  const argv = [
    'subscription',
    'import',
    'subs.ndjson',
    '--yes',
    '--skip-invalid',
    'rejected.csv',
    '--force',
  ];
  expect(await cli.run(argv, { cwd })).toMatchObject({ code: 0 });
  const rejected = await readFile(join(cwd, 'rejected.csv'), 'utf8');
  await writeFile(join(cwd, 'corrected.csv'), rejected.replace('""soon"",', '""2026-05-01"",'));
  const again = [
    'subscription',
    'import',
    'corrected.csv',
    '--yes',
    '--skip-invalid',
    'rejected.csv',
    '--force',
    '-o',
    'json',
  ];
  expect((await cli.run(again, { cwd })).json()).toMatchObject({ rows: 1, imported: 1 });
  await writeFile(join(cwd, 'still.csv'), rejected);
  const still = await cli.run(
    ['subscription', 'import', 'still.csv', '--yes', '--skip-invalid', 'twice.csv', '--force'],
    { cwd },
  );
  expect(still).toMatchObject({ code: 0 });
  expect(await readFile(join(cwd, 'twice.csv'), 'utf8')).toBe(rejected.replace(/^1,/m, '2,'));
});

describe('a file without external ids that is imported twice', () => {
  beforeEach(async () => {
    await writeFile(
      join(cwd, 'plus.csv'),
      'account,item,start\nACC-1,PLUS,2026-05-01\nACC-2,PLUS,2026-05-01\n',
    );
    await cli.run(['subscription', 'import', 'plus.csv', '--yes'], { cwd });
    await writeFile(
      join(cwd, 'plus.csv'),
      'account,item,start\nACC-1,PLUS,2026-05-01\nACC-2,PLUS,2026-05-01\nACC-2,PLUS,2026-06-01\n',
    );
  });

  test('is shown in the preview', async () => {
    const { stdout } = await cli.run(['subscription', 'import', 'plus.csv', '--dry-run'], { cwd });
    expect(stdout).toBe(
      'New subscriptions\nfile               plus.csv\nrecords            3\nnew                3\nequal to existing  2\n' +
        '2 of 3 new subscriptions equal an existing one: without an externalId, each import adds them again\n',
    );
  });

  test.each(['--dry-run', '--yes'])('and in JSON, with %s', async (how) => {
    const { json } = await cli.run(['subscription', 'import', 'plus.csv', how, '-o', 'json'], { cwd });
    expect(json()).toMatchObject({ imported: 3, equalToExisting: 2 });
  });
});
