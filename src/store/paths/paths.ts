import type { Session } from '../../database/session.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { notFound } from '../../domain/not-found.ts';
import type { OverLimitPolicy, Path } from '../../domain/paths/path.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { isUuid } from '../../domain/uuid.ts';
import { byName } from '../by-name.ts';
import { itemReference } from '../items/item-reference.ts';
import { applicablePath } from './applicable-path.ts';

export interface PathFilter {
  readonly sourceId?: string | undefined;
  readonly destinationId?: string | undefined;
}

/** Paths by name. */
export async function findPaths(session: Session, filter: PathFilter = {}): Promise<Path[]> {
  let paths = selectPaths(session);
  if (filter.sourceId !== undefined) paths = paths.where('p.source_item_id', '=', filter.sourceId);
  if (filter.destinationId !== undefined) {
    paths = paths.where('p.destination_item_id', '=', filter.destinationId);
  }
  const rows = await paths
    .orderBy(({ ref }) => byName(session, ref('p.name')))
    .orderBy('p.id')
    .execute();
  return rows.map(toPath);
}

/** The path of that name (in any composition) or UUID, if there is one. */
export async function findPath(session: Session, nameOrId: string): Promise<Path | undefined> {
  const paths = selectPaths(session);
  const similar = await paths.where('p.name', 'in', spellingsOf(nameOrId)).execute();
  // Compared here, because a server may ignore case, width or trailing blanks.
  const [byName] = calledSo(similar, nameOrId, ({ name }) => name);
  if (byName !== undefined) return toPath(byName);
  if (!isUuid(nameOrId)) return undefined;
  const byId = await paths.where('p.id', '=', nameOrId).executeTakeFirst();
  return byId === undefined ? undefined : toPath(byId);
}

/** Like findPath, but throws `not-found` with the nearest name. */
export async function requirePath(session: Session, nameOrId: string): Promise<Path> {
  const path = await findPath(session, nameOrId);
  if (path !== undefined) return path;
  const known = await session.db.selectFrom('tierctl.path').select('name').execute();
  throw notFound(
    'path',
    nameOrId,
    known.map(({ name }) => name),
  );
}

export async function findPathById(session: Session, id: string): Promise<Path | undefined> {
  const row = await selectPaths(session).where('p.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPath(row);
}

/** The path that a subscription follows: its override, or its item's default. */
export async function findFollowedPath(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<Path | undefined> {
  const row = await selectPaths(session)
    .innerJoin('tierctl.subscription as s', 's.item_id', 'source.item_id')
    .where('p.id', '=', applicablePath)
    .where('s.account_id', '=', account)
    .where('s.number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : toPath(row);
}

interface PathRow {
  readonly id: string;
  readonly name: string;
  readonly source_item_id: string;
  readonly source_article_number: string | null;
  readonly source_name: string | null;
  readonly destination_item_id: string;
  readonly destination_article_number: string | null;
  readonly destination_name: string | null;
  readonly effective_from: string | null;
  readonly effective_until: string | null;
  readonly over_limit_policy: OverLimitPolicy;
  readonly description: string | null;
  readonly default_path_id: string | null;
}

function selectPaths({ db }: Session) {
  return db
    .selectFrom('tierctl.path as p')
    .innerJoin('tierctl.item_profile as source', 'source.item_id', 'p.source_item_id')
    .leftJoin('billing.item as si', 'si.id', 'p.source_item_id')
    .leftJoin('billing.item as di', 'di.id', 'p.destination_item_id')
    .select([
      'p.id',
      'p.name',
      'p.source_item_id',
      'si.article_number as source_article_number',
      'si.name as source_name',
      'p.destination_item_id',
      'di.article_number as destination_article_number',
      'di.name as destination_name',
      'p.effective_from',
      'p.effective_until',
      'p.over_limit_policy',
      'p.description',
      'source.default_path_id',
    ]);
}

function toPath(row: PathRow): Path {
  return {
    id: row.id,
    name: row.name,
    source: itemReference(row.source_item_id, row.source_article_number, row.source_name),
    destination: itemReference(row.destination_item_id, row.destination_article_number, row.destination_name),
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    overLimit: row.over_limit_policy,
    description: row.description,
    isDefault: row.default_path_id === row.id,
  };
}
