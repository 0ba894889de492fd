import { beforeEach, describe, expect, test } from 'vitest';
import { billingTables } from '../../../migrations/0001-billing-tables.ts';
import { given, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const GROUP_ID = '8e8e00ec-a78f-4635-8787-2ebf9de62106';
const AT = '2026-01-01T00:00:00.000Z';

describe('on a migrated database', () => {
  const cli = useCli();
  const run = (line: string, options = {}) => cli.run(words(line), options);

  beforeEach(() =>
    given(
      cli,
      'item create HST-START --name "Start hosting" --renewal P1M',
      'item create HST-GOLD --name "Gold hosting" --renewal P1M',
      'group create Webhosting',
      'member add Webhosting HST-START --level 1',
      'member add Webhosting HST-GOLD --level 2',
    ),
  );

  test('nothing is wrong: 0, strictly too', async () => {
    const { code, stdout, stderr } = await run('doctor --strict');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^database {2}PostgreSQL .*\nschema {4}current\nchecked {3}1 group, 2 members, 0 paths\n\nNo problems found\.\n$/,
    );
  });

  test('warnings: 0, and 3 with --strict', async () => {
    await given(cli, 'group create Archive');
    expect(await run('doctor')).toMatchObject({ code: 0, stderr: '' });
    const strict = await run('doctor --strict');
    expect(strict).toMatchObject({ code: 3, stderr: 'error: doctor found 1 warning\n' });
    expect(strict.stdout).toMatch(
      /\n\nwarning {2}empty-group\nA group without members allows no move\.\n {2}"Archive" has no members\n {4}tierctl group delete Archive\n\n1 warning\n$/,
    );
  });

  test('errors: 3; every fix, pasted, leaves nothing to find', async () => {
    await given(
      cli,
      'group create "Old ones"',
      'member add "Old ones" HST-START --level 9',
      'member add "Old ones" HST-GOLD --level 8',
      'item create X --name X --renewal P1Y',
      'member add Webhosting X --level 3',
      'item create Y --name Y --inactive',
      'member add Webhosting Y --level 0',
      'item create Z --name Z',
      'member add Webhosting Z --level 5 --no-upgradeable --no-downgradeable --no-upgradeable-from --no-downgradeable-from',
      'group create Archive',
      'group create Lonely',
      'member add Lonely X --level 1',
    );
    const { code, stderr, stdout } = await run('doctor -o json');
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { kind: 'refused', code: 'findings', data: { rules: expect.arrayContaining(['empty-group']) } },
    });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; fix: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual([
      'direction-differs',
      'all-flags-off',
      'empty-group',
      'single-level',
      'no-shared-renewal-period',
      'inactive-target',
    ]);
    for (const { fix } of findings) {
      const [, ...argv] = (fix.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
      expect(await cli.run([...argv, '--yes']), fix).toMatchObject({ code: 0, stderr: 'Committed.\n' });
    }
    expect(await run('doctor --strict')).toMatchObject({ code: 0 });
  });

  test('paths: an error is 3, a warning 0 unless strictly; every fix, pasted, leaves nothing to find', async () => {
    await given(
      cli,
      'item create OLD --name Old',
      'item create SUMMER --name Summer --term P6M --renewal P1M',
      'item create WINTER --name Winter --term P6M --renewal P1M',
      'path create "Promo ends" --source HST-START --destination HST-GOLD --until 2026-02-28',
      'path assign HST-START "Promo ends"',
    );
    const warned = await run('doctor');
    expect(warned).toMatchObject({ code: 0, stderr: '' });
    expect(warned.stdout).toContain('checked   1 group, 2 members, 1 path\n');
    expect(warned.stdout).toContain(
      '  "Promo ends" ended on 2026-02-28, yet HST-START follows it by default\n',
    );
    expect(warned.stdout).toContain('    tierctl path assign HST-START --none\n');
    expect(await run('doctor --strict')).toMatchObject({ code: 3 });
    await given(
      cli,
      'path create "To old" --source HST-GOLD --destination OLD',
      'path assign HST-GOLD "To old"',
      'path create "To old too" --source HST-GOLD --destination OLD',
      'path create Summer --source SUMMER --destination WINTER',
      'path create Winter --source WINTER --destination SUMMER',
      'path assign SUMMER Summer',
      'path assign WINTER Winter',
      'item create OPEN --name Open --attribute domain',
      'item create BOUND --name Bound --attribute domain:required',
      'path create "Open ends" --source OPEN --destination BOUND',
      'item set OLD --inactive',
      'item set WINTER --no-term',
    );
    const { code, stdout } = await run('doctor -o json');
    expect(code).toBe(3);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; fix: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual([
      'inactive-destination',
      'unmapped-required-attribute',
      'path-cycle-without-end',
      'overlapping-paths',
      'expired-path',
    ]);
    expect(findings[2]).toMatchObject({
      severity: 'warning',
      where: { group: null, item: { articleNumber: 'WINTER' }, path: { name: 'Winter' } },
      message: 'the default paths form a cycle WINTER → SUMMER → WINTER, and WINTER has no term',
      fix: 'tierctl item set WINTER --term P1M',
    });
    for (const { fix } of findings) {
      const [, ...argv] = (fix.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
      expect(await cli.run([...argv, '--yes']), fix).toMatchObject({ code: 0, stderr: 'Committed.\n' });
    }
    expect(await run('doctor --strict')).toMatchObject({ code: 0 });
  });

  test('each finding as JSON, as a line and as a row', async () => {
    await given(cli, 'group create Archive');
    const { findings } = (await run('doctor -o json')).json<{ findings: object[] }>();
    expect(findings).toEqual([
      {
        rule: 'empty-group',
        severity: 'warning',
        where: { group: { id: expect.any(String), name: 'Archive' }, item: null, path: null },
        message: '"Archive" has no members',
        why: 'A group without members allows no move.',
        fix: 'tierctl group delete Archive',
      },
    ]);
    expect(JSON.parse((await run('doctor -o ndjson')).stdout)).toEqual(findings[0]);
    const [header, row] = (await run('doctor -o csv')).stdout.split('\r\n');
    expect(header).toBe(
      'rule,severity,where.group.id,where.group.name,where.item.id,where.item.articleNumber,where.path.id,where.path.name,message,why,fix',
    );
    expect(row).toMatch(/^empty-group,warning,\S{36},Archive,,,,,"""Archive"" has no members",/);
  });

  test('within 80 columns, but for what is pasted', async () => {
    await given(
      cli,
      'item create HST-ENTERPRISE-WITH-EVERYTHING --name Enterprise --renewal P1Y',
      'member add Webhosting HST-ENTERPRISE-WITH-EVERYTHING --level 3',
    );
    const { stdout } = await run('doctor', { tty: { stdout: true }, columns: 80 });
    const lines = stdout.split('\n').filter((line) => !/^ {4}tierctl|^database/.test(line));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('\n    tierctl item set HST-GOLD --renewal P1M --renewal P1Y\n');
  });
});

describe("on a database without tierctl's own tables", () => {
  const cli = useCli({ migrated: false });

  test('without the billing tables it says what to do; with them it checks the groups', async () => {
    expect(await cli.run(['doctor'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('hint: run: tierctl migrate up\n'),
    });
    const { kysely, dialect } = cli.database;
    await kysely.transaction().execute((db) => billingTables.up({ db, dialect }, AT));
    await kysely.insertInto('billing.upgrade_group').values({ id: GROUP_ID, name: 'Archive' }).execute();
    const run = await cli.run(['doctor']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('\nschema    none (groups and members do not need one');
    expect(run.stdout).toContain('\n    tierctl group delete Archive\n');
    expect((await cli.run(['doctor', '-o', 'json'])).json()).toMatchObject({
      schema: 'missing',
      findings: [{ rule: 'empty-group' }],
    });
  });

  test('a database that does not answer: 75', async () => {
    const database = 'postgres://user@127.0.0.1:1/nothing';
    expect(await cli.run(['doctor', '--database', database])).toMatchObject({ code: 75, stdout: '' });
  });
});
