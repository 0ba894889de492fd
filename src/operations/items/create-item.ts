import type { AuditedResult } from '../../database/audited-result.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import { NOTHING_STORED } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { catalogueItem, inOrder } from '../../domain/catalogue/edited-item.ts';
import { parseArticleNumber } from '../../domain/items/article-number.ts';
import type { ItemKind } from '../../domain/items/item.ts';
import { type ItemAttribute, requireDistinctAttributes } from '../../domain/items/item-attribute.ts';
import { itemExists } from '../../domain/items/problems.ts';
import { distinctPeriods, type RenewalPeriod } from '../../domain/items/renewal-period.ts';
import { formatTerm, type Term } from '../../domain/term.ts';
import { checkLabel } from '../../domain/written-name.ts';
import { findItem } from '../../store/items/items.ts';
import { claimName } from '../../store/names-beside.ts';
import { planChange, writeChange } from '../change-catalogue.ts';
import { readItem, type ShownItem } from './read-item.ts';

export interface CreateItemInput {
  readonly articleNumber: string;
  readonly name: string;
  readonly kind: ItemKind;
  readonly active: boolean;
  readonly term: Term | null;
  readonly renewalPeriods: readonly RenewalPeriod[];
  readonly attributes: readonly ItemAttribute[];
  /** Keep an existing item with that article number unchanged, instead of failing. */
  readonly ifNotExists: boolean;
  /** Create it even if another item has an article number that looks like this one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface CreateItemResult {
  readonly item: ShownItem;
  readonly created: boolean;
}

/** Creates an item. Throws `conflict`: `item-exists` when the article number is taken, `similar-name`. */
export async function createItem(
  session: Session,
  input: CreateItemInput,
): Promise<AuditedResult<CreateItemResult>> {
  const articleNumber = parseArticleNumber(input.articleNumber);
  const name = checkLabel('item', input.name, 200);
  requireDistinctAttributes(input.attributes);
  const existing = await findItem(session, articleNumber);
  if (existing !== undefined) {
    if (!input.ifNotExists) throw itemExists(articleNumber);
    const item = await readItem(session, existing.id);
    return { result: { item, created: false }, audit: undefined };
  }
  await claimName(session, 'item', { name: articleNumber, allowSimilar: input.allowSimilar });
  const { kind, active, term, renewalPeriods, attributes } = input;
  const item = inOrder({
    id: newId(session),
    articleNumber,
    name,
    kind,
    active,
    term: term && formatTerm(term),
    renewalPeriods: distinctPeriods(renewalPeriods),
    defaultPath: null,
    attributes,
    products: [],
    services: [],
    extensions: [],
    groups: [],
  });
  const catalogue = { items: [catalogueItem(item)], groups: [], paths: [] };
  await writeChange(session, await planChange(session, catalogue, NOTHING_STORED, { newId: () => item.id }));
  return { result: { item, created: true }, audit: { before: null, after: item } };
}
