import { expect, test } from 'vitest';
import { SqlServerConnection } from '../../../src/database/sql-server/connection.ts';

test('counts rows, whatever the server is told to do by default', () => {
  const connection = new SqlServerConnection({ server: 'localhost', options: {} });
  expect(connection.getInitialSql().split('\n')).toContain('set nocount off');
  connection.close();
});
