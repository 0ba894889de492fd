import pg from 'pg';
import { migrations } from '../migrations/list.ts';
import { applyMigration } from '../src/database/migrator.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { parseTarget } from '../src/database/target/target.ts';

export const AS_OF = '2026-06-01';
const PATHS = 10;
const SUBSCRIPTIONS_PER_ACCOUNT = 3;

/**
 * A template database: `due` subscriptions that move on AS_OF and as many that do not, three attributes each (two of
 * them mapped), on ten paths, of which two lead into a term.
 */
export async function createDataset(server: string, name: string, due: number): Promise<void> {
  const url = await createEmptyDatabase(server, name);
  await withClient(url, async (client) => {
    for (const statement of fill(due)) await client.query(statement);
  });
}

/** A new database with all tables and no rows; resolves to its URL. */
export async function createEmptyDatabase(server: string, name: string): Promise<string> {
  await onServer(server, `drop database if exists ${name}`);
  await onServer(server, `create database ${name}`);
  const url = databaseUrl(server, name);
  const database = await openDatabase(parseTarget(url));
  await database.kysely.transaction().execute(async (db) => {
    for (const migration of migrations) {
      await applyMigration({ db, dialect: database.dialect }, migration, '2026-01-01T00:00:00.000Z');
    }
  });
  await database.close();
  return url;
}

/** A fresh copy of a template, under `name`. */
export async function copyDataset(server: string, template: string, name: string): Promise<string> {
  await onServer(server, `drop database if exists ${name}`);
  await onServer(server, `create database ${name} template ${template}`);
  const url = databaseUrl(server, name);
  // A copy starts with cold caches and, after a checkpoint, with full page images to write: the same for each rival.
  await withClient(url, async (client) => {
    await client.query('checkpoint');
    await client.query('select count(*), sum(length(value)) from tierctl.subscription_attribute');
    await client.query('select count(*), sum(number) from tierctl.subscription');
  });
  return url;
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function onServer(server: string, statement: string): Promise<void> {
  await withClient(server, (client) => client.query(statement));
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function fill(due: number): string[] {
  const uuid = (kind: string) => `md5('${kind}' || i)::uuid`;
  return [
    `insert into item select ${uuid('source')}, 'SRC-' || i, 'Source ' || i from generate_series(1, ${PATHS}) i`,
    `insert into item select ${uuid('destination')}, 'DST-' || i, 'Destination ' || i from generate_series(1, ${PATHS}) i`,
    `insert into tierctl.item_profile (item_id, kind, active, term_months, term_days)
      select id, 'product', true,
        case when article_number in ('DST-1', 'DST-2') then 3 end, case when article_number in ('DST-1', 'DST-2') then 0 end
      from item`,
    `insert into tierctl.item_attribute (item_id, name, type, required)
      select id, a.name, 'text', false from item cross join (values ('domain'), ('contact'), ('note')) as a(name)`,
    `insert into tierctl.path (id, name, source_item_id, destination_item_id, over_limit_policy, effective_from)
      select ${uuid('path')}, 'Path ' || i, ${uuid('source')}, ${uuid('destination')}, 'block', '2020-01-01'
      from generate_series(1, ${PATHS}) i`,
    `insert into tierctl.path_attribute
      select ${uuid('path')}, ${uuid('source')}, name, ${uuid('destination')}, name
      from generate_series(1, ${PATHS}) i cross join (values ('domain'), ('contact')) as a(name)`,
    `update tierctl.item_profile p set default_path_id = t.id from tierctl.path t where t.source_item_id = p.item_id`,
    `insert into upgrade_group select ${uuid('group')}, 'Group ' || i from generate_series(1, ${PATHS}) i`,
    `insert into upgrade_group_member
      select gen_random_uuid(), ${uuid('group')}, case l when 1 then ${uuid('source')} else ${uuid('destination')} end,
        l, true, true, true, true
      from generate_series(1, ${PATHS}) i cross join generate_series(1, 2) l`,
    `insert into tierctl.account
      select 'ACC-' || lpad(i::text, 8, '0'), 'Account ' || i
      from generate_series(0, ${Math.ceil((2 * due) / SUBSCRIPTIONS_PER_ACCOUNT)}) i`,
    // Even rows are due, odd ones are not for another year.
    `insert into tierctl.subscription
        (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when)
      select 'ACC-' || lpad((i / ${SUBSCRIPTIONS_PER_ACCOUNT})::text, 8, '0'), 1 + i % ${SUBSCRIPTIONS_PER_ACCOUNT},
        md5('source' || (1 + i % ${PATHS}))::uuid, 'active', '2026-01-01',
        case i % 2 when 0 then date '2026-05-01' + (i / 2) % 31 else date '2027-05-01' + (i / 2) % 31 end,
        'default', 'on_end_date'
      from generate_series(0, ${2 * due - 1}) i`,
    `insert into tierctl.subscription_attribute
      select account_id, number, a.name, a.name || '-' || account_id || '-' || number
      from tierctl.subscription cross join (values ('domain'), ('contact'), ('note')) as a(name)`,
    'vacuum analyze',
  ];
}
