import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenItems } from '../../domain/catalogue/diff/effective-rows.ts';
import type { ItemKind } from '../../domain/items/item.ts';
import type { ItemAttribute } from '../../domain/items/item-attribute.ts';
import type { ItemProfile } from '../../domain/items/item-profile.ts';
import { checkKindChange } from '../../domain/items/kind-change.ts';
import { distinctPeriods, type RenewalPeriod } from '../../domain/items/renewal-period.ts';
import type { Term } from '../../domain/term.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { checkLabel } from '../../domain/written-name.ts';
import { readWrittenEffect } from '../../store/catalogue/read-effect.ts';
import { ensureProfile, updateTerms } from '../../store/items/item-profiles.ts';
import { renameItem, requireItem } from '../../store/items/items.ts';
import { findKindHolders } from '../../store/items/kind-holders.ts';
import { replaceRenewalPeriods } from '../../store/items/renewal-periods.ts';
import { requireAsRead } from '../require-as-read.ts';
import { changeAttributes } from './change-attributes.ts';
import { readItem, type ShownItem } from './read-item.ts';

/** Undefined members stay unchanged. */
export interface SetItemInput {
  /** Article number or UUID. */
  readonly item: string;
  readonly name?: string | undefined;
  readonly kind?: ItemKind | undefined;
  readonly active?: boolean | undefined;
  /** Null removes the term. */
  readonly term?: Term | null | undefined;
  /** The complete list; an empty one removes all. */
  readonly renewalPeriods?: readonly RenewalPeriod[] | undefined;
  /** Added if the item has none of that name, otherwise changed. */
  readonly attributes?: readonly ItemAttribute[] | undefined;
  readonly removeAttributes?: readonly string[] | undefined;
}

export interface SetItemResult {
  readonly before: ShownItem;
  readonly item: ShownItem;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/**
 * Changes an item. Throws `not-found` (the item, or an attribute to remove), `refused` (`attribute-in-use`, `kind-in-use`)
 * if paths, items or subscriptions depend on the previous state, and `conflict` (`changed-meanwhile`).
 */
export async function setItem(session: Session, input: SetItemInput): Promise<AuditedResult<SetItemResult>> {
  const { id } = await requireItem(session, input.item);
  const profile = await ensureProfile(session, id);
  const before = await readItem(session, id);
  await saveTerms(session, before, profile, input);
  // After the profile is claimed: every transaction that starts to rely on the kind claims it too.
  if (input.kind !== undefined && input.kind !== before.kind) {
    checkKindChange(before, input.kind, await findKindHolders(session, id));
  }
  if (input.name !== undefined) await renameItem(session, before, checkLabel('item', input.name, 200));
  if (input.renewalPeriods !== undefined) {
    await replaceRenewalPeriods(session, id, distinctPeriods(input.renewalPeriods));
  }
  await changeAttributes(session, before, input.attributes ?? [], input.removeAttributes ?? []);
  const item = await readItem(session, id);
  return {
    result: { before, item, effect: await readWrittenEffect(session, rowsBetweenItems(before, item)) },
    audit: isDeepStrictEqual(before, item) ? undefined : { before, after: item },
  };
}

/** Claims the profile, and with it the rows that others write only while they hold the claim. */
async function saveTerms(
  session: Session,
  before: ShownItem,
  profile: ItemProfile,
  input: SetItemInput,
): Promise<void> {
  await updateTerms(session, before, profile, {
    kind: input.kind ?? profile.kind,
    active: input.active ?? profile.active,
    term: input.term === undefined ? profile.term : input.term,
  });
  const { kind, active, term } = before;
  const now = await readItem(session, before.id);
  requireAsRead(`item ${before.articleNumber}`, before, { ...now, kind, active, term });
}
