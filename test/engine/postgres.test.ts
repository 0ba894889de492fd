// What only a PostgreSQL server can show: its settings, its rights, its plans.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/list.ts';
import type { Database } from '../../src/database/database.ts';
import { applyMigration } from '../../src/database/migrator.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { rehearsalUnder } from '../../src/database/rehearsal.ts';
import type { Session } from '../../src/database/session.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { savepointPerStep, type Transactor, transactionPerStep } from '../../src/database/transactor.ts';
import { changeInSteps, read } from '../../src/database/unit-of-work.ts';
import { listSubscriptions } from '../../src/operations/subscriptions/list-subscriptions.ts';
import { listHistory } from '../../src/operations/transitions/list-history.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { useCli } from '../support/cli.ts';
import type { TestDatabase } from '../support/database/create-database.ts';
import { engines } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { run } from '../support/transitions/runs.ts';
import { trialsOf } from '../support/transitions/trials.ts';

const postgres = engines.find(({ name }) => name === 'PostgreSQL');
if (postgres === undefined) throw new Error('the PostgreSQL engine is gone');

async function withParameter(url: string, name: string, value: string): Promise<Database> {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return openDatabase(parseTarget(changed.href));
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

describe('where the server writes dates in another way', () => {
  const cli = useCli();
  beforeAll(() =>
    sql`alter database ${sql.id(nameOf(cli.url))} set datestyle = 'German'`.execute(cli.database.kysely),
  );

  test('they are read, written and moved all the same', async () => {
    await seedInto(cli.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
        { articleNumber: 'PLAN', term: 'P1M' },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN', from: '2026-01-31' }],
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' }],
    });
    const plain = await openDatabase(parseTarget(cli.url));
    const { rows } =
      await sql`select current_setting('datestyle') as style, date '2026-01-31' as day`.execute(plain.kysely);
    await plain.close();
    expect(rows).toEqual([{ style: 'ISO, YMD', day: '2026-01-31' }]);
    const moved = await cli.run(['run-transitions', '--as-of', '2026-02-01', '--yes', '-o', 'json']);
    expect(moved).toMatchObject({ code: 0 });
    const shown = await cli.run(['subscription', 'show', 'A/2', '-o', 'json']);
    expect(shown.json()).toMatchObject({
      subscription: { startDate: '2026-02-01', endDate: '2026-02-28', dueOn: '2026-03-01' },
    });
    const path = await cli.run([
      'path',
      'update',
      'trial ends',
      '--until',
      '2026-12-31',
      '--yes',
      '-o',
      'json',
    ]);
    expect(path.json()).toMatchObject({
      path: { effectiveFrom: '2026-01-31', effectiveUntil: '2026-12-31' },
    });
  });

  test('and what a pooler lost on the way is no wrong date, but an error', async () => {
    const database = await openDatabase(parseTarget(cli.url));
    await database.kysely.connection().execute(async (connection) => {
      await sql`set datestyle = 'German'`.execute(connection);
      for (const type of ['date', 'timestamptz']) {
        await expect(
          sql`select cast('2026-01-31' as ${sql.raw(type)}) as day`.execute(connection),
        ).rejects.toMatchObject({ kind: 'config', code: 'date-style' });
      }
    });
    await database.close();
  });
});

describe('a read-only server', () => {
  const cli = useCli();
  beforeAll(() =>
    sql`alter database ${sql.id(nameOf(cli.url))} set default_transaction_read_only = on`.execute(
      cli.database.kysely,
    ),
  );

  test('can be read, and says what it is when it is written to', async () => {
    expect(await cli.run(['group', 'list'])).toMatchObject({ code: 0 });
    const run = await cli.run(['group', 'create', 'Webhosting', '--yes']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: the database is read-only: .*\nhint: .*primary/);
  });
});

describe('encryption', () => {
  const cli = useCli();

  test('a feature that a plain server lacks is reported as such', async () => {
    const database = await withParameter(cli.url, 'sslmode', 'verify-full');
    await expect(sql`select 1`.execute(database.kysely)).rejects.toMatchObject({
      kind: 'config',
      code: 'encryption-mismatch',
      hint: expect.stringContaining('sslmode'),
    });
    await database.close();
  });
});

