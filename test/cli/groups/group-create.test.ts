import { expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';

const cli = useCli();

const groups = () => cli.database.kysely.selectFrom('billing.upgrade_group').select('name').execute();
const audits = () => cli.database.kysely.selectFrom('tierctl.audit').selectAll().execute();

test('--yes commits, prints the group and leaves an audit row', async () => {
  const { code, stdout, stderr } = await cli.run([
    'group',
    'create',
    'Webhosting',
    '--yes',
    '--reason',
    'new ladder',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Committed.\n' });
  expect(stdout).toMatch(/^New upgrade group\nname {2}Webhosting\nid {4}[0-9a-f-]{36}\n$/);
  expect(await groups()).toEqual([{ name: 'Webhosting' }]);
  expect(await audits()).toMatchObject([
    {
      actor: 'tester@test',
      command: 'group create',
      reason: 'new ladder',
      occurred_at: '2026-03-01T12:00:00.000Z',
    },
  ]);
});

test('--dry-run prints the same and writes nothing', async () => {
  const run = await cli.run(['group', 'create', 'Webhosting', '--dry-run', '--yes', '-o', 'json']);
  expect(run.json()).toEqual({
    schemaVersion: 1,
    dryRun: true,
    created: true,
    group: { id: expect.any(String), name: 'Webhosting' },
  });
  expect(run).toMatchObject({ code: 0, stderr: 'Dry run: nothing was written.\n' });
  expect(await groups()).toEqual([]);
  expect(await audits()).toEqual([]);
});
