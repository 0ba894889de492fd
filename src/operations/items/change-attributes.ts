// The attribute part of setting an item: which attributes may be added, changed and removed, and what prevents it.
import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../../database/session.ts';
import { attributeNotFound } from '../../domain/items/attribute-not-found.ts';
import {
  type ItemAttribute,
  parseAttributeValue,
  requireDistinctAttributes,
} from '../../domain/items/item-attribute.ts';
import type { ItemDetails } from '../../domain/items/item-details.ts';
import { describeHolders } from '../../domain/items/value-holders.ts';
import { lookAlikeKey } from '../../domain/name-rule.ts';
import { checkStillFit } from '../../domain/paths/mapped-attributes.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import {
  countHolders,
  deleteAttribute,
  insertAttributes,
  listHeldValues,
  pathsMapping,
  updateAttribute,
} from '../../store/items/item-attributes.ts';
import { listMappedAttributes } from '../../store/items/mapped-attributes.ts';

/** Removes, then adds or changes attributes of `item`. Throws `not-found` and `refused` (`attribute-in-use`). */
export async function changeAttributes(
  session: Session,
  item: ItemDetails,
  given: readonly ItemAttribute[],
  removed: readonly string[],
): Promise<void> {
  requireDistinctAttributes([...given, ...removed.map((name) => ({ name }))]);
  for (const name of removed) await removeAttribute(session, item, name);
  const known = new Map(item.attributes.map((attribute) => [lookAlikeKey(attribute.name), attribute]));
  const added: ItemAttribute[] = [];
  const changed: string[] = [];
  for (const attribute of given) {
    const former = known.get(lookAlikeKey(attribute.name));
    if (former === undefined) {
      added.push(attribute);
    } else {
      await requireFittingValues(session, item, former, attribute);
      await updateAttribute(session, item.id, { ...attribute, name: former.name });
      if (!isOfSameValues(former, attribute)) changed.push(former.name);
    }
  }
  await insertAttributes(session, item.id, added);
  // After all are written: a product's attributes may fill one another if a path maps it to itself.
  if (changed.length > 0) checkStillFit(item, changed, await listMappedAttributes(session, item.id));
}

async function removeAttribute(session: Session, item: ItemDetails, name: string): Promise<void> {
  const known = item.attributes.find((attribute) => lookAlikeKey(attribute.name) === lookAlikeKey(name));
  if (known === undefined) throw attributeNotFound(item, name, item.attributes);
  const paths = await pathsMapping(session, item.id, known.name);
  if (paths.length > 0) {
    throw inUse(
      item,
      known.name,
      `is mapped by ${paths.map((path) => `"${path}"`).join(', ')}`,
      'take it out of the mapping first',
    );
  }
  const holders = describeHolders(await countHolders(session, item.id, known.name));
  if (holders !== undefined) {
    throw inUse(
      item,
      known.name,
      `has a value on ${holders}`,
      'it can only be removed from an item whose subscriptions have no value for it',
    );
  }
  await deleteAttribute(session, item.id, known.name);
}

async function requireFittingValues(
  session: Session,
  item: ItemDetails,
  former: ItemAttribute,
  attribute: ItemAttribute,
): Promise<void> {
  if (isOfSameValues(former, attribute) || attribute.type === 'text') return;
  const held = await listHeldValues(session, item.id, former.name);
  const misfit = held.find((value) => !fits(attribute, value));
  if (misfit === undefined) return;
  throw inUse(
    item,
    former.name,
    `has the value "${misfit}" on a subscription, which would no longer be allowed`,
    'keep a type, or choices, that the values in use fit',
  );
}

function isOfSameValues(one: ItemAttribute, other: ItemAttribute): boolean {
  return one.type === other.type && isDeepStrictEqual(one.choices, other.choices);
}

function fits(attribute: ItemAttribute, value: string): boolean {
  try {
    parseAttributeValue(attribute, value);
    return true;
  } catch {
    return false;
  }
}

function inUse(item: ItemDetails, name: string, why: string, hint: string): TierctlError {
  return new TierctlError(
    'refused',
    'attribute-in-use',
    `the attribute "${name}" of ${item.articleNumber} ${why}`,
    {
      hint,
      data: { item: item.articleNumber, attribute: name, path: null },
    },
  );
}
