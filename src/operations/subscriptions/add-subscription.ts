import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { type Account, checkAccountId, checkExternalId } from '../../domain/accounts/account.ts';
import { parseDate } from '../../domain/calendar.ts';
import { completeValues } from '../../domain/items/attribute-values.ts';
import type { WrittenExtension } from '../../domain/items/extension.ts';
import type { Item, ItemKind } from '../../domain/items/item.ts';
import type { NameValue } from '../../domain/name-value.ts';
import { resolveAdded } from '../../domain/subscriptions/fit-options.ts';
import {
  type NewComponent,
  newComponents,
  refuseComponents,
} from '../../domain/subscriptions/new-components.ts';
import { externalIdMissing, subscriptionExists } from '../../domain/subscriptions/problems.ts';
import { checkSubscribable } from '../../domain/subscriptions/subscribable.ts';
import type {
  ApplyRule,
  Subscription,
  SubscriptionWithAttributes,
} from '../../domain/subscriptions/subscription.ts';
import {
  applyRule,
  checkEndDate,
  checkFromDate,
  termEnd,
} from '../../domain/subscriptions/subscription-dates.ts';
import type {
  WrittenComponent,
  WrittenComponentAttribute,
} from '../../domain/subscriptions/written-component.ts';
import { findAccount, findCaseTwin, insertAccount, requireAccount } from '../../store/accounts/accounts.ts';
import { readOffers } from '../../store/items/component-offers.ts';
import { listAttributes } from '../../store/items/item-attributes.ts';
import { holdProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findOverride } from '../../store/paths/find-override.ts';
import { insertComponents } from '../../store/subscriptions/components.ts';
import { findOffers } from '../../store/subscriptions/fit.ts';
import { readHoldings } from '../../store/subscriptions/holdings.ts';
import { insertSubscription, nextNumber } from '../../store/subscriptions/new-subscription.ts';
import { insertValues } from '../../store/subscriptions/subscription-attributes.ts';
import { saveExtensions } from '../../store/subscriptions/subscription-extensions.ts';
import {
  findByExternalId,
  findLatest,
  requireSubscription,
} from '../../store/subscriptions/subscriptions.ts';

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
  /** Undefined: `from_date` if a from date is given. */
  readonly apply: ApplyRule | undefined;
  readonly fromDate: string | undefined;
  readonly attributes: readonly NameValue[];
  /** Extensions that the item allows; undefined: none. */
  readonly extensions?: readonly WrittenExtension[];
  /** The number of instances by product of a package; products that are not named get their minimum. */
  readonly components?: readonly WrittenComponent[];
  readonly componentAttributes?: readonly WrittenComponentAttribute[];
  readonly externalId: string | undefined;
  /** Create a missing account, named as its id. */
  readonly createAccount: boolean;
  /** Keep a subscription with that external id unchanged, instead of failing. */
  readonly ifNotExists: boolean;
}

export interface AddSubscriptionResult {
  readonly subscription: SubscriptionWithAttributes;
  readonly created: boolean;
  /** The subscription that has the external id, if `subscription` replaced it. */
  readonly replaced: Subscription | null;
  /** The account, if it was created too. */
  readonly createdAccount: Account | null;
  /** An existing account whose id differs from that one in letter case alone. */
  readonly similarAccount: string | null;
  /** Whether it is a new subscription to a package without any component. */
  readonly empty: boolean;
}

/**
 * "The starting/source product or package can now be provisioned to the account", under the account's next number.
 * Throws `usage` (`bad-date`, `from-date-missing`, `from-date-unused`, `external-id-missing`), `not-found` (account, item,
 * path, attribute), `conflict` (`subscription-exists`, `changed-meanwhile`), `refused` (`item-inactive`, `item-not-subscribable`,
 * `end-before-start`, `end-beyond-calendar`, `from-date-too-early`, `from-date-too-late`, `path-starts-elsewhere`, `attribute-required`,
 * `extension-not-allowed`, `extension-inactive`, `extension-maximum`, what newComponents may throw, `item-not-package`).
 */
export async function addSubscription(
  session: Session,
  input: AddSubscriptionInput,
): Promise<AuditedResult<AddSubscriptionResult>> {
  const startDate = parseDate(input.start);
  const apply = applyRule(input.apply, input.fromDate);
  const fromDate = input.fromDate === undefined ? null : parseDate(input.fromDate);
  const externalId = input.externalId === undefined ? null : checkExternalId(input.externalId);
  if (input.ifNotExists && externalId === null) throw externalIdMissing();
  const { account, created: createdAccount, similar: similarAccount } = await accountOf(session, input);
  const existing = externalId === null ? undefined : await findByExternalId(session, account.id, externalId);
  if (existing !== undefined) {
    const latest = existing.status === 'ended' ? await findLatest(session, existing) : undefined;
    if (!input.ifNotExists) throw subscriptionExists(existing.address, externalId, latest?.address ?? null);
    const current = latest?.status === 'active' ? latest : existing;
    const result = {
      subscription: await readHoldings(session, current),
      created: false,
      replaced: current === existing ? null : existing,
      createdAccount: null,
      similarAccount: null,
      empty: false,
    };
    return { result, audit: undefined };
  }
  const item = await requireItem(session, input.item);
  // No other transaction can change the item's kind before the subscription is added.
  const profile = await holdProfile(session, item);
  checkSubscribable(item, profile);
  const endDate =
    input.end === undefined
      ? termEnd(startDate, profile.term)
      : input.end === null
        ? null
        : parseDate(input.end, 'for none, pass --no-end');
  checkEndDate({ startDate, endDate });
  if (fromDate !== null) checkFromDate({ startDate, endDate }, fromDate);
  const override = await findOverride(session, item, input.path);
  const attributes = completeValues(item, await listAttributes(session, item.id), input.attributes);
  const extensions = await extensionsFor(session, item, input.extensions ?? []);
  const components = await componentsFor(session, item, profile.kind, input);
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
  await insertComponents(
    session,
    address,
    components.map((component, index) => ({ ...component, number: index + 1, startDate })),
  );
  const subscription = await readHoldings(session, await requireSubscription(session, address));
  const empty = profile.kind === 'package' && components.length === 0;
  return {
    result: { subscription, created: true, replaced: null, createdAccount, similarAccount, empty },
    audit: { before: null, after: { subscription, createdAccount } },
  };
}

async function accountOf(
  session: Session,
  input: AddSubscriptionInput,
): Promise<{ account: Account; created: Account | null; similar: string | null }> {
  if (!input.createAccount)
    return { account: await requireAccount(session, input.account), created: null, similar: null };
  const account = await findAccount(session, input.account);
  if (account !== undefined) return { account, created: null, similar: null };
  const id = checkAccountId(input.account);
  const created = { id, name: id };
  const similar = (await findCaseTwin(session, id)) ?? null;
  await insertAccount(session, created);
  return { account: created, created, similar };
}

/** "Make sure that there are package products configured to have a minimum required quantity of 1." */
async function componentsFor(
  session: Session,
  item: Item,
  kind: ItemKind,
  { components = [], componentAttributes = [] }: AddSubscriptionInput,
): Promise<NewComponent[]> {
  if (kind === 'package') {
    return newComponents(item, await readOffers(session, item.id), components, componentAttributes);
  }
  refuseComponents(item, components, componentAttributes);
  return [];
}

async function extensionsFor(session: Session, item: Item, written: readonly WrittenExtension[]) {
  if (written.length === 0) return [];
  const offers = await findOffers(session, [item.id]);
  return resolveAdded(item, written, offers.offersOf(item.id), []);
}
