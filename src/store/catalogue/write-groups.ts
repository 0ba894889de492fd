import type { Session } from '../../database/session.ts';
import type { CatalogueRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { LadderPosition } from '../../domain/groups/eligibility.ts';
import { insertRows } from '../bulk-rows.ts';
import { deleteRows, updateRows } from './guarded-rows.ts';

/** Groups and their members. */
export async function writeGroups(session: Session, { groups, members }: CatalogueRows): Promise<void> {
  const off = session.dialect.booleanLiteral(false);
  const nulls = { upgradeable: off, downgradeable: off, upgradeable_from: off, downgradeable_from: off };
  const member = { table: 'billing.upgrade_group_member', what: 'a member', nulls } as const;
  await insertRows(session, 'billing.upgrade_group', groups.added);
  await deleteRows(
    session,
    member,
    members.removed.map((one) => ({ id: one.id, ...placeColumns(one) })),
  );
  await updateRows(
    session,
    member,
    members.changed.map(({ id, before, after }) => ({
      key: { id },
      before: placeColumns(before),
      after: placeColumns(after),
    })),
  );
  await insertRows(
    session,
    'billing.upgrade_group_member',
    members.added.map(({ id, groupId, itemId, ...place }) => ({
      id,
      fk_group_id: groupId,
      fk_item_id: itemId,
      ...placeColumns(place),
    })),
  );
}

function placeColumns(member: LadderPosition) {
  return {
    upgrade_level: member.level,
    upgradeable: member.upgradeable,
    downgradeable: member.downgradeable,
    upgradeable_from: member.upgradeableFrom,
    downgradeable_from: member.downgradeableFrom,
  };
}
