import { expect, test } from 'vitest';
import { words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const tierctl = (line: string, now = '2026-03-01T12:00:00.000Z') => cli.run(words(line), { now });

test('audit list names what was committed, and nothing else', async () => {
  expect(await tierctl('audit list')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'Nothing was changed.\n',
  });
  await tierctl('group create Webhosting --dry-run');
  await tierctl('group create Webhosting --yes --reason "new ladder"');
  await tierctl('account create ACC-1 --yes', '2026-03-02T08:00:00.000Z');
  expect((await tierctl('audit list')).stdout).toBe(
    'when                  who          login     command         what        reason\n' +
      '2026-03-02T08:00:00Z  tester@test  postgres  account create  ACC-1       –\n' +
      '2026-03-01T12:00:00Z  tester@test  postgres  group create    Webhosting  new ladder\n',
  );
  expect((await tierctl('audit list --since 2026-03-02 -o json')).json()).toEqual({
    schemaVersion: 1,
    dryRun: false,
    audit: [
      {
        id: expect.any(String),
        occurredAt: '2026-03-02T08:00:00.000Z',
        actor: 'tester@test',
        login: 'postgres',
        command: 'account create',
        subject: 'ACC-1',
        reason: null,
        before: null,
        after: { id: 'ACC-1', name: 'ACC-1' },
      },
    ],
    more: false,
  });
  expect((await tierctl('audit list --limit 1 -o csv')).stdout).toMatch(
    /^id,occurredAt,actor,login,command,subject,reason\r\n[0-9a-f-]{36},2026-03-02T08:00:00.000Z,tester@test,postgres,account create,ACC-1,\r\n$/,
  );
});

test('audit list needs a date', async () => {
  const run = await tierctl('audit list --since yesterday');
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain('"yesterday" is not a date');
});
