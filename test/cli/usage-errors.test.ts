import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

test.each([
  ['item show', 'tierctl item show'],
  ['--reason member item show', 'tierctl item show'],
  ['--output json item show --verbose', 'tierctl item show'],
  ['member add Ladder group', 'tierctl member add'],
  ['group nosuch', 'tierctl group'],
  ['group list --nosuch', 'tierctl group list'],
  ['subscription component end ACC-1/1', 'tierctl subscription component end'],
  ['nosuch group', 'tierctl'],
])('tierctl %s: the hint names the command that was parsed', async (line, command) => {
  const { code, stdout, stderr } = await runCli(line.split(' '));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`see: ${command} --help`);
});

const REFUSED = ['group', 'list', '-o', 'json'];
const NO_SUCH_ENGINE = { env: { TIERCTL_DATABASE_URL: 'oracle://db/billing' } };

test('an error as JSON has a stack trace with --verbose', async () => {
  const { stderr } = await runCli([...REFUSED, '--verbose'], NO_SUCH_ENGINE);
  const { error } = JSON.parse(stderr) as { error: { code: string; trace: string } };
  expect(error.code).toBe('bad-database-url');
  expect(error.trace).toMatch(/^TierctlError: .*\n +at /);
});

test('without --verbose it has none', async () => {
  const { stderr } = await runCli(REFUSED, NO_SUCH_ENGINE);
  expect(Object.keys((JSON.parse(stderr) as { error: object }).error)).toEqual([
    'kind',
    'code',
    'message',
    'hint',
    'data',
  ]);
});
