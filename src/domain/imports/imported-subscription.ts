// Subscriptions as a file describes them: items and paths by name, checked against the stored catalogue.

import { checkAccountId, checkExternalId } from '../accounts/account.ts';
import type { NoDate } from '../calendar.ts';
import { completeValueList } from '../items/attribute-values.ts';
import type { NameValue } from '../name-value.ts';
import { checkSubscribable } from '../subscriptions/subscribable.ts';
import type { ApplyRule, SubscriptionStatus } from '../subscriptions/subscription.ts';
import { applyRule, checkEndDate, checkFromDate, termEnd } from '../subscriptions/subscription-dates.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { type ImportCatalogue, type ImportItem, named } from './import-catalogue.ts';
import { subscriptionOfFile, writtenAttributes } from './imported-attributes.ts';
import { type ComponentOfImport, importedComponents } from './imported-components.ts';
import { type ImportedPath, importedPath } from './imported-path.ts';
import { type ListedRecord, listedRecord } from './listed-subscription.ts';
import { badValue } from './problems.ts';
import type { RecordShape } from './record-file.ts';
import {
  dateReader,
  type RecordValues,
  readDateText,
  readText,
  readWholeNumber,
  required,
  requireText,
} from './record-values.ts';

export interface ImportedSubscription extends ImportedPath {
  readonly account: string;
  readonly externalId: string | null;
  /** Its number within the account, where the file gives one. */
  readonly number: number | null;
  /** Null where the file does not give it. */
  readonly status: SubscriptionStatus | null;
  readonly item: ImportItem;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
  /** By name. */
  readonly attributes: readonly NameValue[];
  readonly components: readonly ComponentOfImport[];
  /** Whether the file gives its values and its components: existing rows are compared only on what the file gives. */
  readonly saysAttributes: boolean;
  readonly saysComponents: boolean;
  /** An error that counts only if the subscription does not exist yet; undefined for none. */
  readonly problemIfNew: TierctlError | undefined;
}

/** Leaves room for the numbers that follow it. */
const LARGEST_NUMBER = 1_000_000_000;

export const SUBSCRIPTION_SHAPE: RecordShape = {
  required: ['account', 'item', 'start'],
  optional: ['end', 'path', 'apply', 'fromDate', 'externalId', 'number'],
  prefixes: ['attribute.'],
  nested: ['attributes', 'components'],
  listed: {
    aliases: {
      'item.articleNumber': 'item',
      startDate: 'start',
      endDate: 'end',
      status: 'status',
      'path.rule': 'path.rule',
      'path.name': 'path.name',
    },
    repeated: ['address', 'item.id', 'item.name', 'change.item.id', 'change.item.name', 'dueOn'],
    notImported: ['change.item.articleNumber', 'change.on', 'replaces', 'extensions'],
  },
};

/**
 * Reads records one by one. The reader throws a TierctlError for an invalid record.
 * `allowInactive` accepts subscriptions to items that are no longer sold.
 */
export function subscriptionReader(
  catalogue: ImportCatalogue,
  { allowInactive }: { readonly allowInactive: boolean },
): (values: RecordValues) => ImportedSubscription {
  const items = named('item', catalogue.items, ({ articleNumber }) => articleNumber);
  const paths = named('path', catalogue.paths, ({ name }) => name);
  const readDate = dateReader();
  const readComponents = importedComponents(items, { allowInactive });
  return (values) => {
    const account = checkAccountId(requireText(values, 'account'));
    const item = items.require(requireText(values, 'item'));
    const listed = listedRecord(readText(values, 'status'));
    const externalId = readText(values, 'externalId');
    listed.unlessThere(() =>
      checkSubscribable(item, { kind: item.kind, active: item.active || allowInactive }),
    );
    const given = writtenAttributes(values);
    const saysAttributes = !listed.isListed || given.length > 0 || values.attributes !== undefined;
    const saysComponents = !listed.isListed || values.components !== undefined;
    // One object, member by member: spreading others into it would take as long as everything else.
    const { startDate, endDate, apply, fromDate } = readDates(values, item, readDate, listed);
    const { pathRule, pathId } = importedPath(values, item, items, paths, listed);
    const complete = () => completeValueList(item, item.attributes, given, subscriptionOfFile(item));
    const attributes = saysAttributes ? complete() : (listed.unlessThere(complete) ?? []);
    const of = { startDate, unlessThere: listed.unlessThere };
    const components = saysComponents
      ? readComponents(item, values.components, of)
      : (listed.unlessThere(() => readComponents(item, undefined, of)) ?? []);
    return {
      account,
      externalId: externalId === undefined ? null : checkExternalId(externalId),
      number: readWholeNumber(values, 'number', 1, LARGEST_NUMBER) ?? null,
      status: listed.status,
      item,
      startDate,
      endDate,
      pathRule,
      pathId,
      apply,
      fromDate,
      attributes,
      components,
      saysAttributes,
      saysComponents,
      problemIfNew: listed.problem(),
    };
  };
}

function readDates(
  values: RecordValues,
  { term }: ImportItem,
  readDate: (name: string, text: string, none: NoDate) => string,
  { isListed, unlessThere }: ListedRecord,
) {
  const startDate = readDate('start', required('start', readDateText(values, 'start')), null);
  // A list leaves the cell empty where there is no end date.
  const end = readDateText(values, 'end') ?? (isListed ? 'none' : undefined);
  const endDate =
    end === undefined
      ? termEnd(startDate, term)
      : end === 'none'
        ? null
        : readDate('end', end, 'for none, write none');
  unlessThere(() => checkEndDate({ startDate, endDate }));
  const from = readDateText(values, 'fromDate');
  const fromDate = from === undefined ? null : readDate('fromDate', from, 'for none, leave it empty');
  if (fromDate !== null) unlessThere(() => checkFromDate({ startDate, endDate }, fromDate));
  const apply = applyRule(readApply(readText(values, 'apply')), fromDate ?? undefined);
  return { startDate, endDate, fromDate, apply };
}

function readApply(text: string | undefined): ApplyRule | undefined {
  const rule = text?.replaceAll('-', '_');
  if (rule === undefined || rule === 'on_end_date' || rule === 'from_date') return rule;
  throw badValue(`"apply" must be on_end_date or from_date, not "${text}"`);
}
