import type { Session } from '../../database/session.ts';
import type { Group } from '../../domain/groups/group.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { notFound } from '../../domain/not-found.ts';
import { refuseSeveral } from '../../domain/only-one.ts';
import { isUuid } from '../../domain/uuid.ts';
import { textsLike } from '../billing-columns.ts';
import { byName } from '../by-name.ts';

export interface CountedGroup extends Group {
  readonly memberCount: number;
}

/** All groups by name. */
export async function readGroups(session: Session): Promise<Group[]> {
  const rows = await selectGroups(session)
    .orderBy(({ ref }) => byName(session, ref('name')))
    .orderBy('id')
    .execute();
  return rows.map(groupAsWritten);
}

/** All groups by name, each with the number of its members, dangling ones included. */
export async function listCountedGroups(session: Session): Promise<CountedGroup[]> {
  const rows = await session.db
    .selectFrom('billing.upgrade_group as g')
    .leftJoin('billing.upgrade_group_member as m', 'm.fk_group_id', 'g.id')
    .select(({ fn }) => ['g.id', 'g.name', fn.count<number>('m.id').as('memberCount')])
    .groupBy(['g.id', 'g.name'])
    .orderBy(({ ref }) => byName(session, ref('g.name')))
    .orderBy('g.id')
    .execute();
  return rows.map(({ memberCount, ...group }) => ({ ...groupAsWritten(group), memberCount }));
}

/** The group of that name (in any composition) or UUID, if there is one; the first by id if several have the name. */
export async function findGroup(session: Session, nameOrId: string): Promise<Group | undefined> {
  const [first] = await findGroups(session, nameOrId);
  return first;
}

/** Like findGroup, but throws `not-found` with the nearest name, and `conflict` (`group-ambiguous`) if several have it. */
export async function requireGroup(session: Session, nameOrId: string): Promise<Group> {
  const found = await findGroups(session, nameOrId);
  refuseSeveral('group', nameOrId, found);
  const [group] = found;
  if (group !== undefined) return group;
  throw notFound(
    'group',
    nameOrId,
    (await readGroups(session)).map(({ name }) => name),
  );
}

async function findGroups(session: Session, nameOrId: string): Promise<Group[]> {
  const groups = selectGroups(session).orderBy('id');
  const spellings = await textsLike(session, 'upgrade_group', 'name', spellingsOf(nameOrId));
  const similar = await groups.where('name', 'in', spellings).execute();
  // Compared here, because a server may ignore case, width or trailing blanks.
  const byName = calledSo(similar, nameOrId, ({ name }) => name);
  const found =
    byName.length > 0 || !isUuid(nameOrId) ? byName : await groups.where('id', '=', nameOrId).execute();
  return found.map(groupAsWritten);
}

/** Maps a row to a group. An adopted table may allow a null name, which is empty here. */
export function groupAsWritten({ id, name }: { readonly id: string; readonly name: string | null }): Group {
  return { id, name: name ?? '' };
}

function selectGroups({ db }: Session) {
  return db.selectFrom('billing.upgrade_group').select(['id', 'name']);
}
