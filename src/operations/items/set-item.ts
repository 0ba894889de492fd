import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { editAttributes } from '../../domain/items/edit-attributes.ts';
import type { ItemKind } from '../../domain/items/item.ts';
import type { ItemAttribute } from '../../domain/items/item-attribute.ts';
import { distinctPeriods, type RenewalPeriod, sameLength } from '../../domain/items/renewal-period.ts';
import { formatTerm, type Term } from '../../domain/term.ts';
import { checkLabel } from '../../domain/written-name.ts';
import { requireItem } from '../../store/items/items.ts';
import { editItem, type ItemChange } from './edit-item.ts';

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

/**
 * Changes an item. Throws `not-found` (the item, or an attribute to remove), `refused` (`attribute-in-use`, `kind-in-use`)
 * if paths, items or subscriptions depend on the previous state, and `conflict` (`changed-meanwhile`).
 */
export async function setItem(session: Session, input: SetItemInput): Promise<AuditedResult<ItemChange>> {
  const { name, kind, active, term, renewalPeriods, attributes = [], removeAttributes = [] } = input;
  return editItem(session, [await requireItem(session, input.item)], (before) => ({
    ...before,
    name: name === undefined || name === before.name ? before.name : checkLabel('item', name, 200),
    kind: kind ?? before.kind,
    active: active ?? before.active,
    term: term === undefined ? before.term : term && formatTerm(term),
    renewalPeriods: renewalPeriods === undefined ? before.renewalPeriods : replaced(before, renewalPeriods),
    attributes: editAttributes(before, attributes, removeAttributes),
  }));
}

/** A period that the item has in another spelling stays: 12 months are 1 year. */
function replaced(
  { renewalPeriods: stored }: { readonly renewalPeriods: readonly RenewalPeriod[] },
  given: readonly RenewalPeriod[],
): RenewalPeriod[] {
  const isIn = (list: readonly RenewalPeriod[]) => (one: RenewalPeriod) =>
    list.some((other) => sameLength(one, other));
  return [...stored.filter(isIn(given)), ...distinctPeriods(given).filter((one) => !isIn(stored)(one))];
}
