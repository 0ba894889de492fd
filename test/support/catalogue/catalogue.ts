// Puts a database into any state quickly: everything is inserted in bulk, past the rules of the operations.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/database.ts';
import type { Session } from '../../../src/database/session.ts';
import type {
  ItemAttributeTable,
  ItemProfileTable,
  PathTable,
  Tables,
} from '../../../src/database/tables.ts';
import type { CliInTest, CliRun } from '../cli.ts';

export interface SeedAttribute {
  readonly name: string;
  readonly type?: ItemAttributeTable['type'];
  readonly required?: boolean;
  readonly defaultValue?: string;
  readonly choices?: readonly string[];
}

export interface SeedItem {
  readonly articleNumber: string;
  /** The article number, when left out. */
  readonly name?: string;
  readonly kind?: ItemProfileTable['kind'];
  /** True, when left out. */
  readonly active?: boolean;
  /** ISO 8601: `P3M`, `P1Y`, `P14D`, `P1M15D`. */
  readonly term?: string | undefined;
  /** A bare name is an optional text. */
  readonly attributes?: readonly (string | SeedAttribute)[];
  /** Name of a path of this call, or of an earlier one. */
  readonly defaultPath?: string | undefined;
  /** What a package is made of. A bare article number: at least one, no maximum. */
  readonly products?: readonly (string | SeedProduct)[];
}

export interface SeedProduct {
  readonly item: string;
  readonly minimum: number;
  readonly maximum?: number | null;
}

export interface SeedPath {
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
  /** Source attribute → destination attribute; `ITEM:attribute` is that of a product in the package. */
  readonly map?: Readonly<Record<string, string>>;
  /** Product in the source → product in the destination. */
  readonly products?: Readonly<Record<string, string>>;
  readonly overLimit?: PathTable['over_limit_policy'];
}

export interface SeedSubscription {
  readonly account: string;
  /** The next number of the account, when left out. */
  readonly number?: number;
  readonly item: string;
  readonly start: string;
  readonly end?: string | null | undefined;
  /** Left out: the item's default. A name: an override. Null: none. */
  readonly path?: string | null | undefined;
  readonly apply?: 'on_end_date' | 'from_date';
  readonly fromDate?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly status?: 'active' | 'ended';
  readonly replaces?: number;
  readonly externalId?: string;
  /** Numbered from 1, in this order. */
  readonly components?: readonly SeedComponent[];
}

