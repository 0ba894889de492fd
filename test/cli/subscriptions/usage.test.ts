import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { runCli, useCli } from '../../support/cli.ts';

describe('help', () => {
  test.each([[[]], [['--help']], [['help']]])('%j prints the commands on stdout', async (argv) => {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: tierctl /);
    expect(stdout).toMatch(/^Catalogue:\n {2}/m);
    expect(stdout).toMatch(/^ {2}migrate /m);
  });

  test('of a command names the global options and gives examples', async () => {
    const { code, stdout } = await runCli(['group', 'create', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--if-not-exists/);
    expect(stdout).toMatch(/--dry-run/);
    expect(stdout).toMatch(/^Examples:\n {2}\$ tierctl group create Webhosting$/m);
  });

  test('--version prints the version of the package', async () => {
    expect(await runCli(['--version'])).toMatchObject({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });
});

describe('usage errors end with 2 and print nothing on stdout', () => {
  test.each([
    [['group'], /^Usage: tierctl group /],
    [['grup'], /^error: unknown command 'grup'; did you mean group\?\nhint: see: tierctl --help\n$/],
    [
      ['group', 'craete', 'X'],
      /unknown command 'craete'; did you mean create\?\nhint: see: tierctl group --help/,
    ],
    [
      ['group', 'create'],
      /^error: missing required argument 'name'\nhint: see: tierctl group create --help\n$/,
    ],
    [['group', 'create', 'X', 'Y'], /too many arguments/],
    [['group', 'create', 'X', '--dry-rnu'], /unknown option '--dry-rnu'; did you mean --dry-run\?/],
    [['--frobnicate', 'group', 'create', 'X'], /unknown option '--frobnicate'/],
    [['group', 'create', 'X', '--reason'], /argument missing/],
    [['migrate', 'status', '-o', 'xml'], /'xml' is invalid\. Allowed choices are table, json, ndjson, csv/],
    [['migrate', 'up', '--lock-timeout', '1.5'], /'1\.5' is invalid\. It must be a whole number/],
    [['migrate', 'up', '--lock-timeout', '-1'], /'-1' is invalid\. It must be at least 0/],
    [['migrate', 'up', '--lock-timeout', '2147484'], /'2147484' is invalid\. It must be at most 2147483/],
    [['migrate', 'down', '--all', '--to', 'X'], /cannot be used with/],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await runCli([...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('are JSON where results are', async () => {
    const { code, stdout, stderr } = await runCli(['group', 'create', 'X', '--nope', '-o', 'json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      schemaVersion: 1,
      error: {
        kind: 'usage',
        code: 'unknown-option',
        message: "unknown option '--nope'",
        hint: 'see: tierctl group create --help',
        data: null,
      },
    });
  });
});

describe('global options', () => {
  const cli = useCli();

  test.each([
    [['-o', 'json', '--dry-run', 'group', 'create', 'X']],
    [['group', '-o', 'json', 'create', '--dry-run', 'X']],
    [['group', 'create', 'X', '--if-not-exists', '--dry-run', '-ojson']],
  ])('are taken wherever they stand: %j', async (argv) => {
    const run = await cli.run(argv);
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ schemaVersion: 1, dryRun: true });
  });

  test('--quiet leaves results and errors', async () => {
    const run = await cli.run(['group', 'create', 'X', '--yes', '--quiet', '-o', 'ndjson']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.json()).toEqual({ id: expect.any(String), name: 'X' });
    const again = await cli.run(['group', 'create', 'X', '--yes', '--quiet']);
    expect(again).toMatchObject({ code: 5, stdout: '' });
    expect(again.stderr).toMatch(/^error: group "X" already exists\nhint: .*--if-not-exists\n$/);
  });

  test('--show-sql prints statements without their values', async () => {
    const { stdout, stderr } = await cli.run([
      'group',
      'create',
      'Secretive',
      '--yes',
      '--show-sql',
      '-o',
      'csv',
    ]);
    expect(stdout).toMatch(/^id,name\r\n[0-9a-f-]{36},Secretive\r\n$/);
    expect(stderr).toMatch(
      /^\d+\.\d ms {2}insert into "public"\."upgrade_group" .* from jsonb_to_recordset\(cast\(\$1 as jsonb\)\)/m,
    );
    expect(stderr).not.toContain('Secretive');
  });

  test('--verbose names the database, not its password', async () => {
    const { stderr } = await cli.run(['migrate', 'status', '--verbose']);
    expect(stderr).toMatch(/^database: PostgreSQL at 127\.0\.0\.1:\d+\/tierctl_test_/m);
    expect(stderr).not.toContain(new URL(cli.url).password);
  });

  test('colour follows the terminal, and --no-color stops it', async () => {
    const env = { NO_COLOR: '' };
    const coloured = await cli.run(['group', 'create', 'X', '--dry-run'], { env, tty: true });
    expect(coloured.stderr).toContain('\u001b[');
    const plain = await cli.run(['group', 'create', 'X', '--dry-run', '--no-color'], { env, tty: true });
    expect(plain.stderr).toBe('Dry run: nothing was written.\n');
  });
});
