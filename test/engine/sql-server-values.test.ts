// What only a SQL Server can show: its values, its errors, and that nothing runs on after it has rolled back.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openSqlServer } from '../../src/database/sql-server/engine.ts';

const url = process.env.TIERCTL_TEST_MSSQL_URL;

describe.skipIf(url === undefined)('SQL Server', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openSqlServer(url ?? '', {});
  });
  afterAll(() => database.close());

  async function first(query: ReturnType<typeof sql>): Promise<unknown> {
    return (await query.execute(database.kysely)).rows[0];
  }

  it('gives the values that PostgreSQL gives', async () => {
    const row = await first(sql`
      select cast('2026-01-31' as date) as day, cast('2026-11-22T08:43:48.123Z' as datetime2(3)) as instant,
        cast('2026-11-22T09:43:48.123+01:00' as datetimeoffset(3)) as moved, cast(9007199254740991 as bigint) as big,
        cast(1.25 as decimal(9, 2)) as amount, cast(1 as bit) as yes, cast(null as bigint) as nothing,
        cast('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' as uniqueidentifier) as id`);
    expect(row).toEqual({
      day: '2026-01-31',
      instant: '2026-11-22T08:43:48.123Z',
      moved: '2026-11-22T08:43:48.123Z',
      big: 9007199254740991,
      amount: 1.25,
      yes: true,
      nothing: null,
      id: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    });
  });

  it('refuses an integer that a number cannot hold, and works on', async () => {
    await expect(first(sql`select cast(9007199254740993 as bigint) as big`)).rejects.toThrow(RangeError);
    expect(await first(sql`select 1 as one`)).toEqual({ one: 1 });
  });

  it('takes dates, instants, ids and long text as parameters', async () => {
    const long = JSON.stringify([
      { account_id: 'Ä', big: 9007199254740991, ok: true, day: '2026-02-28', text: 'x'.repeat(9000) },
    ]);
    const { rowsFromJson, types } = database.dialect;
    const columns = { account_id: types.accountId, big: 'bigint', ok: 'bit', day: 'date' };
    expect(
      await first(sql`
      select r.*, cast(${'2026-11-22T08:43:48.123Z'} as datetime2(3)) as instant, len(${long}) as length,
        cast(${null} as date) as nothing
      from ${rowsFromJson(long, 'r', columns)} where ${true} = cast(1 as bit)`),
    ).toEqual({
      account_id: 'Ä',
      big: 9007199254740991,
      ok: true,
      day: '2026-02-28',
      instant: '2026-11-22T08:43:48.123Z',
      length: long.length,
      nothing: null,
    });
  });

  it.each([
    ['2026-01-31', 1, 0, '2026-02-28'],
    ['2024-02-29', 12, -1, '2025-02-27'],
    ['2026-01-31', null, null, null],
  ])('adds to %s a term of %s months and %s days', async (day, months, days, expected) => {
    const term = database.dialect.plusTerm(sql`${day}`, sql`${months}`, sql`${days}`);
    expect(await first(sql`select ${term} as day`)).toEqual({ day: expected });
  });

  it('runs nothing more, and commits nothing, in a transaction that the server has rolled back', async () => {
    const transaction = await database.kysely.startTransaction().execute();
    await expect(sql`select cast(${'no number'} as int)`.execute(transaction)).rejects.toThrow();
    await expect(sql`select 1`.execute(transaction)).rejects.toThrow(/has rolled back the transaction/);
    await expect(transaction.commit().execute()).rejects.toThrow(/has rolled back the transaction/);
    expect(await first(sql`select @@trancount as depth`)).toEqual({ depth: 0 });
  });

  it('knows its errors', async () => {
    await expect(first(sql`select * from tierctl_no_schema.nothing`)).rejects.toMatchObject({
      code: 'schema-missing',
    });
  });

  it('closes although a lock is held, and frees it', async () => {
    const other = await openSqlServer(url ?? '', {});
    await other.acquireLock('values-test', 0);
    await expect(database.acquireLock('values-test', 0)).rejects.toMatchObject({
      kind: 'busy',
      code: 'lock-held',
    });
    await other.close();
    await (await database.acquireLock('values-test', 5000)).release();
  });
});
