// A billing database as other programs have made it: tables by a plain SQL script, nothing of tierctl's, and items
// under names of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/database.ts';
import { type CliRun, runCli } from '../cli.ts';
import { reopenable, type TestEngine } from './engines.ts';

export const ITEMS = 2_000;

/** `tables`: names besides that of the items. */
const configOf = (tables: Readonly<Record<string, string>>) => `
billing:
  schema: shop
  tables: ${JSON.stringify({ item: 'products', ...tables })}
  columns: { item: { id: product_id, articleNumber: sku, name: label } }
`;

export interface BillingDatabase {
  readonly url: string;
  /** Executes statements as they stand; `uuid`, `flag` and `identity` are spelled for the engine. */
  script(...statements: readonly string[]): Promise<void>;
  /** Runs one command line with the config file that names the tables. */
  run(argv: readonly string[], options?: { readonly url?: string }): Promise<CliRun>;
  /** Names tables in the config file. */
  name(tables: Readonly<Record<string, string>>): Promise<void>;
  rows(query: string): Promise<Record<string, unknown>[]>;
  /** Every row of every table, and apart from them what the tables are made of. */
  snapshot(): Promise<Snapshot>;
  drop(): Promise<void>;
}

export interface Snapshot {
  /** By table, sorted, each row as JSON. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** Columns and constraints of every table of every schema. */
  readonly definitions: readonly string[];
}

/** An empty database of `engine` with a config file beside it. */
export async function billingDatabase(engine: TestEngine): Promise<BillingDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'tierctl-billing-'));
  const config = join(directory, 'config.yaml');
  await writeFile(config, configOf({}));
  const embedded = engine.name === 'PGlite' ? await reopenable() : undefined;
  const server = embedded === undefined ? await engine.create() : undefined;
  const url = server?.url ?? 'pglite:in-memory';
  const openDatabase = embedded?.openDatabase;
  const look = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
    const opened = server?.database ?? (await openDatabase?.(undefined));
    if (opened === undefined) throw new Error('one of the two is there');
    return work(opened);
  };
  const query = async ({ kysely }: Database, text: string): Promise<Record<string, unknown>[]> =>
    (await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(kysely)).rows;
  return {
    url,
    script: (...statements) =>
      look(async (database) => {
        const { uuid, boolean } = database.dialect.types;
        const identity =
          engine.name === 'SQL Server' ? 'int identity not null' : 'int generated always as identity';
        for (const statement of statements) {
          const spelled = statement
            .replaceAll(' uuid', ` ${uuid}`)
            .replaceAll(' flag', ` ${boolean}`)
            .replaceAll(' identity', ` ${identity}`);
          await query(database, spelled);
        }
      }),
    run: (argv, options = {}) =>
      runCli(['--config', config, ...argv], {
        env: { TIERCTL_DATABASE_URL: options.url ?? url },
        ...(openDatabase === undefined ? {} : { openDatabase }),
      }),
    name: (tables) => writeFile(config, configOf(tables)),
    rows: (text) => look((database) => query(database, text)),
    snapshot: () => look(snapshot),
    drop: async () => {
      await server?.drop();
      await embedded?.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };

  async function snapshot(database: Database): Promise<Snapshot> {
    const own = `TABLE_SCHEMA not in ('pg_catalog', 'information_schema', 'sys')`;
    const tables = await query(
      database,
      `select TABLE_SCHEMA as place, TABLE_NAME as name from INFORMATION_SCHEMA.TABLES where ${own}`,
    );
    const rows: Record<string, string[]> = {};
    for (const { place, name } of tables) {
      const all = await query(database, `select * from ${place}.${name}`);
      rows[`${place}.${name}`] = all.map((row) => JSON.stringify(row)).sort();
    }
    const columns = await query(
      database,
      `select TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE, IS_NULLABLE,
        CHARACTER_MAXIMUM_LENGTH, COLUMN_DEFAULT from INFORMATION_SCHEMA.COLUMNS where ${own}`,
    );
    const constraints = await query(
      database,
      `select TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE
        from INFORMATION_SCHEMA.TABLE_CONSTRAINTS where ${own}`,
    );
    return { rows, definitions: [...columns, ...constraints].map((row) => JSON.stringify(row)).sort() };
  }
}

/** The id of the nth item. */
export function itemId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** The article number of the nth item. */
export function sku(n: number): string {
  return `SKU-${String(n).padStart(4, '0')}`;
}

export const GROUP_ID = 'ad745339-9651-40b5-8f14-e9ed25318358';
/** Nothing holds an item of this id. */
export const GONE = '8e8e00ec-a78f-4635-8787-2ebf9de62106';

/**
 * The seed's two tables, without a key but their ids, the items, and an unrelated table: group
 * Webhosting with items 1 and 2 on levels 1 and 2, and a member whose item is gone on level 3.
 */
export const SCRIPT: readonly string[] = [
  'create schema shop',
  `create table shop.products (product_id uuid not null primary key, sku varchar(40) not null, label varchar(80) not null,
    price decimal(10, 2))`,
  'create table shop.upgrade_group (id uuid not null primary key, name varchar(200) not null)',
  `create table shop.upgrade_group_member (id uuid not null primary key, fk_group_id uuid not null,
    fk_item_id uuid not null, upgrade_level int not null, upgradeable flag not null, downgradeable flag not null,
    upgradeable_from flag not null, downgradeable_from flag not null)`,
  'create table shop.invoice (id int not null primary key, note varchar(40))',
  `insert into shop.invoice (id, note) values (1, 'paid'), (2, null)`,
  ...insertItems(),
  `insert into shop.upgrade_group (id, name) values ('${GROUP_ID}', 'Webhosting')`,
  ...[itemId(1), itemId(2), GONE].map(
    (id, index) => `insert into shop.upgrade_group_member
      (id, fk_group_id, fk_item_id, upgrade_level, upgradeable, downgradeable, upgradeable_from, downgradeable_from)
      values ('${GROUP_ID.slice(0, -1)}${index}', '${GROUP_ID}', '${id}', ${index + 1}, '1', '1', '1', '1')`,
  ),
];

/** The fourth table of the contract. */
export const RENEWAL_PERIODS = `create table shop.renewal_period (id uuid not null primary key,
  fk_item_id uuid not null, renewal_period_value int not null, renewal_period_unit varchar(20) not null)`;

// In portions, since SQL Server takes 1,000 rows at a time.
function insertItems(): string[] {
  const rows = Array.from(
    { length: ITEMS },
    (_, index) => `('${itemId(index + 1)}', '${sku(index + 1)}', 'Item ${index + 1}', ${index}.5)`,
  );
  return [rows.slice(0, ITEMS / 2), rows.slice(ITEMS / 2)].map(
    (portion) => `insert into shop.products (product_id, sku, label, price) values ${portion.join(', ')}`,
  );
}
