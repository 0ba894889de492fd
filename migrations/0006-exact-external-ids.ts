// External ids are compared exactly, like account ids. Where the database compares texts without regard to case
// or width, the index that keeps them unique is of a column that does not. The column itself keeps its collation: not every
// server lets that be changed.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';
import type { Session } from '../src/database/session.ts';

export const exactExternalIds: Migration = {
  name: '0006-exact-external-ids',
  tables: [],
  changes: 'tierctl.subscription',

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

  // Compared as the database does it, one account cannot have both `ord-1` and `ORD-1`.
  async contradictionsDown({ db, dialect }) {
    if (dialect.comparesExactly) return [];
    const { rows } = await sql<{
      account: string;
      first: number;
      one: string;
      second: number;
      other: string;
    }>`
      select s.account_id as account, s.number as first, s.external_id as one, o.number as second, o.external_id as other
      from tierctl.subscription as s
      join tierctl.subscription as o on o.account_id = s.account_id and o.external_id = s.external_id and o.number > s.number
      order by s.account_id, s.number, o.number`.execute(db);
    return rows.map(
      ({ account, first, one, second, other }) =>
        `${account}/${first} has the external id "${one}", and ${account}/${second} has "${other}": this database takes them for one`,
    );
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
