import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import type { ImportItem } from '../domain/import-catalogue.ts';
import { subscriptionReader } from '../domain/imported-subscription.ts';
import { insertMissingProfiles, readImportCatalogue } from '../store/imports/catalogue.ts';
import { rejectDifferingSubscriptions } from '../store/imports/differing-subscriptions.ts';
import { insertNamedAccounts, insertStagedSubscriptions } from '../store/imports/insert-subscriptions.ts';
import {
  NO_SUBSCRIPTION,
  recogniseSubscriptions,
  rejectRepeatedExternalIds,
  stagedSubscription,
  stageSubscriptions,
} from '../store/imports/stage-subscriptions.ts';
import { rejectUnknownAccounts, type Staging, unstage } from '../store/imports/staging.ts';
import { concludeChecks, type ImportInput, type ImportResult, stagedRows } from './import-records.ts';

export interface ImportSubscriptionsInput extends ImportInput {
  /** Create accounts that are not there, named as their ids; else they are wrong. */
  readonly createAccounts: boolean;
  /** Take subscriptions to items that are not active; else they are wrong. */
  readonly allowInactive: boolean;
}

export interface ImportSubscriptionsResult extends ImportResult {
  readonly createdAccounts: number;
}

/**
 * Adds the subscriptions of a file, however many, in a fixed number of statements. One whose external id is there already
 * is left as it is where both say the same, and wrong where they do not. Throws `refused` (`records-invalid`) and what
 * reading the file throws.
 */
export async function importSubscriptions(
  session: Session,
  input: ImportSubscriptionsInput,
): Promise<Change<ImportSubscriptionsResult>> {
  const readOne = subscriptionReader(await readImportCatalogue(session), input);
  const withoutProfile = new Set<ImportItem>();
  const staging = await stageSubscriptions(
    session,
    stagedRows(input, {
      read: (values) => {
        const subscription = readOne(values);
        if (!subscription.item.hasProfile) withoutProfile.add(subscription.item);
        return stagedSubscription(session, subscription);
      },
      blank: NO_SUBSCRIPTION,
    }),
  );
  await rejectRepeatedExternalIds(staging);
  await recogniseSubscriptions(staging);
  await rejectDifferingSubscriptions(staging);
  if (!input.createAccounts) await rejectUnknownAccounts(staging);
  const counts = await concludeChecks(staging, input, 'number', remediesOf(input));
  const createdAccounts = counts.imported === 0 ? 0 : await writeNew(staging, withoutProfile);
  await unstage(staging);
  const result = { ...counts, createdAccounts };
  if (counts.imported === 0) return { result, audit: undefined };
  return { result, audit: { before: null, after: { name: input.file.name, subscriptions: result } } };
}

function remediesOf({
  createAccounts,
  allowInactive,
}: ImportSubscriptionsInput): Readonly<Record<string, string>> {
  return {
    ...(createAccounts
      ? {}
      : { 'account-not-found': '--create-accounts creates accounts that are not there' }),
    ...(allowInactive
      ? {}
      : { 'item-inactive': '--allow-inactive takes subscriptions to items that are not active any more' }),
  };
}

async function writeNew(staging: Staging, withoutProfile: Iterable<ImportItem>): Promise<number> {
  await insertMissingProfiles(staging.session, withoutProfile);
  const createdAccounts = await insertNamedAccounts(staging);
  await insertStagedSubscriptions(staging);
  return createdAccounts;
}
