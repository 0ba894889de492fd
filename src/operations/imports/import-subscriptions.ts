import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import type { ImportItem } from '../../domain/imports/import-catalogue.ts';
import {
  type ImportedSubscription,
  SUBSCRIPTION_SHAPE,
  subscriptionReader,
} from '../../domain/imports/imported-subscription.ts';
import { readImportCatalogue } from '../../store/imports/catalogue.ts';
import {
  countEqualSubscriptions,
  rejectDifferingSubscriptions,
} from '../../store/imports/differing-subscriptions.ts';
import {
  insertNamedAccounts,
  insertStagedSubscriptions,
  type NewAccount,
  type NewAccounts,
} from '../../store/imports/insert-subscriptions.ts';
import {
  NO_SUBSCRIPTION,
  recogniseNumbers,
  recogniseSubscriptions,
  rejectRepeatedExternalIds,
  rejectRepeatedNumbers,
  rejectWrongNewOnes,
  stagedSubscription,
  stageSubscriptions,
} from '../../store/imports/stage-subscriptions.ts';
import { rejectUnknownAccounts, type Staging, unstage } from '../../store/imports/staging.ts';
import { holdProfiles, insertMissingProfiles } from '../../store/items/item-profiles.ts';
import {
  concludeChecks,
  type ImportInput,
  type ImportResult,
  remedyOfNames,
  stagedRows,
} from './import-records.ts';

const LISTED_ACCOUNTS = 10;
const NO_ACCOUNTS: NewAccounts = { count: 0, first: [] };

export interface ImportSubscriptionsInput extends ImportInput {
  /** Create missing accounts, named as their ids; else they are errors. */
  readonly createAccounts: boolean;
  /** Accept subscriptions to inactive items; else they are errors. */
  readonly allowInactive: boolean;
}

export interface ImportSubscriptionsResult extends ImportResult {
  readonly createdAccounts: number;
  /** The first of them; those whose id differs from that of an existing account in letter case alone come first. */
  readonly newAccounts: readonly NewAccount[];
  /** The number of imported records without an external id that equal a subscription that existed before. */
  readonly equalToExisting: number;
}

/**
 * Adds the subscriptions of a file in a fixed number of statements. A record whose external id or number already exists is
 * skipped if both agree, and is an error if they do not. Throws `refused` (`records-invalid`), `conflict`
 * (`changed-meanwhile`) and what reading the file throws.
 */
export async function importSubscriptions(
  session: Session,
  input: ImportSubscriptionsInput,
): Promise<AuditedResult<ImportSubscriptionsResult>> {
  const readOne = subscriptionReader(await readImportCatalogue(session), input);
  const contents: Contents = {
    items: new Set(),
    components: false,
    numbers: false,
    unnamed: false,
    wrongIfNew: false,
  };
  const staging = await stageSubscriptions(
    session,
    stagedRows(input, {
      read: (values) => {
        const subscription = readOne(values);
        note(contents, subscription);
        return stagedSubscription(session, subscription);
      },
      blank: NO_SUBSCRIPTION,
    }),
  );
  await judge(staging, input, contents);
  const counts = await concludeChecks(staging, input, 'number', remediesOf(input));
  // Before they are written: afterwards each would equal itself.
  const equalToExisting =
    counts.imported > 0 && contents.unnamed ? await countEqualSubscriptions(staging) : 0;
  const created = counts.imported === 0 ? NO_ACCOUNTS : await writeNew(staging, input, contents);
  await unstage(staging);
  const result = {
    ...counts,
    createdAccounts: created.count,
    newAccounts: created.first,
    equalToExisting,
  };
  if (counts.imported === 0) return { result, audit: undefined };
  return { result, audit: { before: null, after: { name: input.file.name, subscriptions: result } } };
}

function remediesOf({
  createAccounts,
  allowInactive,
}: ImportSubscriptionsInput): Readonly<Record<string, string>> {
  return {
    ...remedyOfNames(SUBSCRIPTION_SHAPE),
    ...(createAccounts ? {} : { 'account-not-found': '--create-accounts creates missing accounts' }),
    ...(allowInactive ? {} : { 'item-inactive': '--allow-inactive accepts subscriptions to inactive items' }),
  };
}

/** What the records contain, so that checks without a candidate are skipped. */
interface Contents {
  readonly items: Set<ImportItem>;
  components: boolean;
  numbers: boolean;
  /** Records without an external id. */
  unnamed: boolean;
  wrongIfNew: boolean;
}

function note(
  contents: Contents,
  { item, components, number, externalId, problemIfNew }: ImportedSubscription,
): void {
  contents.items.add(item);
  if (components.length > 0) contents.components = true;
  if (number !== null) contents.numbers = true;
  if (externalId === null) contents.unnamed = true;
  if (problemIfNew !== undefined) contents.wrongIfNew = true;
}

/** Marks existing and invalid records. */
async function judge(
  staging: Staging,
  { createAccounts }: ImportSubscriptionsInput,
  contents: Contents,
): Promise<void> {
  await rejectRepeatedExternalIds(staging);
  if (contents.numbers) await rejectRepeatedNumbers(staging);
  const byId = await recogniseSubscriptions(staging);
  const byNumber = contents.numbers ? await recogniseNumbers(staging) : 0;
  if (byId + byNumber > 0) await rejectDifferingSubscriptions(staging);
  if (contents.wrongIfNew) await rejectWrongNewOnes(staging);
  if (!createAccounts) await rejectUnknownAccounts(staging);
}

async function writeNew(
  staging: Staging,
  { createAccounts }: ImportSubscriptionsInput,
  contents: Contents,
): Promise<NewAccounts> {
  const items = [...contents.items];
  const withoutProfile = items.filter(({ hasProfile }) => !hasProfile);
  await insertMissingProfiles(
    staging.session,
    withoutProfile.map(({ id }) => id),
  );
  const created = createAccounts ? await insertNamedAccounts(staging, LISTED_ACCOUNTS) : NO_ACCOUNTS;
  await insertStagedSubscriptions(staging, contents);
  await requireKinds(staging.session, items);
  return created;
}

/**
 * From here on the items keep their kinds. As late as possible, so that no editor of the catalogue, nor anyone who waits for
 * that editor, waits for an import; therefore after the subscriptions, against the order of locks: the editor may be the
 * victim of a deadlock, and is retried.
 */
async function requireKinds(session: Session, items: readonly ImportItem[]): Promise<void> {
  const profileOf = await holdProfiles(
    session,
    items.map(({ id }) => id),
  );
  const changed = items.find(({ id, kind }) => profileOf(id).kind !== kind);
  if (changed !== undefined) throw changedConcurrently(`item ${changed.articleNumber}`);
}
