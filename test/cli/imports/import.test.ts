import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tierctl-import-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));
beforeEach(async () => {
  await seedInto(cli.database, {
    items: [{ articleNumber: 'SITE', attributes: [{ name: 'domain' }] }],
    accounts: ['ACC-1'],
  });
  await rm(join(cwd, 'rejected.csv'), { force: true });
});

const HEADER = 'account,item,start,attribute.domain';
const file = async (name: string, ...lines: readonly string[]) => {
  await writeFile(join(cwd, name), `${lines.join('\n')}\n`);
  return name;
};
const count = async () => (await everyRow(cli.database))['tierctl.subscription']?.length;

describe('subscription import', () => {
  test('previews, imports, and is on record under the name of the file', async () => {
    const name = await file('subs.csv', HEADER, 'ACC-1,SITE,2026-01-01,a.example', 'ACC-1,SITE,2026-01-02,');
    const before = await everyRow(cli.database);
    const dry = await cli.run(['subscription', 'import', name, '--dry-run', '-o', 'json'], { cwd });
    expect(dry.json()).toEqual({
      schemaVersion: 1,
      dryRun: true,
      file: 'subs.csv',
      rows: 2,
      imported: 2,
      unchanged: 0,
      rejected: 0,
      notImported: [],
      createdAccounts: 0,
      newAccounts: [],
      equalToExisting: 0,
    });
    expect(await everyRow(cli.database)).toEqual(before);

    const { code, stdout } = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'New subscriptions\nfile     subs.csv\nrecords  2\nnew      2\n',
    });
    expect(await count()).toBe(2);
    const audit = await cli.run(['audit', 'list', '-o', 'json']);
    expect(audit.json<{ audit: object[] }>().audit).toMatchObject([
      {
        command: 'subscription import',
        subject: 'subs.csv',
        before: null,
        after: { subscriptions: { rows: 2, imported: 2 } },
      },
    ]);
  });

  test('asks on a terminal, and shows how far it is', async () => {
    const name = await file('subs.csv', HEADER, 'ACC-1,SITE,2026-01-01,');
    const declined = await cli.run(['subscription', 'import', name], { cwd, tty: true, answers: [false] });
    expect(declined).toMatchObject({ code: 130, questions: ['Commit this change?'] });
    expect(declined.stderr).toContain('reading  1 record');
    expect(declined.stderr).toContain('New subscriptions');
    expect(await count()).toBe(0);
    expect(
      await cli.run(['subscription', 'import', name], { cwd, tty: true, answers: [true] }),
    ).toMatchObject({ code: 0 });
    expect(await count()).toBe(1);
  });

  test('says which dates there are where another program exports one for "no date"', async () => {
    const name = await file(
      'subs.csv',
      'account,item,start,end,fromDate',
      'ACC-1,SITE,2026-01-01,9999-12-31,',
      'ACC-1,SITE,0000-00-00,,',
      'ACC-1,SITE,2026-01-01,,9999-12-31',
    );
    const { stderr } = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    const range = 'is not a date between 1900-01-01 and 2999-12-31';
    expect(stderr.split('\n').slice(1, 4)).toEqual([
      `  line 2: "end": "9999-12-31" ${range}: for none, write none`,
      `  line 3: "start": "0000-00-00" ${range}`,
      `  line 4: "fromDate": "9999-12-31" ${range}: for none, leave it empty`,
    ]);
  });

  test('names what is wrong with its lines, and exits with 3', async () => {
    const name = await file('subs.csv', HEADER, 'ACC-1,SITE,2026-02-30,', 'ACC-1,SIET,2026-01-01,');
    const refused = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toBe(
      'error: 2 of 2 records in subs.csv cannot be imported; nothing was written\n' +
        '  line 2: "start": "2026-02-30" is not a date: 2026-02 has the days 01 to 28\n' +
        '  line 3: no item "SIET"; did you mean SITE?\n' +
        'hint: correct them, or pass --skip-invalid FILE to import the others and have these in that file\n',
    );
    const json = await cli.run(['subscription', 'import', name, '--yes', '-o', 'json'], { cwd });
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: {
        kind: 'refused',
        code: 'records-invalid',
        data: {
          file: 'subs.csv',
          rows: 2,
          rejected: 2,
          problems: [{ line: 2, code: 'bad-date' }, { line: 3 }],
        },
      },
    });
  });

  test('says which flag helps against what is wrong', async () => {
    const name = await file('old.csv', HEADER, 'ACC-1,OLD,2026-01-01,', 'ACC-9,SITE,2026-01-01,');
    expect(await cli.run(['item', 'create', 'OLD', '--name', 'Old', '--inactive', '--yes'])).toMatchObject({
      code: 0,
    });
    const argv = ['subscription', 'import', name, '--yes'];
    const accounts = '; --create-accounts creates missing accounts';
    const inactive = '; --allow-inactive accepts subscriptions to inactive items';
    const refused = await cli.run(argv, { cwd });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(`have these in that file${inactive}${accounts}\n`);
    expect((await cli.run([...argv, '--create-accounts'], { cwd })).stderr).toContain(
      `have these in that file${inactive}\n`,
    );
    expect((await cli.run([...argv, '--allow-inactive'], { cwd })).stderr).toContain(
      `have these in that file${accounts}\n`,
    );
    expect(await count()).toBe(0);
    expect(await cli.run([...argv, '--allow-inactive', '--create-accounts'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(await count()).toBe(2);
  });

  test('a file that is not there', async () => {
    expect(await cli.run(['subscription', 'import', 'nowhere.csv', '--yes'], { cwd })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'error: the file nowhere.csv cannot be read: no such file\n',
    });
  });

  test('lists twenty problems at most, and says how many more there are', async () => {
    const name = await file('subs.csv', HEADER, ...Array.from({ length: 30 }, () => 'ACC-1,SITE,soon,'));
    const { stderr } = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    expect(stderr.match(/^ {2}line \d+:/gm)).toHaveLength(20);
    expect(stderr).toContain('and 10 more');
  });

  test('with --skip-invalid writes invalid records to a file that can be corrected and imported', async () => {
    const name = await file(
      'subs.csv',
      HEADER,
      'ACC-1,SITE,2026-01-01,a.example',
      'ACC-2,SITE,2026-01-01,"b, c"',
      'ACC-1,SITE,soon,"d""e"',
    );
    const argv = ['subscription', 'import', name, '--yes', '--skip-invalid', 'rejected.csv'];
    const first = await cli.run(argv, { cwd });
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('2 records were skipped: see rejected.csv'),
    });
    expect(await count()).toBe(1);
    const rejected = await readFile(join(cwd, 'rejected.csv'), 'utf8');
    expect(rejected.split('\r\n')).toEqual([
      'line,reason,account,item,start,attribute.domain',
      '3,"no account ""ACC-2""",ACC-2,SITE,2026-01-01,"b, c"',
      '4,"""start"": ""soon"" is not a date: dates are written YYYY-MM-DD, such as 2026-03-31",ACC-1,SITE,soon,"d""e"',
      '',
    ]);
    expect(await cli.run(argv, { cwd })).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('already exists'),
    });
    expect(await count()).toBe(1);

    await writeFile(join(cwd, 'corrected.csv'), rejected.replace('SITE,soon', 'SITE,2026-03-01'));
    const again = await cli.run(
      ['subscription', 'import', 'corrected.csv', '--yes', '--skip-invalid', 'rejected.csv', '--force'],
      { cwd },
    );
    expect(again.code).toBe(0);
    expect(await count()).toBe(2);
    expect((await readFile(join(cwd, 'rejected.csv'), 'utf8')).split('\r\n')).toHaveLength(3);
  });

  test('writes rejected NDJSON as it came, and no file where nothing is rejected', async () => {
    const bad = '{"account":"ACC-1","item":"SITE","start":["x"]}';
    const name = await file(
      'subs.jsonl',
      bad,
      '{"account":"ACC-1","item":"SITE","start":"2026-01-01","attributes":{"domain":"x"}}',
    );
    await cli.run(['subscription', 'import', name, '--yes', '--skip-invalid', 'rejected.csv'], { cwd });
    expect(await readFile(join(cwd, 'rejected.csv'), 'utf8')).toBe(
      `line,reason,record\r\n1,"""start"" must be a date such as ""2026-03-31"", not [""x""]","${bad.replaceAll('"', '""')}"\r\n`,
    );
    await rm(join(cwd, 'rejected.csv'));
    const right = await file('right.ndjson', '{"account":"ACC-1","item":"SITE","start":"2026-01-01"}');
    const { stderr } = await cli.run(
      ['subscription', 'import', right, '--yes', '--skip-invalid', 'rejected.csv'],
      { cwd },
    );
    expect(stderr).toBe('Committed.\n');
    await expect(readFile(join(cwd, 'rejected.csv'))).rejects.toThrow('ENOENT');
  });

  test('names what cannot be stored without storing it', async () => {
    const of = (attributes: object) =>
      JSON.stringify({ account: 'ACC-1', item: 'SITE', start: '2026-01-01', attributes });
    const name = await file('subs.ndjson', of({ 'a\0b': 'x' }), of({ 'c\ud800d': 'x' }));
    const { code, stderr } = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('line 2: ') });
    expect(stderr).toContain('a\ufffdb');
    expect(stderr).toContain('c\ufffdd');
  });

  test.each(['--dry-run', '--yes'])(
    'never puts rejected records in the place of the file itself (%s)',
    async (how) => {
      const name = await file(
        'subs.csv',
        HEADER,
        'ACC-1,SITE,2026-01-01,a.example',
        'ACC-1,SITE,soon,b.example',
      );
      const text = await readFile(join(cwd, name), 'utf8');
      await rm(join(cwd, 'link.csv'), { force: true });
      await symlink(join(cwd, name), join(cwd, 'link.csv'));
      for (const same of [name, `./${name}`, 'link.csv']) {
        expect(
          await cli.run(['subscription', 'import', name, how, '--skip-invalid', same, '--force'], { cwd }),
        ).toMatchObject({ code: 2, stderr: expect.stringContaining('and would overwrite it') });
      }
      expect(await readFile(join(cwd, name), 'utf8')).toBe(text);
      expect(await count()).toBe(0);
    },
  );

  test('creates accounts with --create-accounts, and takes retired items with --allow-inactive', async () => {
    await cli.run(['item', 'set', 'SITE', '--inactive', '--yes']);
    const name = await file('subs.csv', HEADER, 'NEW-1,SITE,2026-01-01,');
    const { code, stdout } = await cli.run(
      ['subscription', 'import', name, '--yes', '--create-accounts', '--allow-inactive'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'New subscriptions\nfile          subs.csv\nrecords       1\nnew           1\nnew accounts  1 (NEW-1)\n',
    });
  });

  test('an account that differs in letter case alone is suggested, and warned about', async () => {
    const name = await file('subs.csv', HEADER, 'acc-1,SITE,2026-01-01,');
    const argv = ['subscription', 'import', name];
    expect((await cli.run([...argv, '--yes'], { cwd })).stderr).toContain(
      '  line 2: no account "acc-1"; did you mean ACC-1?\n',
    );
    const warning = 'acc-1 differs from the account ACC-1 only in letter case\n';
    const preview = await cli.run([...argv, '--create-accounts', '--dry-run'], { cwd });
    expect(preview.stdout).toContain(`new accounts  1 (acc-1)\n${warning}`);
    const created = await cli.run(['account', 'create', 'acc-1', '--dry-run'], { cwd });
    expect(created.stdout).toBe(`New account\naccount  acc-1\n${warning}`);
  });

  test('a header alone is nothing to change', async () => {
    const name = await file('subs.csv', HEADER);
    const { code, stderr } = await cli.run(['subscription', 'import', name, '--yes'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Nothing to change.\n' });
  });
});

