import type { Database, OpenOptions } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import type { Target } from '../../../src/database/target/target.ts';

/**
 * As the program opens a database. Babelfish loses its checks of foreign keys in a session that makes its first temporary table
 * after it has made some of them: there the first thing that a session makes is such a table.
 */
export async function openForTest(target: Target, options: OpenOptions = {}): Promise<Database> {
  const database = await openDatabase(target, options);
  if (target.engine !== 'sql-server') return database;
  const { kysely, dialect } = database;
  const everyConnection = Array.from({ length: CONNECTIONS }, () => {
    let release = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { taken, release };
  });
  // Each waits for the others, so that the pool opens all of them.
  await Promise.all(
    everyConnection.map(({ release }) =>
      kysely.connection().execute(async (connection) => {
        await dialect.createTemporaryTable('first', { id: dialect.types.integer }).execute(connection);
        release();
        await Promise.all(everyConnection.map(({ taken }) => taken));
      }),
    ),
  )
    // What cannot be connected to, or begins with a refusal, is left to the test.
    .catch(() => {
      for (const { release } of everyConnection) release();
    });
  return database;
}

/** A command uses two: one holds the lock. */
const CONNECTIONS = 2;
