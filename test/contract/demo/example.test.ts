import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { readExample } from '../../../src/cli/commands/demo/demo-example.ts';
import { change } from '../../../src/database/unit-of-work.ts';
import type { Example, ExampleFile } from '../../../src/operations/demo/find-example.ts';
import { type LoadExampleInput, loadExample } from '../../../src/operations/demo/load-example.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useOwnDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

let example: Example;
beforeAll(async () => {
  example = await readExample();
});

/** The audit record of the load carries the command of the invocation. */
const input = (more: Partial<LoadExampleInput> = {}): LoadExampleInput => ({
  example,
  command: INVOCATION.command,
  migrations,
  firstDay: '2026-07-01',
  at: INVOCATION.at,
  elsewhere: 'go elsewhere',
  ...more,
});

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);
  const byHand = handWritten(() => db.database);
  const load = (more: Partial<LoadExampleInput> = {}) =>
    db.change((session) => loadExample(session, input(more)));

  describe('the example', () => {
    test('is loaded whole, on record, by a fixed number of statements', async () => {
      const { result, committed } = await load();
      const counts = {
        name: 'examples/hosting',
        items: 22,
        groups: 4,
        paths: 9,
        accounts: 420,
        subscriptions: 1_231,
      };
      expect(committed).toBe(true);
      expect(result).toEqual({ ...counts, loaded: true, asOf: '2026-07-01' });
      const whole = db.statements.length;

      const rows = await everyRow(db.database);
      expect(rows['billing.item']).toHaveLength(22);
      expect(rows['billing.upgrade_group_member']).toHaveLength(18);
      expect(rows['tierctl.account']).toHaveLength(420);
      expect(rows['tierctl.subscription']).toHaveLength(1_231);
      const audit = await db.database.kysely.selectFrom('tierctl.audit').select('after').execute();
      expect(audit.map(({ after }) => JSON.parse(after ?? ''))).toEqual([counts]);

      const { result: again } = await load();
      expect(again).toEqual({ ...counts, loaded: false, asOf: '2026-07-01' });
      expect(await everyRow(db.database)).toEqual(rows);
      expect(whole).toBeLessThan(90);
    });

    test('costs as many statements with ten subscriptions as with all', async () => {
      // One statement takes the locks of the items that are subscribed to, so it is longer for more of them.
      const statements = () =>
        db.statements.map(({ sql }) => (/pg_advisory_xact_lock|sp_getapplock/.test(sql) ? 'locks' : sql));
      await load({ example: { ...example, subscriptions: firstOf(example.subscriptions, 10) } });
      const small = statements();
      await empty(db.database);
      db.statements.length = 0;
      await load();
      expect(statements()).toEqual(small);
    });

    test('is stored as the files describe it', async () => {
      await load();
      const chains = await db.read((session) => readChains(session));
      expect(chains['ACC-0042/1']).toEqual([
        {
          number: 1,
          item: 'HST-TRIAL',
          status: 'active',
          start: '2026-02-01',
          end: '2026-03-02',
          rule: 'override',
          apply: 'on_end_date',
          attributes: { contact: 'hostmaster@bakery-0042.example', domain: 'bakery-0042.example' },
          left: undefined,
        },
      ]);
      const items = await db.database.kysely
        .selectFrom('billing.item as i')
        .innerJoin('tierctl.item_profile as p', 'p.item_id', 'i.id')
        .leftJoin('tierctl.path as d', 'd.id', 'p.default_path_id')
        .select(['i.article_number', 'p.active', 'p.term_months', 'p.term_days', 'd.name as default_path'])
        .where('i.article_number', 'in', ['HST-CLASSIC', 'HST-WELCOME'])
        .orderBy('i.article_number')
        .execute();
      expect(items).toEqual([
        {
          article_number: 'HST-CLASSIC',
          active: false,
          term_months: null,
          term_days: null,
          default_path: 'Classic retires',
        },
        {
          article_number: 'HST-WELCOME',
          active: true,
          term_months: 3,
          term_days: 0,
          default_path: 'Welcome ends',
        },
      ]);
    });

    test('has enough due on its day, and something for each reason to stay', async () => {
      await load();
      const result = await run(db.database, { asOf: '2026-07-01' });
      expect(result.moved.total).toBe(74);
      expect(result.failed.total).toBe(0);
      expect(new Set(result.moved.byPath.map(({ direction }) => direction))).toEqual(
        new Set(['upgrade', 'downgrade', 'none']),
      );
      expect(result.notMoved.byReason).toEqual([
        { reason: 'destination-inactive', count: 4 },
        { reason: 'no-path', count: 11 },
        { reason: 'path-not-effective', count: 6 },
      ]);
      const chains = await db.read((session) => readChains(session));
      expect(chains['ACC-0042/1']?.map(({ item, start, end }) => [item, start, end])).toEqual([
        ['HST-TRIAL', '2026-02-01', '2026-03-02'],
        ['HST-WELCOME', '2026-03-03', '2026-06-02'],
        ['HST-STANDARD', '2026-06-03', null],
      ]);
    });

    test('goes on a month after the latest run, and successors are part of it', async () => {
      await load();
      await run(db.database, { asOf: '2026-07-01' });
      expect((await load()).result).toMatchObject({ loaded: false, asOf: '2026-08-01' });
      await run(db.database, { asOf: '2026-08-31' });
      expect((await load()).result).toMatchObject({ loaded: false, asOf: '2026-09-30' });
    });

    test('a dry run leaves the database as it was', async () => {
      expect(await dryRun(db.database, (session) => loadExample(session, input()))).toMatchObject({
        loaded: true,
      });
    });
  });

  describe('a database that holds anything else is left alone', () => {
    const refused = async (found: string) => {
      const before = await everyRow(db.database);
      await expect(load()).rejects.toMatchObject({
        kind: 'refused',
        code: 'database-in-use',
        message: `the database holds ${found}, which is not part of the example; nothing was written`,
        hint: 'go elsewhere',
      });
      expect(await everyRow(db.database)).toEqual(before);
    };

    test('an item, though it is named as one of the example', async () => {
      await byHand.item('HST-START');
      await refused('the item HST-START');
    });

    test('a group', async () => {
      await byHand.group('Web hosting');
      await refused('the group Web hosting');
    });

    test('an account', async () => {
      await db.database.kysely
        .insertInto('tierctl.account')
        .values({ account_id: 'ACC-0001', name: 'x' })
        .execute();
      await refused('the account ACC-0001');
    });

    test('the example and an item', async () => {
      await load();
      await byHand.item('OWN');
      await refused('the item OWN');
    });

    test('the example and a group', async () => {
      await load();
      await byHand.group('Own');
      await refused('the group Own');
    });

    test('the example and an account', async () => {
      await load();
      await db.database.kysely
        .insertInto('tierctl.account')
        .values({ account_id: 'OWN', name: 'x' })
        .execute();
      await refused('the account OWN');
    });

    test('the example and a path', async () => {
      await load();
      const { source_item_id, destination_item_id } = await db.database.kysely
        .selectFrom('tierctl.path')
        .select(['source_item_id', 'destination_item_id'])
        .where('name', '=', 'Trial ends')
        .executeTakeFirstOrThrow();
      await db.database.kysely
        .insertInto('tierctl.path')
        .values({
          id: randomUUID(),
          name: 'Own',
          source_item_id,
          destination_item_id,
          over_limit_policy: 'block',
        })
        .execute();
      await refused('the path Own');
    });

    test('the example and a subscription', async () => {
      await load();
      const { item_id } = await db.database.kysely
        .selectFrom('tierctl.subscription')
        .select('item_id')
        .where('account_id', '=', 'ACC-0042')
        .where('number', '=', 1)
        .executeTakeFirstOrThrow();
      await db.database.kysely
        .insertInto('tierctl.subscription')
        .values({
          account_id: 'ACC-0042',
          number: 99,
          item_id,
          status: 'active',
          start_date: '2026-01-01',
          path_rule: 'default',
          apply_when: 'on_end_date',
        })
        .execute();
      await refused('the subscription ACC-0042/99');
    });
  });
});

