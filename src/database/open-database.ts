import type { Database, OpenOptions } from './database.ts';
import type { Target } from './target/target.ts';

/** Opens the database of `target`. Loads only the driver of the requested engine. */
export async function openDatabase(target: Target, options: OpenOptions = {}): Promise<Database> {
  switch (target.engine) {
    case 'pglite': {
      const { openPglite } = await import('./pglite/engine.ts');
      return openPglite(target.directory, options);
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres/engine.ts');
      return openPostgres(target.url, options);
    }
    case 'sql-server': {
      const { openSqlServer } = await import('./sql-server/engine.ts');
      return openSqlServer(target.connection, options);
    }
  }
}
