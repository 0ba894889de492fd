import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { applyMigration, readMigrationStates, revertMigration } from '../../../src/database/migrator.ts';
import { requireCurrentSchema } from '../../../src/database/required-schema.ts';
import { read } from '../../../src/database/unit-of-work.ts';
import type { TestDatabase } from '../../support/database/create-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';

onEveryEngine((engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await engine.create();
  });
  afterAll(() => db.drop());

  test('up, down and up again', async () => {
    const { database } = db;
    await expect(
      read(database, (session) => requireCurrentSchema(session, migrations)),
    ).rejects.toMatchObject({
      kind: 'config',
      code: 'schema-missing',
    });
    for (let round = 0; round < 2; round++) {
      await database.kysely.transaction().execute(async (transaction) => {
        const session = { db: transaction, dialect: database.dialect };
        for (const migration of migrations)
          await applyMigration(session, migration, '2026-01-02T03:04:05.678Z');
      });
      await read(database, (session) => requireCurrentSchema(session, migrations));
      const states = await read(database, (session) => readMigrationStates(session, migrations));
      expect(states.map((state) => state.appliedAt)).toEqual(
        migrations.map(() => '2026-01-02T03:04:05.678Z'),
      );
      await database.kysely.transaction().execute(async (transaction) => {
        const session = { db: transaction, dialect: database.dialect };
        for (const migration of [...migrations].reverse()) await revertMigration(session, migration);
      });
      const after = await read(database, (session) => readMigrationStates(session, migrations));
      expect(after.every((state) => state.appliedAt === null)).toBe(true);
    }
  });
});
