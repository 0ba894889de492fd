// The effect of a catalogue change on existing subscriptions, by the rules of the run engine itself: each is judged by the
// catalogue before the change and by the one after it.
import { type RawBuilder, sql } from 'kysely';
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { EffectiveRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import {
  type CatalogueEffect,
  isHeld,
  NO_EFFECT,
  type StrandedCount,
} from '../../domain/transitions/catalogue-effect.ts';
import { byPathAndKind, type TakenCount } from '../../domain/transitions/taken-away.ts';
import type { Stay, StayReason } from '../../domain/transitions/transition.ts';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';
import { itemReference } from '../items/item-reference.ts';
import { wantedIds } from '../items/wanted-ids.ts';
import { subscriptionsWithDestinationsIn } from '../paths/applicable-path.ts';
import { stayReason } from '../transitions/batch/due.ts';
import { countTakenFrom } from '../transitions/taken-away/would-be-taken.ts';
import { readInactiveHoldings } from './inactive-holdings.ts';
import { withPlannedTables } from './planned-tables.ts';

const LISTED = 10;

/** The effect of planned rows that are not written yet. A fixed number of statements; none if they cannot have an effect. */
export async function readPlannedEffect(session: Session, rows: EffectiveRows): Promise<CatalogueEffect> {
  if (!(await mayHaveEffect(session, rows))) return NO_EFFECT;
  return withPlannedTables(session, rows, (after) => readEffect(session, rows, { before: STORED, after }));
}

/** Whether the rows matter to an active subscription at all. A first catalogue is large, and no subscription exists yet. */
async function mayHaveEffect(session: Session, rows: EffectiveRows): Promise<boolean> {
  const { profiles, defaultPaths, services, extensions, products, paths, mappings, productMappings } = rows;
  const replaced = [services, extensions, products, mappings, productMappings];
  const some = [
    profiles.changed,
    paths.changed,
    defaultPaths,
    ...replaced.flatMap(({ added, removed }) => [added, removed]),
  ].some((list: readonly unknown[]) => list.length > 0);
  if (!some || !hasTierctlSchema(session)) return false;
  const { rows: found } = await sql<{ found: number }>`
    select s.number as found from tierctl.subscription as s
    where s.status = 'active'
    order by s.account_id, s.number
    offset 0 rows fetch next 1 rows only`.execute(session.db);
  return found.length > 0;
}

interface Catalogues {
  readonly before: CatalogueTables;
  readonly after: CatalogueTables;
}

async function readEffect(
  session: Session,
  rows: EffectiveRows,
  catalogues: Catalogues,
): Promise<CatalogueEffect> {
  const stranded = await readStranded(session, rows, catalogues);
  const takesMore = await readTakesMore(session, rows, catalogues);
  const ids = rows.profiles.changed.flatMap(({ itemId, before, after }) =>
    before.active && !after.active ? [itemId] : [],
  );
  const inactive = ids.length === 0 ? [] : await readInactiveHoldings(session, ids);
  return { stranded, takesMore, inactive: inactive.filter(isHeld) };
}

async function readStranded(
  session: Session,
  rows: EffectiveRows,
  { before, after }: Catalogues,
): Promise<CatalogueEffect['stranded']> {
  const items = [
    ...rows.profiles.changed.map(({ itemId }) => itemId),
    ...[...rows.services.added, ...rows.services.removed].map(({ itemId }) => itemId),
    ...[...rows.extensions.added, ...rows.extensions.removed].map(({ itemId }) => itemId),
    ...[...rows.products.added, ...rows.products.removed].map(({ itemId }) => itemId),
  ];
  const paths = [
    ...rows.paths.changed.map(({ id }) => id),
    ...[...rows.productMappings.added, ...rows.productMappings.removed].map(({ pathId }) => pathId),
  ];
  const sources = rows.defaultPaths.map(({ itemId }) => itemId);
  if (items.length + paths.length + sources.length === 0) return NO_EFFECT.stranded;
  const { db, dialect } = session;
  // An extension affects every item that allows it.
  const touched = sql<boolean>`(destination.item_id in ${wantedIds(session, items)}
        or exists (
          select 1 from ${before.itemExtension(sql`destination.item_id`)} as allows
          where allows.item_id = destination.item_id and allows.extension_item_id in ${wantedIds(session, items)})
        or p.id in ${wantedIds(session, paths)} or s.item_id in ${wantedIds(session, sources)})`;
  const judged = sql`(
      select s.account_id, s.number, s.item_id, s.due_on, moved.path_id, moved.to_item_id,
        ${stayReason(dialect, after)} as reason
      from ${subscriptionsWithDestinationsIn(after)}
      join (
        select s.account_id, s.number, p.id as path_id, destination.item_id as to_item_id
        from ${subscriptionsWithDestinationsIn(before)}
        where s.status = 'active' and s.due_on is not null and ${touched} and ${stayReason(dialect, before)} is null
      ) as moved on moved.account_id = s.account_id and moved.number = s.number
    ) as judged`;
  // Null reasons are dropped here: with a condition in the statement, the server would compute the reason of each row twice.
  const { rows: judgedCounts } = await sql<CountRow | MovingRow>`
    select p.name as path, stranded.to_item_id as item_id, i.article_number, i.name, stranded.reason, stranded.count
    from (
      select judged.path_id, judged.to_item_id, judged.reason, count(*) as count from ${judged}
      group by judged.path_id, judged.to_item_id, judged.reason
    ) as stranded
    left join tierctl.path as p on p.id = stranded.path_id
    left join ${sql.table('billing.item')} as i on i.id = stranded.to_item_id
    order by p.name, i.article_number, stranded.reason`.execute(db);
  const counts = judgedCounts.filter((one) => one.reason !== null);
  if (counts.length === 0) return NO_EFFECT.stranded;
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    byReason: counts.map(
      ({ path, item_id, article_number, name, reason, count }): StrandedCount => ({
        path,
        item: itemReference(item_id, article_number, name),
        reason,
        count,
      }),
    ),
    subscriptions: await listStranded(session, judged),
  };
}

