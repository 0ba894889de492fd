import { type Kysely, sql } from 'kysely';
import { compatibilityLevel } from '../problems.ts';
import type { Tables } from '../tables.ts';
import { quotedName } from './quoted-name.ts';

/** The first level with OPENJSON, which many statements use. */
const LEAST = 130;

/**
 * Throws `config` (`compatibility-level`) if the database is at a level of an older server. Babelfish always says 120 or so, whatever
 * it can do.
 */
export async function requireCompatibilityLevel(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string; level: number; babelfish: number | null }>`
    select name, compatibility_level as level, cast(serverproperty('Babelfish') as int) as babelfish
    from sys.databases where name = db_name()`.execute(db);
  const [found] = rows;
  if (found === undefined || found.babelfish === 1 || found.level >= LEAST) return;
  throw compatibilityLevel({ database: found.name, quoted: quotedName(found.name), level: found.level });
}
