// Adopted tables may have triggers of the billing system. They write rows of their own, and the counts of those are not the
// count of a change.
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { renameGroup } from '../../src/operations/groups/rename-group.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { interleave } from '../support/database/interleave.ts';
import { useDatabase } from '../support/database/use-database.ts';

const TABLES = ['item', 'upgrade_group', 'upgrade_group_member', 'renewal_period'];
const ROWS_OF_A_TRIGGER = 6;

/** After each statement on one of the tables, three statements of its trigger write six rows. */
async function addTriggers({ kysely, dialect }: Database): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(kysely);
  const schema = dialect.defaultBillingSchema;
  const write = `insert into ${schema}.trigger_log (note) values ('one'), ('two');`;
  const writes = `begin ${write} ${write} ${write}`;
  await run(`create table ${schema}.trigger_log (note varchar(40) not null)`);
  if (schema === 'public') {
    await run(
      `create function public.log_write() returns trigger language plpgsql as $$ ${writes} return null; end $$`,
    );
  }
  for (const table of TABLES) {
    await run(
      schema === 'public'
        ? `create trigger log_${table} after insert or update or delete on public.${table}
            for each statement execute function public.log_write()`
        : `create trigger dbo.log_${table} on dbo.${table} after insert, update, delete as ${writes} end`,
    );
  }
}

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let hasTriggers = false;
  beforeEach(async () => {
    if (!hasTriggers) await addTriggers(db.database);
    hasTriggers = true;
    await seedInto(db.database, { items: [{ articleNumber: 'A' }, { articleNumber: 'B' }] });
    for (const line of ['group create Ladder', 'member add Ladder A --level 1']) {
      expect(await tierctl(line)).toMatchObject({ code: 0 });
    }
    await sql.raw(`delete from ${log()}`).execute(db.database.kysely);
  });

  const log = () => `${db.database.dialect.defaultBillingSchema}.trigger_log`;
  const logged = async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(log())}`.execute(
      db.database.kysely,
    );
    return Number(rows[0]?.n);
  };
  const tierctl = (line: string, stdin?: string): Promise<CliRun> =>
    runCli([...line.split(' '), '--yes'], stdin === undefined ? {} : { stdin }, db.database);

  test.each([
    'item create C --name Gamma --renewal P1M',
    'item set A --name Alpha',
    'item set A --renewal P1Y',
    'group create Other',
    'group rename Ladder Other',
    'group delete Ladder --with-members',
    'member add Ladder B --level 2',
    'member update Ladder A --level 3',
    'member remove Ladder A',
  ])('%s', async (line) => {
    expect(await tierctl(line)).toMatchObject({ code: 0, stderr: 'Committed.\n' });
    expect(await logged()).toBeGreaterThanOrEqual(ROWS_OF_A_TRIGGER);
  });

  test('apply adds, changes and removes rows of every table', async () => {
    const applied = await tierctl(
      'apply -f - --prune',
      `tierctl: 1
items:
  - { articleNumber: A, name: Alpha, renewal: [P1M, P1Y] }
  - { articleNumber: C, name: Gamma }
groups:
  - { name: Ladder, members: [{ item: B, level: 2 }] }
  - { name: Other, members: [{ item: A, level: 1 }, { item: C, level: 2 }] }
`,
    );
    expect(applied, applied.stderr).toMatchObject({ code: 0 });
    const again = await tierctl(
      'apply -f - --prune',
      `tierctl: 1
groups:
  - { name: Ladder, members: [{ item: B, level: 4, upgradeable: false }] }
  - { name: Other, members: [{ item: A, level: 1 }] }
`,
    );
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(await logged()).toBeGreaterThanOrEqual(ROWS_OF_A_TRIGGER * 4);
  });

  describe('rows that only the trigger wrote', () => {
    test('are no sign that the change was written', async () => {
      const rename = db.change((session) =>
        renameGroup(
          interleave(
            session,
            (row) => row.name === 'Ladder',
            () =>
              session.db
                .updateTable('billing.upgrade_group')
                .set({ name: 'By hand' })
                .where('name', '=', 'Ladder')
                .execute(),
          ),
          { group: 'Ladder', name: 'Other' },
        ),
      );
      await expect(rename).rejects.toMatchObject({ code: 'changed-meanwhile' });
    });
  });

  test('a trigger that refuses says why, and nothing is written', async () => {
    const { kysely, dialect } = db.database;
    const isPostgres = dialect.defaultBillingSchema === 'public';
    const run = (text: string) => sql.raw(text).execute(kysely);
    if (isPostgres) {
      await run(
        `create function public.refuse() returns trigger language plpgsql as
          $$ begin raise exception 'prices are being changed'; end $$`,
      );
    }
    await run(
      isPostgres
        ? `create trigger refuse before update on public.item for each row execute function public.refuse()`
        : `create trigger dbo.refuse on dbo.item after update as
            begin raiserror('prices are being changed', 16, 1); rollback transaction; end`,
    );
    const refused = await tierctl('item set A --name Alpha');
    await run(isPostgres ? 'drop trigger refuse on public.item' : 'drop trigger dbo.refuse');
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain('error: the database refuses the change: prices are being changed');
    expect((await tierctl('item show A -o json')).json()).toMatchObject({ item: { name: 'A' } });
  });
});
