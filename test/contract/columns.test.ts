// The types in src/database/columns.ts are those of the tables that the migrations make.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { columnsByTable } from '../../src/database/columns.ts';
import type { Session } from '../../src/database/session.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';

const DESCRIBED = 'described_columns';

/** Type, length and collation of each column, by name. */
async function typesOf({ db }: Session, schema: string, table: string): Promise<Record<string, object>> {
  const { rows } = await sql<{
    found: string;
    type: string;
    length: number | null;
    collation: string | null;
  }>`
    select COLUMN_NAME as found, DATA_TYPE as type, CHARACTER_MAXIMUM_LENGTH as length, COLLATION_NAME as collation
    from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA = ${schema} and TABLE_NAME = ${table}`.execute(db);
  return Object.fromEntries(rows.map(({ found, ...type }) => [found, type]));
}

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  test('columns have the types that rows are brought along with', async () => {
    const types = await db.change(async (session) => {
      const { dialect } = session;
      const found: { table: string; described: object; stored: object }[] = [];
      for (const [table, columns] of Object.entries(columnsByTable(dialect.types))) {
        const described = sql.table(`tierctl.${DESCRIBED}`);
        const list = Object.entries<string>(columns).map(
          ([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`,
        );
        await sql`create table ${described} (${sql.join(list)})`.execute(session.db);
        const [schema = '', name = ''] = table.split('.');
        const stored = await typesOf(session, schema === 'billing' ? dialect.billing.schema : schema, name);
        found.push({
          table,
          described: await typesOf(session, 'tierctl', DESCRIBED),
          stored: Object.fromEntries(Object.keys(columns).map((column) => [column, stored[column]])),
        });
        await sql`drop table ${described}`.execute(session.db);
      }
      return { result: found, audit: undefined };
    });
    expect(types.result.length).toBeGreaterThan(15);
    for (const { table, described, stored } of types.result)
      expect({ table, ...described }).toEqual({ table, ...stored });
  });
});
