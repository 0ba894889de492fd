// Who wrote an audit row, as the server knows it. The row's actor is what the user states (TIERCTL_ACTOR). The server
// fills this column in: a user who may not insert into it cannot choose what it says. Rows from before have no login.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';
import type { ColumnDefault } from '../src/database/sql-dialect.ts';

const TABLE = 'tierctl.audit';
const LOGIN: ColumnDefault = { table: TABLE, column: 'login', name: 'audit_login_default' };

export const auditLogin: Migration = {
  name: '0008-audit-login',
  tables: [],
  columns: [LOGIN],

  async up({ db, dialect }) {
    await db.schema
      .alterTable(TABLE)
      .addColumn('login', sql.raw(dialect.types.text(200)))
      .execute();
    await dialect.setDefault(LOGIN, dialect.sessionLogin).execute(db);
  },

  async beforeDown({ db, dialect }) {
    await dialect.dropDefault(LOGIN).execute(db);
  },
};
