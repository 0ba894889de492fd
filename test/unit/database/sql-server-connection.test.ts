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
  [0, ['set lock_timeout 1000']],
])('waits for locks for the time that it is given: %s', (lockTimeoutMs, expected) => {
  const look = async () => ({ holder: undefined, needs: undefined });
  const limit = lockTimeoutMs === undefined ? undefined : { lockTimeoutMs, look };
  const connection = new SqlServerConnection({ server: 'localhost', options: {} }, limit);
  const sent = connection.getInitialSql().split('\n');
  expect(sent.filter((line) => line.startsWith('set lock_timeout'))).toEqual(expected);
  connection.close();
});

// "Considerations when you use the SET statements": a filtered index and a computed column's index need these seven.
test('sets the options that filtered indexes need, whatever the defaults of the server and the database', () => {
  const connection = new SqlServerConnection({ server: 'localhost', options: {} });
  const sent = connection.getInitialSql().split('\n');
  connection.close();
  expect(sent).toEqual(
    expect.arrayContaining([
      'set ansi_nulls on',
      'set ansi_padding on',
      'set ansi_warnings on',
      'set arithabort on',
      'set concat_null_yields_null on',
      'set numeric_roundabort off',
      'set quoted_identifier on',
    ]),
  );
});
