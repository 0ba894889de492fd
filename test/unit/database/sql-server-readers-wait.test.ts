import { expect, test } from 'vitest';
import { sqlServerDialect } from '../../../src/database/sql-server/dialect.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

test.each([
  ['billing', '[billing]'],
  ['my [old] db', '[my [old]] db]'],
])('where READ_COMMITTED_SNAPSHOT is off in %s, the statement is given', async (name, quoted) => {
  const { session, sent } = fedSqlServer(() => [{ name, versions: false }]);
  expect(await sqlServerDialect.readersWait(session.db)).toEqual({
    message: `READ_COMMITTED_SNAPSHOT is off in the database ${name}`,
    fix: `ALTER DATABASE ${quoted} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE`,
  });
  expect(sent[0]?.sql).toContain('is_read_committed_snapshot_on');
});

test.each([[[{ name: 'billing', versions: true }]], [[]]])('else nothing is said: %j', async (rows) => {
  const { session } = fedSqlServer(() => rows);
  expect(await sqlServerDialect.readersWait(session.db)).toBeUndefined();
});
