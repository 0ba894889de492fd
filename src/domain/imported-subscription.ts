// Subscriptions as a file tells them: items and paths by name, checked against the catalogue they belong to.
import type { Account } from './account.ts';
import { completeValues } from './attribute-values.ts';
import { parseDate } from './calendar.ts';
import type { Catalogue, CatalogueItem } from './catalogue.ts';
import { checkExternalId } from './external-id.ts';
import type { NameValue } from './name-value.ts';
import { notFound } from './not-found.ts';
import type { ApplyRule, AttributeValues, FollowedPath } from './subscription.ts';
import { applyRule, checkEndDate, checkFromDate } from './subscription-dates.ts';
import { TierctlError } from './tierctl-error.ts';

/** As written; empty where there is nothing to say. */
export interface WrittenSubscription {
  readonly account: string;
  readonly externalId: string;
  readonly item: string;
  readonly startDate: string;
  readonly endDate: string;
  /** The name of a path that overrides the item's default, `none` for no path at all, empty for the default. */
  readonly path: string;
  readonly fromDate: string;
  readonly attributes: readonly NameValue[];
}

export interface ImportedSubscription {
  readonly account: string;
  readonly number: number;
  /** Article number. */
  readonly item: string;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly path: FollowedPath;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
  readonly externalId: string;
  readonly attributes: AttributeValues;
}

/**
 * Reads subscriptions one after the other and numbers them within their account in that order. The reader throws
 * whatever TierctlError says what is wrong with the one it is given.
 */
export function subscriptionReader(
  catalogue: Catalogue,
  accounts: readonly Account[],
): (written: WrittenSubscription) => ImportedSubscription {
  const items = new Map(catalogue.items.map((item) => [item.articleNumber, item]));
  const sources = new Map(catalogue.paths.map(({ name, source }) => [name, source]));
  const numbers = new Map(accounts.map(({ id }) => [id, 0]));
  const externalIds = new Set<string>();
  return (written) => {
    const { account } = written;
    const last = numbers.get(account);
    if (last === undefined) throw notFound('account', account, [...numbers.keys()]);
    const item = items.get(written.item);
    if (item === undefined) throw notFound('item', written.item, [...items.keys()]);
    const externalId = checkExternalId(written.externalId);
    const key = `${account}/${externalId}`;
    if (externalIds.has(key)) throw givenTwice(externalId, account);
    externalIds.add(key);
    numbers.set(account, last + 1);
    return {
      account,
      number: last + 1,
      item: item.articleNumber,
      ...readDates(written),
      path: readPath(written.path, item, sources),
      externalId,
      attributes: completeValues(
        { id: item.articleNumber, articleNumber: item.articleNumber, name: item.name },
        item.attributes,
        written.attributes,
      ),
    };
  };
}

function readDates({ startDate: start, endDate: end, fromDate: from }: WrittenSubscription) {
  const startDate = parseDate(start);
  const endDate = end === '' ? null : parseDate(end);
  const fromDate = from === '' ? null : parseDate(from);
  checkEndDate({ startDate, endDate });
  if (fromDate !== null) checkFromDate({ startDate, endDate }, fromDate);
  return { startDate, endDate, fromDate, apply: applyRule(undefined, fromDate ?? undefined) };
}

function readPath(name: string, item: CatalogueItem, sources: ReadonlyMap<string, string>): FollowedPath {
  if (name === '') return { rule: 'default', name: item.defaultPath };
  if (name === 'none') return { rule: 'none', name: null };
  const source = sources.get(name);
  if (source === undefined) throw notFound('path', name, [...sources.keys()]);
  if (source === item.articleNumber) return { rule: 'override', name };
  throw new TierctlError(
    'refused',
    'path-starts-elsewhere',
    `path "${name}" starts at ${source}, not at ${item.articleNumber}`,
  );
}

function givenTwice(externalId: string, account: string): TierctlError {
  return new TierctlError(
    'conflict',
    'subscription-exists',
    `the external id "${externalId}" comes twice in ${account}`,
  );
}
