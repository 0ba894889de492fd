import { expect, test } from 'vitest';
import { SqlServerConnection } from '../../../src/database/sql-server/connection.ts';

test('counts rows, regardless of the default settings of the server', () => {
  const connection = new SqlServerConnection({ server: 'localhost', options: {} });
  expect(connection.getInitialSql().split('\n')).toContain('set nocount off');
  connection.close();
});
