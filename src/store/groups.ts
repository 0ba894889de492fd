import type { Session } from '../database/session.ts';
import type { Group } from '../domain/group.ts';
import { notFound } from '../domain/not-found.ts';
import { isUuid } from '../domain/uuid.ts';

/** All groups by name. */
export function listGroups({ db }: Session): Promise<Group[]> {
  return db.selectFrom('billing.upgrade_group').select(['id', 'name']).orderBy('name').orderBy('id').execute();
}

/** The group of that name or UUID, if there is one. */
export async function findGroup({ db }: Session, nameOrId: string): Promise<Group | undefined> {
  const group = db.selectFrom('billing.upgrade_group').select(['id', 'name']);
  const byName = await group.where('name', '=', nameOrId).executeTakeFirst();
  if (byName !== undefined || !isUuid(nameOrId)) return byName;
  return group.where('id', '=', nameOrId).executeTakeFirst();
}

/** As findGroup, but throws `not-found` with the nearest name. */
export async function requireGroup(session: Session, nameOrId: string): Promise<Group> {
  const group = await findGroup(session, nameOrId);
  if (group !== undefined) return group;
  throw notFound('group', nameOrId, (await listGroups(session)).map(({ name }) => name));
}

export async function insertGroup({ db }: Session, group: Group): Promise<void> {
  await db.insertInto('billing.upgrade_group').values(group).execute();
}
