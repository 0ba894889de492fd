import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import { type Account, checkAccountId } from '../domain/account.ts';
import { completeValues } from '../domain/attribute-values.ts';
import { parseDate } from '../domain/calendar.ts';
import type { WrittenExtension } from '../domain/extension.ts';
import { checkExternalId } from '../domain/external-id.ts';
import { resolveAdded } from '../domain/fit-options.ts';
import type { Item } from '../domain/item.ts';
import type { NameValue } from '../domain/name-value.ts';
import type { Path } from '../domain/path.ts';
import { checkSubscribable } from '../domain/subscribable.ts';
import type { ApplyRule, Subscription, SubscriptionWithAttributes } from '../domain/subscription.ts';
import { applyRule, checkEndDate, checkFromDate, termEnd } from '../domain/subscription-dates.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { findAccount, insertAccount, requireAccount } from '../store/accounts.ts';
import { findOffers } from '../store/fit.ts';
import { listAttributes } from '../store/item-attributes.ts';
import { ensureProfile } from '../store/item-profiles.ts';
import { requireItem } from '../store/items.ts';
import { insertSubscription, nextNumber } from '../store/new-subscription.ts';
import { requirePath } from '../store/paths.ts';
import { insertValues, listValues } from '../store/subscription-attributes.ts';
import { listExtensions, saveExtensions } from '../store/subscription-extensions.ts';
import { findByExternalId, requireSubscription } from '../store/subscriptions.ts';
import { startsElsewhere } from './assign-path.ts';

export interface AddSubscriptionInput {
  readonly account: string;
  /** Article number or UUID. */
  readonly item: string;
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** Last day; null for none; undefined takes the item's term: start + term − 1 day. */
  readonly end: string | null | undefined;
  /** Name or UUID of a path that overrides the item's default; null for none; undefined keeps the default. */
  readonly path: string | null | undefined;
  /** Undefined: `from_date` where a from date is given. */
  readonly apply: ApplyRule | undefined;
  readonly fromDate: string | undefined;
  readonly attributes: readonly NameValue[];
  /** That the item allows; none where it is left out. */
  readonly extensions?: readonly WrittenExtension[];
  readonly externalId: string | undefined;
  /** Create the account where it is not there, named as its id. */
  readonly createAccount: boolean;
  /** Leave a subscription of that external id as it is, instead of failing. */
  readonly ifNotExists: boolean;
}

export interface AddSubscriptionResult {
  readonly subscription: SubscriptionWithAttributes;
  readonly created: boolean;
  /** The account, where it was created with it. */
  readonly createdAccount: Account | null;
}

/**
 * "The starting/source product or package can now be provisioned to the account", under the account's next number.
 * Throws `usage` (`bad-date`, `from-date-missing`, `from-date-unused`, `external-id-missing`), `not-found` (account, item,
 * path, attribute), `conflict` (`subscription-exists`), `refused` (`item-inactive`, `item-not-subscribable`,
 * `end-before-start`, `from-date-too-early`, `from-date-too-late`, `path-starts-elsewhere`, `attribute-required`,
 * `extension-not-allowed`, `extension-inactive`, `extension-maximum`).
 */
export async function addSubscription(
  session: Session,
  input: AddSubscriptionInput,
): Promise<Change<AddSubscriptionResult>> {
  const startDate = parseDate(input.start);
  const apply = applyRule(input.apply, input.fromDate);
  const fromDate = input.fromDate === undefined ? null : parseDate(input.fromDate);
  const externalId = input.externalId === undefined ? null : checkExternalId(input.externalId);
  if (input.ifNotExists && externalId === null) throw externalIdMissing();
  const { account, created: createdAccount } = await accountOf(session, input);
  const existing = externalId === null ? undefined : await findByExternalId(session, account.id, externalId);
  if (existing !== undefined) {
    if (!input.ifNotExists) throw subscriptionExists(existing);
    const subscription = {
      ...existing,
      attributes: await listValues(session, existing),
      extensions: await listExtensions(session, existing),
    };
    return { result: { subscription, created: false, createdAccount: null }, audit: undefined };
  }
  const item = await requireItem(session, input.item);
  const profile = await ensureProfile(session, item.id);
  checkSubscribable(item, profile);
  const endDate =
    input.end === undefined
      ? termEnd(startDate, profile.term)
      : input.end === null
        ? null
        : parseDate(input.end);
  checkEndDate({ startDate, endDate });
  if (fromDate !== null) checkFromDate({ startDate, endDate }, fromDate);
  const override = await overrideFor(session, item, input.path);
  const attributes = completeValues(item, await listAttributes(session, [item.id]), input.attributes);
  const extensions = await extensionsFor(session, item, input.extensions ?? []);
  const address = { account: account.id, number: await nextNumber(session, account.id) };
  await insertSubscription(session, {
    ...address,
    item,
    startDate,
    endDate,
    apply,
    fromDate,
    externalId,
    override,
  });
  await insertValues(session, address, attributes);
  await saveExtensions(session, address, extensions);
  const subscription = {
    ...(await requireSubscription(session, address)),
    attributes,
    extensions: await listExtensions(session, address),
  };
  return {
    result: { subscription, created: true, createdAccount },
    audit: { before: null, after: { subscription, createdAccount } },
  };
}

async function accountOf(
  session: Session,
  input: AddSubscriptionInput,
): Promise<{ account: Account; created: Account | null }> {
  if (!input.createAccount) return { account: await requireAccount(session, input.account), created: null };
  const account = await findAccount(session, checkAccountId(input.account));
  if (account !== undefined) return { account, created: null };
  const created = { id: input.account, name: input.account };
  await insertAccount(session, created);
  return { account: created, created };
}

/** "Tick the Override checkbox if a rule other than the default is needed for the provisioned product or package." */
async function overrideFor(
  session: Session,
  item: Item,
  path: string | null | undefined,
): Promise<Path | null | undefined> {
  if (path === undefined || path === null) return path;
  const override = await requirePath(session, path);
  if (override.source.id !== item.id) throw startsElsewhere(item, override);
  return override;
}

async function extensionsFor(session: Session, item: Item, written: readonly WrittenExtension[]) {
  if (written.length === 0) return [];
  const offers = await findOffers(session, [item.id]);
  return resolveAdded(item, written, offers.offersOf(item.id), []);
}

function externalIdMissing(): TierctlError {
  return new TierctlError(
    'usage',
    'external-id-missing',
    '--if-not-exists needs something to recognise it by',
    {
      hint: 'add --external-id ID',
    },
  );
}

function subscriptionExists({ address, externalId }: Subscription): TierctlError {
  return new TierctlError(
    'conflict',
    'subscription-exists',
    `the external id "${externalId}" is already that of ${address}`,
    {
      hint: 'choose another external id, or pass --if-not-exists',
      data: { subscription: address, externalId },
    },
  );
}
