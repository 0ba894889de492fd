import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { Group } from '../../domain/groups/group.ts';
import { byRung, type Ladder } from '../../domain/groups/ladder.ts';
import type { Member, Membership } from '../../domain/groups/member.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { refuseSeveral } from '../../domain/only-one.ts';
import { isUuid } from '../../domain/uuid.ts';
import { textsLike } from '../billing-columns.ts';
import { byName } from '../by-name.ts';
import { itemReference } from '../items/item-reference.ts';
import { wantedIds } from '../items/wanted-ids.ts';
import { groupAsWritten, readGroups } from './groups.ts';

/** The members of a group from the highest level to the lowest, including members whose item is gone. */
export async function listMembers(session: Session, groupId: string): Promise<Member[]> {
  const rows = await selectMembers(session).where('m.fk_group_id', '=', groupId).execute();
  return rows.map(toMember).sort(byRung);
}

/**
 * The member of a group by the article number or UUID of its item, or by the UUID of the membership itself, if there is one.
 * Throws `conflict` (`member-ambiguous`) if an adopted table holds the item more than once.
 */
export async function findMember(
  session: Session,
  groupId: string,
  articleNumberOrId: string,
): Promise<Member | undefined> {
  const members = selectMembers(session).where('m.fk_group_id', '=', groupId);
  const spellings = await textsLike(session, 'item', 'article_number', spellingsOf(articleNumberOrId));
  const wanted = [members.where('i.article_number', 'in', spellings)];
  if (isUuid(articleNumberOrId)) {
    wanted.push(members.where('m.fk_item_id', '=', articleNumberOrId));
    wanted.push(members.where('m.id', '=', articleNumberOrId));
  }
  for (const [index, query] of wanted.entries()) {
    const rows = await query.execute();
    const found = index > 0 ? rows : calledSo(rows, articleNumberOrId, (row) => row.article_number);
    refuseSeveral('member', articleNumberOrId, found);
    const [row] = found;
    if (row !== undefined) return toMember(row);
  }
  return undefined;
}

/** The memberships of an item: one for each group it is in, by group name. */
export async function listMembershipsOf(session: Session, itemId: string): Promise<Membership[]> {
  const rows = await selectMemberships(session)
    .where('m.fk_item_id', '=', itemId)
    .orderBy(({ ref }) => byName(session, ref('g.name')))
    .orderBy('g.id')
    .execute();
  return rows.map(toMembership);
}

/** Every group by name, including those without members, each with all its members; in two queries. */
export async function listLadders(session: Session): Promise<Ladder[]> {
  const groups = await readGroups(session);
  const members = new Map<string, Member[]>(groups.map(({ id }) => [id, []]));
  const rows = await selectMembers(session).select('m.fk_group_id').execute();
  // A membership in a deleted group, which only hand-written tables allow, is on no ladder.
  for (const row of rows) members.get(row.fk_group_id)?.push(toMember(row));
  return groups.map((group) => ({ group, members: (members.get(group.id) ?? []).sort(byRung) }));
}

/** Every group that holds the item, by name, each with all its members from the highest level to the lowest. */
export function listLaddersWith(session: Session, itemId: string): Promise<Ladder[]> {
  return readLadders(session, itemId, []);
}

/** Like listLaddersWith, but only with the members of the item and of the given other items. */
export function listLaddersBetween(
  session: Session,
  itemId: string,
  others: readonly string[],
): Promise<Ladder[]> {
  return readLadders(session, itemId, [itemId, ...others]);
}

async function readLadders(session: Session, itemId: string, only: readonly string[]): Promise<Ladder[]> {
  const rows = await selectMemberships(session)
    .where('m.fk_group_id', 'in', (query) =>
      query.selectFrom('billing.upgrade_group_member').select('fk_group_id').where('fk_item_id', '=', itemId),
    )
    .$if(only.length > 0, (query) => query.where('m.fk_item_id', 'in', wantedIds(session, only)))
    .orderBy(({ ref }) => byName(session, ref('g.name')))
    .orderBy('g.id')
    .execute();
  return [...collectBy(rows, ({ group_id }) => group_id).values()].flatMap((those) =>
    those.slice(0, 1).map((row) => ({ group: groupOf(row), members: those.map(toMember).sort(byRung) })),
  );
}

/** A subquery of the given item and of all items that share a group with it. */
export function neighboursOf({ db }: Session, itemId: string): RawBuilder<string> {
  const groups = db
    .selectFrom('billing.upgrade_group_member')
    .select('fk_group_id')
    .where('fk_item_id', '=', itemId);
  return sql<string>`${db
    .selectFrom('billing.upgrade_group_member')
    .select('fk_item_id')
    .where('fk_group_id', 'in', groups)}`;
}

interface MemberRow {
  readonly id: string;
  readonly fk_item_id: string;
  readonly upgrade_level: number;
  readonly upgradeable: boolean | null;
  readonly downgradeable: boolean | null;
  readonly upgradeable_from: boolean | null;
  readonly downgradeable_from: boolean | null;
  readonly article_number: string | null;
  readonly item_name: string | null;
}

interface MembershipRow extends MemberRow {
  readonly group_id: string;
  readonly group_name: string | null;
}

// Left join: a member whose item was deleted by hand is shown as such, not dropped.
function selectMembers({ db }: Session) {
  return db
    .selectFrom('billing.upgrade_group_member as m')
    .leftJoin('billing.item as i', 'i.id', 'm.fk_item_id')
    .select([
      'm.id',
      'm.fk_item_id',
      'm.upgrade_level',
      'm.upgradeable',
      'm.downgradeable',
      'm.upgradeable_from',
      'm.downgradeable_from',
      'i.article_number',
      'i.name as item_name',
    ]);
}

function selectMemberships(session: Session) {
  return selectMembers(session)
    .innerJoin('billing.upgrade_group as g', 'g.id', 'm.fk_group_id')
    .select(['g.id as group_id', 'g.name as group_name']);
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    item: itemReference(row.fk_item_id, row.article_number, row.item_name),
    level: row.upgrade_level,
    // Adopted tables may hold null: the flag is then off, since it was never set.
    upgradeable: row.upgradeable ?? false,
    downgradeable: row.downgradeable ?? false,
    upgradeableFrom: row.upgradeable_from ?? false,
    downgradeableFrom: row.downgradeable_from ?? false,
  };
}

function toMembership(row: MembershipRow): Membership {
  return { ...toMember(row), group: groupOf(row) };
}

function groupOf({ group_id: id, group_name: name }: MembershipRow): Group {
  return groupAsWritten({ id, name });
}
