import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { applyMigration, readMigrationStates, revertMigration } from '../../../src/database/migrator.ts';
import { requireCurrentSchema } from '../../../src/database/required-schema.ts';
import { transactionPerStep } from '../../../src/database/transactor.ts';
import { read } from '../../../src/database/unit-of-work.ts';
import { type MigrateDownInput, migrateDown } from '../../../src/operations/administration/migrate-down.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import type { TestDatabase } from '../../support/database/create-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION } from '../../support/database/use-database.ts';

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

  test('external ids that the database takes for one are named before the older tables come back', async () => {
    const { database } = db;
    const name = '0006-exact-external-ids';
    await database.kysely.transaction().execute(async (transaction) => {
      const session = { db: transaction, dialect: database.dialect };
      for (const migration of migrations)
        await applyMigration(session, migration, '2026-01-02T03:04:05.678Z');
    });
    await seedInto(database, {
      items: [{ articleNumber: 'A' }],
      subscriptions: [
        { account: 'ACC-1', item: 'A', start: '2026-01-01', externalId: 'ord-1' },
        { account: 'ACC-1', item: 'A', start: '2026-01-01', externalId: 'ORD-1' },
        { account: 'ACC-2', item: 'A', start: '2026-01-01', externalId: 'ORD-1' },
      ],
    });
    const down = (reach: MigrateDownInput['reach']) =>
      migrateDown(transactionPerStep(database), {
        migrations,
        reach,
        discardData: true,
        invocation: INVOCATION,
      });
    const before = { to: migrations[migrations.findIndex((one) => one.name === name) - 1]?.name ?? '' };
    if (database.dialect.comparesExactly) {
      expect((await down(before)).undone).toContain(name);
    } else {
      await expect(down(before)).rejects.toMatchObject({
        kind: 'refused',
        code: 'rows-contradict',
        message: `1 rows contradict the tables without ${name}; nothing was written
ACC-1/1 has the external id "ord-1", and ACC-1/2 has "ORD-1": this database takes them for one`,
      });
    }
    // Where the table goes too, nothing has to be corrected.
    expect((await down('all')).kept).toEqual([]);
  });
});