onEveryEngine((engine) => {
  const tables = [...migrations.flatMap((migration) => migration.tables)];

  test('a database without any table gets them all with the example', async () => {
    const { database, drop } = await engine.create();
    try {
      const { result } = await change(
        database,
        INVOCATION,
        (session) => loadExample(session, input()),
        () => 'commit',
      );
      expect(result).toMatchObject({ loaded: true });
      const rows = await everyRow(database);
      expect(Object.keys(rows).sort()).toEqual(tables.sort());
      expect(rows['tierctl.subscription']).toHaveLength(1_231);
    } finally {
      await drop();
    }
  });

  test('a database with tables of its own is left alone', async () => {
    const { database, drop } = await engine.create();
    try {
      await database.kysely.schema
        .createTable('billing.item')
        .addColumn('id', 'integer', (column) => column.notNull())
        .execute();
      const attempt = change(
        database,
        INVOCATION,
        (session) => loadExample(session, input()),
        () => 'commit',
      );
      await expect(attempt).rejects.toMatchObject({
        kind: 'refused',
        code: 'database-in-use',
        message: expect.stringMatching(/^the database holds the table (public|dbo)\.item, /),
      });
      const found = await database.kysely.introspection.getTables();
      expect(found.map(({ name }) => name)).toEqual(['item']);
    } finally {
      await drop();
    }
  });
});

/** A file that says no more than the first records of another. */
function firstOf({ file, records }: ExampleFile, count: number): ExampleFile {
  return {
    file: {
      ...file,
      records: async function* () {
        for await (const portion of file.records()) {
          yield portion.slice(0, count);
          return;
        }
      },
    },
    records: records.slice(0, count),
  };
}
