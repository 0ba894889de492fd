import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import type { ItemKind } from '../domain/item.ts';
import type { ItemAttribute } from '../domain/item-attribute.ts';
import type { ItemDetails } from '../domain/item-details.ts';
import { distinctPeriods, type RenewalPeriod } from '../domain/renewal-period.ts';
import type { Term } from '../domain/term.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { checkName } from '../domain/written-name.ts';
import { readItemDetails } from '../store/item-details.ts';
import { countExtensionUses } from '../store/item-extensions.ts';
import { ensureProfile, updateProfile } from '../store/item-profiles.ts';
import { renameItem, requireItem } from '../store/items.ts';
import { replaceRenewalPeriods } from '../store/renewal-periods.ts';
import { changeAttributes } from './change-attributes.ts';

/** What is undefined stays as it is. */
export interface SetItemInput {
  /** Article number or UUID. */
  readonly item: string;
  readonly name?: string | undefined;
  readonly kind?: ItemKind | undefined;
  readonly active?: boolean | undefined;
  /** Null takes the term away. */
  readonly term?: Term | null | undefined;
  /** The whole list; an empty one takes all away. */
  readonly renewalPeriods?: readonly RenewalPeriod[] | undefined;
  /** Added where the item has none of that name, otherwise changed. */
  readonly attributes?: readonly ItemAttribute[] | undefined;
  readonly removeAttributes?: readonly string[] | undefined;
}

export interface SetItemResult {
  readonly before: ItemDetails;
  readonly item: ItemDetails;
}

/**
 * Changes an item. Throws `not-found` (the item, or an attribute to remove) and `refused` (`attribute-in-use`,
 * `extension-in-use`) where a path, an item or subscriptions hold on to what it was.
 */
export async function setItem(session: Session, input: SetItemInput): Promise<Change<SetItemResult>> {
  const { id } = await requireItem(session, input.item);
  const before = await readItemDetails(session, id);
  await requireKind(session, before, input.kind ?? before.kind);
  if (input.name !== undefined) await renameItem(session, id, checkName('item', input.name, 200));
  const profile = await ensureProfile(session, id);
  await updateProfile(session, id, {
    ...profile,
    kind: input.kind ?? profile.kind,
    active: input.active ?? profile.active,
    term: input.term === undefined ? profile.term : input.term,
  });
  if (input.renewalPeriods !== undefined) {
    await replaceRenewalPeriods(session, id, distinctPeriods(input.renewalPeriods));
  }
  await changeAttributes(session, before, input.attributes ?? [], input.removeAttributes ?? []);
  const item = await readItemDetails(session, id);
  return {
    result: { before, item },
    audit: isDeepStrictEqual(before, item) ? undefined : { before, after: item },
  };
}

/** Only items of kind extension can be extensions, so what is one stays one; and an extension has none of its own. */
async function requireKind(session: Session, before: ItemDetails, kind: ItemKind): Promise<void> {
  if (kind === before.kind || (kind !== 'extension' && before.kind !== 'extension')) return;
  const uses = await countExtensionUses(session, before.id);
  const why =
    kind === 'extension' && before.extensions.length > 0
      ? 'it has extensions of its own'
      : uses.items > 0
        ? `${uses.items} item${uses.items === 1 ? '' : 's'} may be extended by it`
        : uses.subscriptions > 0
          ? `${uses.subscriptions} subscription${uses.subscriptions === 1 ? ' has' : 's have'} it`
          : undefined;
  if (why === undefined) return;
  throw new TierctlError(
    'refused',
    'extension-in-use',
    `${before.articleNumber} cannot become ${kind === 'extension' ? 'an' : 'a'} ${kind}: ${why}`,
    {
      hint: 'see: tierctl item extension remove --help',
      data: { item: before.articleNumber, kind },
    },
  );
}