interface MovingRow {
  readonly reason: null;
}

interface CountRow {
  readonly path: string | null;
  readonly item_id: string;
  readonly article_number: string | null;
  readonly name: string | null;
  readonly reason: StayReason;
  readonly count: number;
}

async function listStranded({ db }: Session, judged: RawBuilder<unknown>): Promise<Stay[]> {
  const { rows } = await sql<Omit<CountRow, 'count'> & { account: string; number: number; due_on: string }>`
    select judged.account_id as account, judged.number, judged.item_id, i.article_number, i.name, judged.due_on,
      p.name as path, judged.reason
    from ${judged}
    left join tierctl.path as p on p.id = judged.path_id
    left join ${sql.table('billing.item')} as i on i.id = judged.item_id
    where judged.reason is not null
    order by judged.account_id, judged.number
    offset 0 rows fetch next ${sql.lit(LISTED)} rows only`.execute(db);
  return rows.map(({ account, number, item_id, article_number, name, due_on, path, reason }) => ({
    account,
    number,
    item: itemReference(item_id, article_number, name),
    dueOn: due_on,
    path,
    reason,
  }));
}

/** Only the effect of changed grids and extensions: a subscription that follows another path moves differently anyway. */
async function readTakesMore(
  session: Session,
  rows: EffectiveRows,
  { before, after }: Catalogues,
): Promise<TakenCount[]> {
  const items = [
    ...[...rows.extensions.added, ...rows.extensions.removed].map(({ itemId }) => itemId),
    ...[...rows.products.added, ...rows.products.removed].map(({ itemId }) => itemId),
  ];
  const paths = [
    ...[...rows.mappings.added, ...rows.mappings.removed].map(({ pathId }) => pathId),
    ...[...rows.productMappings.added, ...rows.productMappings.removed].map(({ pathId }) => pathId),
  ];
  if (items.length + paths.length === 0) return [];
  const which = sql<boolean>`(destination.item_id in ${wantedIds(session, items)} or p.id in ${wantedIds(session, paths)})`;
  const was = new Map((await countTakenFrom(session, which, before)).map((one) => [keyOf(one), one]));
  const more = (await countTakenFrom(session, which, after)).flatMap((one) => {
    const less = was.get(keyOf(one));
    const quantity = one.quantity - (less?.quantity ?? 0);
    const subscriptions = one.subscriptions - (less?.subscriptions ?? 0);
    // If the number of subscriptions is the same and the loss is larger, they are the same subscriptions.
    return quantity > 0
      ? [{ ...one, quantity, subscriptions: subscriptions > 0 ? subscriptions : one.subscriptions }]
      : [];
  });
  if (more.length === 0) return [];
  const names = await pathNames(session);
  return more
    .map(({ pathId, ...one }) => ({ path: pathId === null ? null : (names.get(pathId) ?? null), ...one }))
    .sort(byPathAndKind);
}

function keyOf({
  pathId,
  what,
  item,
  attribute,
}: Awaited<ReturnType<typeof countTakenFrom>>[number]): string {
  return JSON.stringify([pathId, what, item?.id, attribute]);
}

async function pathNames({ db }: Session): Promise<Map<string, string>> {
  const rows = await db.selectFrom('tierctl.path').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
