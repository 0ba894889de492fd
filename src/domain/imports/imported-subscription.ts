// Subscriptions as a file tells them: items and paths by name, checked against the catalogue that is stored.
import { checkAccountId } from '../accounts/account.ts';
import { checkExternalId } from '../accounts/external-id.ts';
import { completeValueList } from '../items/attribute-values.ts';
import type { NameValue } from '../name-value.ts';
import { checkSubscribable } from '../subscriptions/subscribable.ts';
import type { ApplyRule } from '../subscriptions/subscription.ts';
import { applyRule, checkEndDate, checkFromDate, termEnd } from '../subscriptions/subscription-dates.ts';
import { TierctlError } from '../tierctl-error.ts';
import {
  type ImportCatalogue,
  type ImportItem,
  type ImportPath,
  type NamedThings,
  named,
} from './import-catalogue.ts';
import { writtenAttributes } from './imported-attributes.ts';
import { type ComponentOfImport, importedComponents } from './imported-components.ts';
import type { RecordShape } from './record-file.ts';
import { dateReader, type RecordValues, readText, requireText } from './record-values.ts';

export interface ImportedSubscription {
  readonly account: string;
  readonly externalId: string | null;
  readonly item: ImportItem;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly pathRule: 'default' | 'override' | 'none';
  /** Of an override. */
  readonly pathId: string | null;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
  /** By name. */
  readonly attributes: readonly NameValue[];
  readonly components: readonly ComponentOfImport[];
}

export const SUBSCRIPTION_SHAPE: RecordShape = {
  required: ['account', 'item', 'start'],
  optional: ['end', 'path', 'apply', 'fromDate', 'externalId'],
  prefixes: ['attribute.'],
  nested: ['attributes', 'components'],
};

/**
 * Reads one record after the other. The reader throws whatever TierctlError says what is wrong with it.
 * `allowInactive` lets subscriptions to items in that are not sold any more.
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
    checkSubscribable(item, { kind: item.kind, active: item.active || allowInactive });
    const externalId = readText(values, 'externalId');
    // One object, member by member: to spread others into it takes as long as all the rest.
    const { startDate, endDate, apply, fromDate } = readDates(values, item, readDate);
    const { pathRule, pathId } = readPath(readText(values, 'path'), item, items, paths);
    return {
      account,
      externalId: externalId === undefined ? null : checkExternalId(externalId),
      item,
      startDate,
      endDate,
      pathRule,
      pathId,
      apply,
      fromDate,
      attributes: completeValueList(item, item.attributes, writtenAttributes(values)),
      components: readComponents(item, values.components),
    };
  };
}

function readDates(
  values: RecordValues,
  { term }: ImportItem,
  readDate: (name: string, text: string) => string,
) {
  const startDate = readDate('start', requireText(values, 'start'));
  const end = readText(values, 'end');
  const endDate = end === undefined ? termEnd(startDate, term) : end === 'none' ? null : readDate('end', end);
  checkEndDate({ startDate, endDate });
  const from = readText(values, 'fromDate');
  const fromDate = from === undefined ? null : readDate('fromDate', from);
  if (fromDate !== null) checkFromDate({ startDate, endDate }, fromDate);
  const apply = applyRule(readApply(readText(values, 'apply')), fromDate ?? undefined);
  return { startDate, endDate, fromDate, apply };
}

function readApply(text: string | undefined): ApplyRule | undefined {
  const rule = text?.replaceAll('-', '_');
  if (rule === undefined || rule === 'on_end_date' || rule === 'from_date') return rule;
  throw new TierctlError('usage', 'bad-value', `"apply" must be on_end_date or from_date, not "${text}"`);
}

function readPath(
  text: string | undefined,
  item: ImportItem,
  items: NamedThings<ImportItem>,
  paths: NamedThings<ImportPath>,
): Pick<ImportedSubscription, 'pathRule' | 'pathId'> {
  if (text === undefined) return { pathRule: 'default', pathId: null };
  if (text === 'none') return { pathRule: 'none', pathId: null };
  const path = paths.require(text);
  if (path.sourceId === item.id) return { pathRule: 'override', pathId: path.id };
  throw new TierctlError(
    'refused',
    'path-starts-elsewhere',
    `path "${path.name}" starts at ${items.byId(path.sourceId)?.articleNumber ?? path.sourceId}, not at ${item.articleNumber}`,
  );
}
