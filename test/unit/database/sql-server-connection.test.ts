import { expect, test } from 'vitest';
import { SqlServerConnection } from '../../../src/database/sql-server/connection.ts';

test('counts rows, regardless of the default settings of the server', () => {
  const connection = new SqlServerConnection({ server: 'localhost', options: {} });
  expect(connection.getInitialSql().split('\n')).toContain('set nocount off');
  connection.close();
});

test.each([
  [undefined, []],
  [10_000, ['set lock_timeout 10000']],
  [0, ['set lock_timeout 1']],
])('waits for locks as it is told: %s', (lockTimeoutMs, expected) => {
  const look = async () => ({ holder: undefined, needs: undefined });
  const limit = lockTimeoutMs === undefined ? undefined : { lockTimeoutMs, look };
  const connection = new SqlServerConnection({ server: 'localhost', options: {} }, limit);
  const sent = connection.getInitialSql().split('\n');
  expect(sent.filter((line) => line.startsWith('set lock_timeout'))).toEqual(expected);
  connection.close();
});
