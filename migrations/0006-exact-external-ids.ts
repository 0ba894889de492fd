// External ids are compared exactly, like account ids. Where the database compares texts without regard to case
// or width, the index that keeps them unique is of a column that does not. The column itself keeps its collation: not every
// server lets that be changed.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';
import type { Session } from '../src/database/session.ts';

export const exactExternalIds: Migration = {
  name: '0006-exact-external-ids',
  tables: [],

  async up({ db, dialect }) {
    if (dialect.comparesExactly) return;
    await dropIndex({ db, dialect });
    const exactly = dialect.computedColumn(
      'external_key',
      dialect.types.text(100),
      dialect.exact(sql.ref('external_id')),
    );
    await sql`alter table tierctl.subscription add ${exactly}`.execute(db);
    await createIndex({ db, dialect }, 'external_key');
  },

  async beforeDown({ db, dialect }) {
    if (dialect.comparesExactly) return;
    await dropIndex({ db, dialect });
    await sql`alter table tierctl.subscription drop column external_key`.execute(db);
    await createIndex({ db, dialect }, 'external_id');
  },
};

async function dropIndex({ db }: Session): Promise<void> {
  await sql`drop index subscription_external_id on tierctl.subscription`.execute(db);
}

async function createIndex({ db }: Session, column: string): Promise<void> {
  await sql`create unique index subscription_external_id on tierctl.subscription (account_id, ${sql.ref(column)})
    where external_id is not null`.execute(db);
}
