// Errors by their codes, for programs: what ends with each, and that `data` has the members that docs/error-codes.md promises.
// The codes of rules and conflicts are in refusals.test.ts.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { given, words } from '../support/catalogue/catalogue.ts';
import { useCli } from '../support/cli.ts';
import { expectPromisedData, shownError } from '../support/shown-error.ts';
import type { TestSystemOptions } from '../support/test-system.ts';

const cli = useCli({ migrated: false });
let cwd = '';

const FILES = {
  'after.yaml': 'afterCommit: [publish]\n',
  'latin.csv': Buffer.from('account,name\nACC,Käse\n', 'latin1'),
  'header.csv': 'account,colour\nACC,red\n',
  'separator.csv': 'account;name\nACC;Name\n',
  'values.ndjson': '{"account":"ACC","item":"A","start":20260101}\n',
  'missing.ndjson': '{"account":"ACC","start":"2026-01-01"}\n',
  'dates.ndjson':
    '{"account":"ACC","item":"PACK","start":"2026-01-01","components":[{"item":"A","endDate":"2026-02-01"}]}\n',
  'unknown.ndjson': '{"account":"ACC","item":"A","colour":"red"}\n',
  'records.txt': 'account\nACC\n',
  'target.yaml': '',
} as const;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tierctl-codes-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(cwd, name), text);
  await mkdir(join(cwd, 'empty'));
  await symlink('target.yaml', join(cwd, 'link.yaml'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const codeOf = async (line: string, options: TestSystemOptions = {}) => {
  const run = await cli.run([...words(line), '-o', 'json'], { cwd, ...options });
  const error = shownError(run);
  expectPromisedData(error);
  return error.code;
};

describe('before there is a schema', () => {
  test.each([
    ['migrate adopt --yes', 'billing-tables-missing'],
    ['item list', 'schema-missing'],
  ])('%s', async (line, code) => {
    expect(await codeOf(line)).toBe(code);
  });

  test('a path that nothing can be an end of', async () => {
    await given(cli, 'migrate up');
    const tty = { stdin: true, stderr: true };
    expect(await codeOf('path create', { tty, replies: ['Up'] })).toBe('no-item-to-choose');
  });
});

describe('with a catalogue', () => {
  beforeAll(() =>
    given(
      cli,
      'item create A --name A',
      'item create B --name B',
      'item create PACK --name Pack --kind package',
      'item product add PACK A --min 0',
      'group create Ladder',
      'member add Ladder A --level 1',
      'member add Ladder B --level 2',
      'path create Up --source A --destination B',
      'account create ACC --name Customer',
      'subscription add ACC A --start 2026-01-01 --end 2026-12-31',
      'subscription schedule ACC/1 --path Up --from-date 2026-03-01',
    ),
  );

  test.each([
    ['grop list', 'unknown-command'],
    ['group list --colour', 'unknown-option'],
    ['group create', 'missing-argument'],
    ['group create A B', 'excess-arguments'],
    ['item create A --name', 'option-missing-argument'],
    ['member add Ladder A', 'missing-mandatory-option-value'],
    ['migrate down --all --to x', 'conflicting-option'],
    ['run-transitions --limit many', 'invalid-argument'],
    ['group create Other', 'consent-required'],
    ['item set A', 'nothing-to-change'],
    ['item service set A email=1 email=2', 'service-given-twice'],
    ['path create', 'arguments-missing'],
    ['path assign A', 'path-or-none'],
    ['path graph --as dot', 'bad-diagram-options'],
    ['eligible', 'item-or-subscription'],
    ['eligible A --add EXT', 'fit-options'],
    ['apply --yes', 'files-or-plan'],
    ['diff -f - -f -', 'stdin-twice'],
    ['diff -f empty', 'no-catalogue-files'],
    ['diff -f absent.yaml', 'file-unreadable'],
    ['account import absent.csv --dry-run', 'file-unreadable'],
    ['export --force', 'force-without-file'],
    ['export --file link.yaml', 'file-is-link'],
    ['export --file absent/x.yaml', 'file-unwritable'],
    ['account import records.txt --yes', 'format-unknown'],
    ['account import latin.csv --yes', 'bad-encoding'],
    ['account import header.csv --yes', 'bad-header'],
    ['account import separator.csv --yes', 'bad-separator'],
    ['migrate down --to 0000-none --yes', 'migration-not-found'],
    ['subscription change ACC/1 --to B --on 2026-04-01 --yes', 'moves-earlier'],
    ['demo --dry-run', 'demo-dry-run'],
    ['--password-file absent group list', 'password-file-unreadable'],
    ['--database postgres://ops:secret@db/x group list', 'password-on-command-line'],
  ])('%s', async (line, code) => {
    expect(await codeOf(line)).toBe(code);
  });

  test.each([
    ['values.ndjson', 'bad-value'],
    ['missing.ndjson', 'missing-value'],
    ['dates.ndjson', 'component-dates'],
    ['unknown.ndjson', 'unknown-member'],
  ])('a record of %s', async (file, code) => {
    const run = await cli.run(['subscription', 'import', file, '--yes', '-o', 'json'], { cwd });
    expect(shownError(run)).toMatchObject({
      code: 'records-invalid',
      data: { problems: [{ line: 1, code }] },
    });
  });

  test('a certificate that is not there', async () => {
    const url = 'postgres://ops@db.example/x?sslmode=verify-ca&sslrootcert=/absent.crt';
    expect(await codeOf('group list', { env: { TIERCTL_DATABASE_URL: url } })).toBe(
      'certificate-file-unusable',
    );
  });

  test('a program after the commit that fails', async () => {
    const failing = { programFailure: 'its exit code was 3' };
    expect(await codeOf('--config after.yaml group create Other --yes', failing)).toBe('after-commit-failed');
  });

  test('no to the question', async () => {
    const terminal = { tty: { stdin: true, stderr: true }, answers: [false] };
    expect(await codeOf('group create Third', terminal)).toBe('declined');
  });
});