export interface SeedComponent {
  readonly item: string;
  /** The subscription's start, when left out. */
  readonly start?: string;
  readonly status?: 'active' | 'ended';
  readonly end?: string | null;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Seed {
  readonly items?: readonly SeedItem[];
  readonly paths?: readonly SeedPath[];
  /** Accounts that subscriptions name need not be listed. */
  readonly accounts?: readonly string[];
  readonly subscriptions?: readonly SeedSubscription[];
}

/** Ids of everything there is now: of items by article number, of paths by name. */
export interface Seeded {
  readonly items: Readonly<Record<string, string>>;
  readonly paths: Readonly<Record<string, string>>;
}

/** As seed, in a transaction of its own. */
export function seedInto(database: Database, what: Seed): Promise<Seeded> {
  return database.kysely.transaction().execute((db) => seed({ db, dialect: database.dialect }, what));
}

/** Inserts what is named. May be called again: later calls refer to what earlier ones made. */
async function seed(session: Session, what: Seed): Promise<Seeded> {
  const items = await seedItems(session, what.items ?? []);
  const paths = await seedPaths(session, what.paths ?? [], items);
  for (const { articleNumber, defaultPath } of what.items ?? []) {
    if (defaultPath === undefined) continue;
    await session.db
      .updateTable('tierctl.item_profile')
      .set({ default_path_id: known(paths, defaultPath) })
      .where('item_id', '=', known(items, articleNumber))
      .execute();
  }
  await seedAccounts(session, [
    ...(what.accounts ?? []),
    ...(what.subscriptions ?? []).map(({ account }) => account),
  ]);
  await seedSubscriptions(session, what.subscriptions ?? [], items, paths);
  return { items, paths };
}

async function seedItems(session: Session, seeds: readonly SeedItem[]): Promise<Record<string, string>> {
  const { types } = session.dialect;
  const rows = seeds.map((item) => ({ ...item, id: randomUUID() }));
  await insertRows(
    session,
    'billing.item',
    { id: types.uuid, article_number: types.text(100), name: types.text(200) },
    rows.map((row) => ({
      id: row.id,
      article_number: row.articleNumber,
      name: row.name ?? row.articleNumber,
    })),
  );
  await insertRows(
    session,
    'tierctl.item_profile',
    {
      item_id: types.uuid,
      kind: types.text(20),
      active: types.boolean,
      term_months: types.integer,
      term_days: types.integer,
    },
    rows.map((row) => ({
      item_id: row.id,
      kind: row.kind ?? 'product',
      active: row.active ?? true,
      ...termColumns(row.term),
    })),
  );
  const attributes = rows.flatMap((row) =>
    (row.attributes ?? []).map((given) => {
      const attribute: SeedAttribute = typeof given === 'string' ? { name: given } : given;
      return {
        item_id: row.id,
        name: attribute.name,
        type: attribute.type ?? 'text',
        required: attribute.required ?? false,
        default_value: attribute.defaultValue ?? null,
        choices: attribute.choices === undefined ? null : JSON.stringify(attribute.choices),
      };
    }),
  );
  // Not as JSON: Babelfish hands on what OPENJSON finds in a text with its escapes, and choices are full of quotes.
  for (let at = 0; at < attributes.length; at += 100) {
    await session.db
      .insertInto('tierctl.item_attribute')
      .values(attributes.slice(at, at + 100))
      .execute();
  }
  const all = await session.db.selectFrom('billing.item').select(['id', 'article_number']).execute();
  const ids = Object.fromEntries(all.map((row) => [row.article_number, row.id]));
  await insertRows(
    session,
    'tierctl.package_product',
    {
      package_item_id: types.uuid,
      product_item_id: types.uuid,
      minimum_quantity: types.integer,
      maximum_quantity: types.integer,
    },
    rows.flatMap((row) =>
      (row.products ?? [])
        .map((product) => (typeof product === 'string' ? { item: product, minimum: 1 } : product))
        .map((product) => ({
          package_item_id: row.id,
          product_item_id: known(ids, product.item),
          minimum_quantity: product.minimum,
          maximum_quantity: product.maximum ?? null,
        })),
    ),
  );
  return ids;
}

async function seedPaths(
  session: Session,
  seeds: readonly SeedPath[],
  items: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const { types } = session.dialect;
  const rows = seeds.map((path) => ({
    ...path,
    id: randomUUID(),
    source_item_id: known(items, path.source),
    destination_item_id: known(items, path.destination),
  }));
  await insertRows(
    session,
    'tierctl.path',
    {
      id: types.uuid,
      name: types.text(200),
      source_item_id: types.uuid,
      destination_item_id: types.uuid,
      effective_from: types.date,
      effective_until: types.date,
      over_limit_policy: types.text(20),
    },
    rows.map((row) => ({
      id: row.id,
      name: row.name,
      source_item_id: row.source_item_id,
      destination_item_id: row.destination_item_id,
      effective_from: row.from ?? null,
      effective_until: row.until ?? null,
      over_limit_policy: row.overLimit ?? 'block',
    })),
  );
  await insertRows(
    session,
    'tierctl.path_attribute',
    {
      path_id: types.uuid,
      source_item_id: types.uuid,
      source_attribute: types.text(100),
      destination_item_id: types.uuid,
      destination_attribute: types.text(100),
    },
    rows.flatMap((row) =>
      Object.entries(row.map ?? {}).map(([source, destination]) => {
        const from = ofHolder(source, row.source);
        const to = ofHolder(destination, row.destination);
        return {
          path_id: row.id,
          source_item_id: known(items, from.item),
          source_attribute: from.attribute,
          destination_item_id: known(items, to.item),
          destination_attribute: to.attribute,
        };
      }),
    ),
  );
  await insertRows(
    session,
    'tierctl.path_product',
    { path_id: types.uuid, source_item_id: types.uuid, destination_item_id: types.uuid },
    rows.flatMap((row) =>
      Object.entries(row.products ?? {}).map(([source, destination]) => ({
        path_id: row.id,
        source_item_id: known(items, source),
        destination_item_id: known(items, destination),
      })),
    ),
  );
  const all = await session.db.selectFrom('tierctl.path').select(['id', 'name']).execute();
  return Object.fromEntries(all.map((row) => [row.name, row.id]));
}

async function seedAccounts(session: Session, wanted: readonly string[]): Promise<void> {
  const { types } = session.dialect;
  const there = await session.db.selectFrom('tierctl.account').select('account_id').execute();
  const missing = new Set(wanted);
  for (const { account_id } of there) missing.delete(account_id);
  await insertRows(
    session,
    'tierctl.account',
    { account_id: types.accountId, name: types.text(200) },
    [...missing].map((account) => ({ account_id: account, name: account })),
  );
}

async function seedSubscriptions(
  session: Session,
  seeds: readonly SeedSubscription[],
  items: Readonly<Record<string, string>>,
  paths: Readonly<Record<string, string>>,
): Promise<void> {
  if (seeds.length === 0) return;
  const { types } = session.dialect;
  const taken = await session.db
    .selectFrom('tierctl.subscription')
    .select(['account_id', (expression) => expression.fn.max<number>('number').as('number')])
    .groupBy('account_id')
    .execute();
  const last = new Map(taken.map((row) => [row.account_id, row.number]));
  const rows = seeds.map((subscription) => {
    const number = subscription.number ?? (last.get(subscription.account) ?? 0) + 1;
    last.set(subscription.account, Math.max(number, last.get(subscription.account) ?? 0));
    return { ...subscription, number };
  });
  await insertRows(
    session,
    'tierctl.subscription',
    {
      account_id: types.accountId,
      number: types.integer,
      item_id: types.uuid,
      status: types.text(10),
      start_date: types.date,
      end_date: types.date,
      path_rule: types.text(10),
      path_id: types.uuid,
      apply_when: types.text(12),
      from_date: types.date,
      replaces_number: types.integer,
      external_id: types.text(100),
    },
    rows.map((row) => ({
      account_id: row.account,
      number: row.number,
      item_id: known(items, row.item),
      status: row.status ?? 'active',
      start_date: row.start,
      end_date: row.end ?? null,
      path_rule: row.path === undefined ? 'default' : row.path === null ? 'none' : 'override',
      path_id: row.path === undefined || row.path === null ? null : known(paths, row.path),
      apply_when: row.apply ?? (row.fromDate === undefined ? 'on_end_date' : 'from_date'),
      from_date: row.fromDate ?? null,
      replaces_number: row.replaces ?? null,
      external_id: row.externalId ?? null,
    })),
  );
  await insertRows(
    session,
    'tierctl.subscription_attribute',
    {
      account_id: types.accountId,
      subscription_number: types.integer,
      attribute: types.text(100),
      value: types.longText,
    },
    rows.flatMap((row) =>
      Object.entries(row.attributes ?? {}).map(([attribute, value]) => ({
        account_id: row.account,
        subscription_number: row.number,
        attribute,
        value,
      })),
    ),
  );
  await seedComponents(session, rows, items);
}

type NumberedSubscription = SeedSubscription & { readonly number: number };

async function seedComponents(
  session: Session,
  subscriptions: readonly NumberedSubscription[],
  items: Readonly<Record<string, string>>,
): Promise<void> {
  const { types } = session.dialect;
  const key = {
    account_id: types.accountId,
    subscription_number: types.integer,
    component_number: types.integer,
  };
  const rows = subscriptions.flatMap((one) =>
    (one.components ?? []).map((component, index) => ({
      ...component,
      start: component.start ?? one.start,
      key: { account_id: one.account, subscription_number: one.number, component_number: index + 1 },
    })),
  );
  await insertRows(
    session,
    'tierctl.component',
    { ...key, item_id: types.uuid, status: types.text(10), start_date: types.date, end_date: types.date },
    rows.map((row) => ({
      ...row.key,
      item_id: known(items, row.item),
      status: row.status ?? 'active',
      start_date: row.start,
      end_date: row.end ?? null,
    })),
  );
  await insertRows(
    session,
    'tierctl.component_attribute',
    { ...key, attribute: types.text(100), value: types.longText },
    rows.flatMap((row) =>
      Object.entries(row.attributes ?? {}).map(([attribute, value]) => ({ ...row.key, attribute, value })),
    ),
  );
}

function ofHolder(text: string, own: string): { readonly item: string; readonly attribute: string } {
  const [item, attribute] = text.split(':');
  return attribute === undefined ? { item: own, attribute: text } : { item: item ?? own, attribute };
}

const ROWS_PER_STATEMENT = 5_000;

/** One parameter a statement, however many rows: SQL Server takes at most 2,100. */
async function insertRows(
  { db, dialect }: Session,
  table: keyof Tables,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const json = JSON.stringify(rows.slice(at, at + ROWS_PER_STATEMENT));
    const given = dialect.rowsFromJson(json, 'r', columns);
    await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${given}`.execute(db);
  }
}

function known(ids: Readonly<Record<string, string>>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`the seed names "${name}", which is not there`);
  return id;
}

function termColumns(term: string | undefined): { term_months: number | null; term_days: number | null } {
  if (term === undefined) return { term_months: null, term_days: null };
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(term);
  if (parts === null) throw new Error(`the seed has a term that is none: ${term}`);
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { term_months: years * 12 + months, term_days: weeks * 7 + days };
}

/** Runs each command line with --yes; blanks split, double quotes hold together. Throws where one fails. */
export async function given(cli: CliInTest, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const run: CliRun = await cli.run([...words(line), '--yes', '--quiet']);
    if (run.code !== 0) throw new Error(`tierctl ${line}: ${run.stderr}`);
  }
}

/** The words of a command line. */
export function words(line: string): string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

/** A ladder with a one-way step at its foot, equivalents in its middle and an inactive top. */
export const WEBHOSTING = [
  'item create HST-START --name "Start hosting" --kind package --renewal P1M',
  'item create HST-SILVER --name "Silver hosting" --kind package --renewal P1M --renewal P1Y',
  'item create HST-SILVER-2 --name "Silver hosting (2019)" --kind package',
  'item create HST-GOLD --name "Gold hosting" --kind package --renewal P12M',
  'item create HST-PLAT --name "Platinum hosting" --kind package --renewal P3M --inactive',
  'group create Webhosting',
  'member add Webhosting HST-START --level 10 --no-downgradeable-from',
  'member add Webhosting HST-SILVER --level 20',
  'member add Webhosting HST-SILVER-2 --level 20 --no-upgradeable-from --no-downgradeable-from',
  'member add Webhosting HST-GOLD --level 30',
  'member add Webhosting HST-PLAT --level 40 --no-upgradeable --no-downgradeable --no-downgradeable-from',
] as const;