describe('rights', () => {
  let db: TestDatabase;
  let owner: Database;
  const role = `tierctl_owner_${randomUUID().slice(0, 8)}`;
  const asAdministrator = (statement: string) => sql.raw(statement).execute(db.database.kysely);

  beforeAll(async () => {
    db = await postgres.create();
    await asAdministrator(`create role ${role} login password 'tierctl-test'`);
    await asAdministrator(`revoke create on database ${nameOf(db.url ?? '')} from public`);
    await asAdministrator(`grant usage, create on schema public to ${role}`);
    const url = new URL(db.url ?? '');
    url.username = role;
    url.password = 'tierctl-test';
    owner = await openDatabase(parseTarget(url.href));
  });
  afterAll(async () => {
    await owner.close();
    await asAdministrator(`drop owned by ${role}`);
    await asAdministrator(`drop role ${role}`);
    await db.drop();
  });

  const migrateUp = () =>
    owner.kysely.transaction().execute(async (transaction) => {
      for (const migration of migrations) {
        await applyMigration(
          { db: transaction, dialect: owner.dialect },
          migration,
          '2026-01-01T00:00:00.000Z',
        );
      }
    });

  test('to create schemas are not needed where the schema was made beforehand', async () => {
    await expect(migrateUp()).rejects.toMatchObject({ kind: 'config', code: 'permission-denied' });
    await asAdministrator('create schema tierctl');
    await asAdministrator(`grant usage, create on schema tierctl to ${role}`);
    await migrateUp();
  });
});

test('a step in which the server ends the transaction leaves no further one', async () => {
  const cli = await postgres.create();
  const one = await openDatabase(parseTarget(cli.url ?? ''));
  try {
    const db = await one.kysely.startTransaction().execute();
    const { step } = savepointPerStep({ db, dialect: one.dialect });
    await expect(
      step((session) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(session.db)),
    ).rejects.toMatchObject({ kind: 'busy', code: 'transaction-lost' });
    await db
      .rollback()
      .execute()
      .catch(() => undefined);
  } finally {
    await one.close();
    await cli.drop();
  }
});

describe('compiling, which takes longer than the statements of a run', () => {
  const db = useDatabase(postgres);
  const setting = async (on: Session['db']): Promise<string | undefined> =>
    (await sql<{ jit: string }>`select current_setting('jit') as jit`.execute(on)).rows[0]?.jit;

  test.each<[string, (database: Database) => Promise<string | undefined>]>([
    ['a step', (database) => transactionPerStep(database).step((session) => setting(session.db))],
    [
      'a whole run',
      async (database) => {
        const work = (transactor: Transactor) => transactor.step((session) => setting(session.db));
        return (await changeInSteps(database, work, () => 'commit')).result;
      },
    ],
    [
      'a forecast',
      (database) =>
        rehearsalUnder({ name: 'test', timeoutMs: 1_000 }, database).attempt((session) =>
          setting(session.db),
        ),
    ],
  ])('is off in the transaction of %s, and in no other', async (_, jit) => {
    const one = await openDatabase(parseTarget(db.url ?? ''));
    const here = await setting(one.kysely);
    expect(await jit(one)).toBe('off');
    expect(await setting(one.kysely)).toBe(here);
    await one.close();
  });
});

describe('plans', () => {
  const db = useDatabase(postgres);

  /** How the server runs the last statement of `work` that `wanted` matches, avoiding what costs most on large tables. */
  async function planOf(work: (session: Session) => Promise<unknown>, wanted: RegExp): Promise<string> {
    db.statements.length = 0;
    await read(db.database, work);
    const statement = db.statements.map((one) => one.sql).findLast((text) => wanted.test(text)) ?? '';
    const parameters = new Set(statement.match(/\$\d+/g)).size;
    return db.database.kysely.transaction().execute(async (transaction) => {
      for (const way of ['seqscan', 'bitmapscan', 'sort']) {
        await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(transaction);
      }
      await sql`set local plan_cache_mode = force_generic_plan`.execute(transaction);
      await sql.raw(`prepare statement as ${statement}`).execute(transaction);
      const nulls = Array.from({ length: parameters }, () => 'null').join(', ');
      const explained = await sql
        .raw<{ 'QUERY PLAN': string }>(`explain (costs off) execute statement(${nulls})`)
        .execute(transaction);
      await sql`deallocate statement`.execute(transaction);
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }

  test('the subscriptions to an item, ended ones too, are found in their order', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'TRIAL' }] });
    const filter = { account: undefined, status: undefined, dueBefore: undefined, limit: 100 };
    const plan = await planOf(
      (session) => listSubscriptions(session, { ...filter, item: 'TRIAL' }),
      /from "tierctl"."subscription"/,
    );
    expect(plan).toContain('Index Scan using subscription_item_idx on subscription s');
    expect(plan).not.toContain('Sort');
  });

  test('so is the history of a path, but for the numbers within an account', async () => {
    await seedInto(db.database, trialsOf(['A']));
    await run(db.database, { asOf: '2026-02-01' });
    const plan = await planOf(
      (session) =>
        listHistory(session, {
          path: 'trial ends',
          account: undefined,
          subscription: undefined,
          run: undefined,
          limit: 100,
        }),
      /from "tierctl"."transition"/,
    );
    expect(plan).toContain('Index Scan Backward using transition_path_idx on transition t');
    expect(plan).toContain('Presorted Key: t.run_id, t.hop, t.account_id');
  });
});
