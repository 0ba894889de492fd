import pg from 'pg';
import { expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';

const cli = useCli();

test('a committed change to a group is announced to listeners; a dry run is not', async () => {
  const listener = new pg.Client({ connectionString: cli.url });
  await listener.connect();
  const heard: unknown[] = [];
  listener.on('notification', ({ channel, payload }) => heard.push([channel, JSON.parse(payload ?? 'null')]));
  await listener.query('listen tierctl');
  await cli.run(['group', 'create', 'Mail', '--dry-run']);
  await cli.run(['group', 'create', 'Webhosting', '--yes']);
  await cli.run(['group', 'create', 'Webhosting', '--if-not-exists', '--yes']);
  await cli.run(['account', 'create', 'ACC-1', '--yes']);
  // Notifications come before the answer to the next query of the listener.
  await listener.query('select 1');
  await listener.end();
  expect(heard).toEqual([
    [
      'tierctl',
      {
        schemaVersion: 1,
        command: 'group create',
        subject: 'Webhosting',
        actor: 'tester@test',
        at: '2026-03-01T12:00:00.000Z',
      },
    ],
  ]);
});
