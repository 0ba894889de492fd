import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { expect, test } from 'vitest';
import type { Tables } from '../../../src/database/tables.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

const sqlServer = fedSqlServer(() => []).session.db;
const postgres = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

function update(db: Kysely<Tables>) {
  const ending = db
    .selectFrom('tierctl.subscription as s')
    .select(['s.account_id', 's.end_date'])
    .where('s.ended_run', '=', 7);
  return db
    .updateTable('tierctl.component as c')
    .from(ending.as('whole'))
    .set(({ ref }) => ({ status: sql.lit('ended'), end_date: ref('whole.end_date') }))
    .whereRef('c.account_id', '=', 'whole.account_id');
}

test('an update under an alias names the table in its from clause', () => {
  expect(update(sqlServer).compile()).toMatchObject({
    sql:
      `update "c" set "status" = 'ended', "end_date" = "whole"."end_date" from "tierctl"."component" as "c", ` +
      '(select "s"."account_id", "s"."end_date" from "tierctl"."subscription" as "s" where "s"."ended_run" = @1) as "whole" ' +
      'where "c"."account_id" = "whole"."account_id"',
    parameters: [7],
  });
});

test('other engines take the alias where the table is', () => {
  expect(update(postgres).compile().sql).toMatch(
    /^update "tierctl"\."component" as "c" set .* from \(select .*\) as "whole" where /,
  );
});

test('an update without another table has one all the same', () => {
  const alone = sqlServer.updateTable('tierctl.run as r').set({ status: 'abandoned' }).where('r.id', '=', 1);
  expect(alone.compile().sql).toBe(
    'update "r" set "status" = @1 from "tierctl"."run" as "r" where "r"."id" = @2',
  );
});

test('an update without an alias stays as it is', () => {
  const plain = sqlServer.updateTable('tierctl.run').set({ status: 'abandoned' }).where('id', '=', 1);
  expect(plain.compile().sql).toBe('update "tierctl"."run" set "status" = @1 where "id" = @2');
});
