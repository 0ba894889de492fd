import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { Session } from '../../src/database/session.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { TierctlError } from '../../src/domain/tierctl-error.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let second: Database | undefined;
  beforeAll(async () => {
    // No other transaction can write while the only connection of the embedded database is in use.
    if (db.url !== undefined) second = await openDatabase(parseTarget(db.url));
  });
  afterAll(() => second?.close());

  const groups = async ({ db: session }: Session) =>
    (await session.selectFrom('billing.upgrade_group').select('name').orderBy('name').execute()).map(
      ({ name }) => name,
    );
  const add = (database: Database, name: string) =>
    database.kysely.insertInto('billing.upgrade_group').values({ id: randomUUID(), name }).execute();

  /** The SQL Server dialect asks the database; others always have it. */
  const seesOneMoment = async () => {
    if (engine.name !== 'SQL Server') return true;
    const { rows } = await sql<{ state: number }>`
      select snapshot_isolation_state as state from sys.databases where name = db_name()`.execute(
      db.database.kysely,
    );
    return rows[0]?.state === 1;
  };

  test('what is read together is of one moment, where the engine offers that', async () => {
    await add(db.database, 'before');
    const seen = await db.read(async (session) => {
      const first = await groups(session);
      if (second !== undefined) await add(second, 'during');
      return [first, await groups(session)];
    });
    expect(seen).toEqual([
      ['before'],
      second === undefined || (await seesOneMoment()) ? ['before'] : ['before', 'during'],
    ]);
    // And the next reading is of its own moment.
    expect(await db.read(groups)).toEqual(second === undefined ? ['before'] : ['before', 'during']);
  });

  test('a reading that another transaction was in the way of is repeated', async () => {
    let attempts = 0;
    const result = await db.read(async (session) => {
      attempts++;
      if (attempts === 1) throw new TierctlError('busy', 'serialization-failure', 'in the way');
      return groups(session);
    });
    expect({ attempts, result }).toEqual({ attempts: 2, result: [] });
  });
});