describe('standard input', () => {
  const argv = ['account', 'import', '-', '--format', 'csv'];

  test('is read where a flag says how it ends', async () => {
    expect(await cli.run([...argv, '--yes'], { stdin: 'account\nACC-2\n' })).toMatchObject({ code: 0 });
    expect((await cli.run(['account', 'list', '-o', 'csv'])).stdout).toContain('ACC-2,ACC-2,0');
  });

  // The test's system throws when anything reads standard input that was not given.
  test.each([false, true])('is not touched without one (terminal: %s)', async (tty) => {
    const { code, stderr } = await cli.run(argv, { tty });
    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect(stderr).toContain('--dry-run');
  });

  test('needs a format', async () => {
    const { code, stderr } = await cli.run(['account', 'import', '-', '--yes']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--format csv') });
  });
});

describe('a file', () => {
  test('that is not there, is a folder, or has no known extension is a usage error', async () => {
    expect(await cli.run(['usage', 'import', 'gone.csv', '--yes'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the file gone.csv cannot be read'),
    });
    expect(await cli.run(['usage', 'import', '.', '--format', 'csv', '--yes'], { cwd })).toMatchObject({
      code: 2,
    });
    expect(await cli.run(['usage', 'import', 'data.xlsx', '--yes'], { cwd })).toMatchObject({ code: 2 });
  });
});

describe('lists for programs', () => {
  const ACCOUNTS = 12_000;
  const many = () =>
    cli.run(['account', 'import', '-', '--format', 'csv', '--yes', '--quiet'], {
      stdin: `account\n${Array.from({ length: ACCOUNTS }, (_, n) => `B-${String(n).padStart(5, '0')}`).join('\n')}\n`,
    });

  test('are whole, unless --limit says otherwise', async () => {
    await many();
    const csv = (await cli.run(['account', 'list', '-o', 'csv'])).stdout.trimEnd().split('\r\n');
    expect(csv).toHaveLength(1 + 1 + ACCOUNTS);
    expect(csv.slice(0, 3)).toEqual(['id,name,activeSubscriptions', 'ACC-1,ACC-1,0', 'B-00000,B-00000,0']);
    expect(new Set(csv).size).toBe(csv.length);
    const ndjson = (await cli.run(['account', 'list', '-o', 'ndjson'])).stdout.trimEnd().split('\n');
    expect(ndjson).toHaveLength(1 + ACCOUNTS);
    const limited = (await cli.run(['account', 'list', '-o', 'csv', '--limit', '5'])).stdout;
    expect(limited.trimEnd().split('\r\n')).toHaveLength(6);
    const table = await cli.run(['account', 'list']);
    expect(table.stderr).toContain('These are the first 100');
  });

  test('end when their reader goes away', async () => {
    await many();
    const { code, stdout, stderr } = await cli.run(['account', 'list', '-o', 'ndjson'], {
      stdoutClosesAfter: 10,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(5_000);
  });

  test.each(['subscription', 'audit'])('%s list has a header even where it is empty', async (noun) => {
    const { code, stdout } = await cli.run([noun, 'list', '-o', 'csv']);
    expect({ code, lines: stdout.split('\r\n').length }).toEqual({ code: 0, lines: 2 });
  });
});
