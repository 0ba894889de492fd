// What fit is judged by, put into a database quickly, past the rules of the operations. Items are there already.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/database/database.ts';

export interface FitSeed {
  /** By article number: service → amount. */
  readonly limits?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By article number: extension → maximum quantity, null for any number. */
  readonly extensions?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  /** By name: article number → level, every flag on. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By address: extension → quantity. */
  readonly held?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By address: service → amount. */
  readonly usage?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export async function seedFit(database: Database, seed: FitSeed): Promise<void> {
  const { kysely } = database;
  const items = await kysely.selectFrom('billing.item').select(['id', 'article_number']).execute();
  const ids = new Map(items.map((row) => [row.article_number, row.id]));
  const idOf = (articleNumber: string): string => {
    const id = ids.get(articleNumber);
    if (id === undefined) throw new Error(`the seed names "${articleNumber}", which is not there`);
    return id;
  };
  const limits = pairs(seed.limits).map(([item, service, amount]) => ({
    item_id: idOf(item),
    service,
    amount,
  }));
  const extensions = pairs(seed.extensions).map(([item, extension, most]) => ({
    item_id: idOf(item),
    extension_item_id: idOf(extension),
    maximum_quantity: most,
  }));
  const groups = Object.keys(seed.groups ?? {}).map((name) => ({ id: randomUUID(), name }));
  const members = pairs(seed.groups).map(([name, item, level]) => ({
    id: randomUUID(),
    fk_group_id: groups.find((group) => group.name === name)?.id ?? '',
    fk_item_id: idOf(item),
    upgrade_level: level,
    upgradeable: true,
    downgradeable: true,
    upgradeable_from: true,
    downgradeable_from: true,
  }));
  const held = pairs(seed.held).map(([address, extension, quantity]) => ({
    ...keyOf(address),
    extension_item_id: idOf(extension),
    quantity,
  }));
  const usage = pairs(seed.usage).map(([address, service, amount]) => ({
    ...keyOf(address),
    service,
    amount,
  }));
  await kysely.transaction().execute(async (db) => {
    if (limits.length > 0) await db.insertInto('tierctl.service_limit').values(limits).execute();
    if (extensions.length > 0) await db.insertInto('tierctl.item_extension').values(extensions).execute();
    if (groups.length > 0) await db.insertInto('billing.upgrade_group').values(groups).execute();
    if (members.length > 0) await db.insertInto('billing.upgrade_group_member').values(members).execute();
    if (held.length > 0) await db.insertInto('tierctl.subscription_extension').values(held).execute();
    if (usage.length > 0) await db.insertInto('tierctl.subscription_usage').values(usage).execute();
  });
}

function pairs<Value>(
  given: Readonly<Record<string, Readonly<Record<string, Value>>>> = {},
): [string, string, Value][] {
  return Object.entries(given).flatMap(([of, values]) =>
    Object.entries(values).map(([name, value]): [string, string, Value] => [of, name, value]),
  );
}

function keyOf(address: string) {
  const [account = '', number] = address.split('/');
  return { account_id: account, subscription_number: Number(number) };
}
