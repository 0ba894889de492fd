// Row types for Kysely. `billing.*` are the operator's tables under the names of the seed; BillingNames
// replaces them with the adopted names. Dates are `YYYY-MM-DD` strings, instants ISO 8601 strings in UTC.
import type { Generated, GeneratedAlways } from 'kysely';

export interface ItemTable {
  id: string;
  article_number: string;
  name: string;
}

export interface UpgradeGroupTable {
  id: string;
  name: string;
}

export interface UpgradeGroupMemberTable {
  id: string;
  fk_group_id: string;
  fk_item_id: string;
  upgrade_level: number;
  upgradeable: boolean;
  downgradeable: boolean;
  upgradeable_from: boolean;
  downgradeable_from: boolean;
}

export interface RenewalPeriodTable {
  id: string;
  fk_item_id: string;
  renewal_period_value: number;
  renewal_period_unit: string;
}

export interface ItemProfileTable {
  item_id: string;
  kind: 'product' | 'package' | 'extension';
  active: boolean;
  /** The term is `term_months` and then `term_days`; both null means no term. */
  term_months: number | null;
  term_days: number | null;
  default_path_id: string | null;
}

export interface ItemAttributeTable {
  item_id: string;
  name: string;
  type: 'text' | 'number' | 'date' | 'boolean' | 'choice';
  required: boolean;
  default_value: string | null;
  /** JSON array of strings for `choice`, null otherwise. */
  choices: string | null;
}

export interface PackageProductTable {
  package_item_id: string;
  product_item_id: string;
  minimum_quantity: number;
  maximum_quantity: number | null;
}

export interface ItemExtensionTable {
  item_id: string;
  extension_item_id: string;
  maximum_quantity: number | null;
}

export interface ServiceLimitTable {
  item_id: string;
  service: string;
  amount: number;
}

export interface PathTable {
  id: string;
  name: string;
  source_item_id: string;
  destination_item_id: string;
  effective_from: string | null;
  effective_until: string | null;
  over_limit_policy: 'block' | 'allow' | 'extend';
  description: string | null;
}

export interface PathAttributeTable {
  path_id: string;
  /** The path's source item, or a product of it. */
  source_item_id: string;
  source_attribute: string;
  destination_item_id: string;
  destination_attribute: string;
}

export interface PathProductTable {
  path_id: string;
  source_item_id: string;
  destination_item_id: string;
}

export interface AccountTable {
  account_id: string;
  name: string;
}

export interface SubscriptionTable {
  account_id: string;
  number: number;
  item_id: string;
  status: 'active' | 'ended';
  start_date: string;
  end_date: string | null;
  /** The path rule: the item's default, the override in `path_id`, or none. */
  path_rule: 'default' | 'override' | 'none';
  path_id: string | null;
  apply_when: 'on_end_date' | 'from_date';
  from_date: string | null;
  /** A pending change by hand: the target item, and the day the successor starts. It takes precedence over any path. */
  change_item_id: string | null;
  change_on: string | null;
  /** Whether the successor of that change keeps the end date; null counts as true. */
  change_keeps_end: boolean | null;
  /** The day its successor starts: `change_on`, `from_date`, or the day after `end_date`. Computed by the database. */
  due_on: GeneratedAlways<string | null>;
  replaces_number: number | null;
  /** The first subscription of its chain; null if it replaced none and is the first itself. */
  first_number: number | null;
  external_id: string | null;
  /** The claim: the run, the hop and the path that ended it. */
  ended_run: number | null;
  ended_hop: number | null;
  ended_path_id: string | null;
  /** Its end date before the claim set it, so that the run can be undone. */
  previous_end_date: string | null;
  /** The number of changes to it, or to what it holds, since it was provisioned; runs do not count. */
  revision: Generated<number>;
}

export interface SubscriptionAttributeTable {
  account_id: string;
  subscription_number: number;
  attribute: string;
  value: string;
}

export interface SubscriptionExtensionTable {
  account_id: string;
  subscription_number: number;
  extension_item_id: string;
  quantity: number;
}

export interface SubscriptionUsageTable {
  account_id: string;
  subscription_number: number;
  service: string;
  amount: number;
}

export interface ChangeExtensionTable {
  account_id: string;
  subscription_number: number;
  extension_item_id: string;
  /** Extensions added with the change, besides those carried over. */
  quantity: number;
}

export interface ChangeTerminationTable {
  account_id: string;
  subscription_number: number;
  service: string;
  /** The amount to terminate with the change. */
  amount: number;
}

export interface ChangeAttributeTable {
  account_id: string;
  subscription_number: number;
  attribute: string;
  value: string;
}

export interface ComponentTable {
  account_id: string;
  subscription_number: number;
  component_number: number;
  item_id: string;
  status: 'active' | 'ended';
  start_date: string;
  end_date: string | null;
  /** The component of the replaced subscription that it continues. */
  continues_number: number | null;
  /** The run that ended it together with its subscription; null if it is active, or was ended separately. */
  ended_run: number | null;
}

export interface ComponentAttributeTable {
  account_id: string;
  subscription_number: number;
  component_number: number;
  attribute: string;
  value: string;
}

/** The state of a component before a run removed or shortened it, or before a person removed it. */
export interface FormerComponentTable {
  account_id: string;
  subscription_number: number;
  component_number: number;
  item_id: string;
  status: 'active' | 'ended';
  start_date: string;
  end_date: string | null;
  continues_number: number | null;
  /** The run that did it, which can be undone; null if a person did. */
  run_id: number | null;
}

export interface TransitionTable {
  account_id: string;
  from_number: number;
  to_number: number;
  path_id: string | null;
  from_item_id: string;
  to_item_id: string;
  direction: 'upgrade' | 'downgrade' | 'none';
  effective_on: string;
  applied_at: string;
  run_id: number;
  hop: number;
  /** The run that undid it. */
  reverted_run: number | null;
  /** The end date that the predecessor had and that the successor does not keep. */
  lost_end_date: string | null;
}

/** What else a transition took away. */
export interface TakenAwayTable {
  account_id: string;
  from_number: number;
  run_id: number;
  what: 'extension' | 'component' | 'attribute';
  /** The extension, the product of the components, or the item that has the attribute. */
  item_id: string;
  /** Empty unless it is an attribute. */
  attribute: string;
  /** Units of the extension, components, or values of the attribute. */
  quantity: number;
}

export interface RunTable {
  id: number;
  kind: 'transitions' | 'change' | 'revert';
  as_of: string;
  started_at: string;
  finished_at: string | null;
  status: 'running' | 'finished' | 'interrupted' | 'abandoned';
  actor: string;
  /** JSON object: path, account, limit, batchSize. */
  options: string;
  /** Which run a run of kind `revert` undid. */
  reverts_run: number | null;
  moved: Generated<number>;
  not_moved: Generated<number>;
  failed: Generated<number>;
}

export interface RunFailureTable {
  account_id: string;
  subscription_number: number;
  run_id: number;
  code: string;
  message: string;
}

export interface AuditTable {
  id: string;
  occurred_at: string;
  /** The actor that the program stated. */
  actor: string;
  /** The login that wrote the row, set by the server; null in rows that are older than this column. */
  login: Generated<string | null>;
  command: string;
  reason: string | null;
  /** JSON, or null if nothing existed before. */
  before: string | null;
  after: string | null;
}

export interface MigrationTable {
  name: string;
  applied_at: string;
  /** Its tables already existed; undoing it keeps them. */
  adopted: Generated<boolean>;
}

export interface Tables {
  'billing.item': ItemTable;
  'billing.upgrade_group': UpgradeGroupTable;
  'billing.upgrade_group_member': UpgradeGroupMemberTable;
  'billing.renewal_period': RenewalPeriodTable;
  'tierctl.item_profile': ItemProfileTable;
  'tierctl.item_attribute': ItemAttributeTable;
  'tierctl.package_product': PackageProductTable;
  'tierctl.item_extension': ItemExtensionTable;
  'tierctl.service_limit': ServiceLimitTable;
  'tierctl.path': PathTable;
  'tierctl.path_attribute': PathAttributeTable;
  'tierctl.path_product': PathProductTable;
  'tierctl.account': AccountTable;
  'tierctl.subscription': SubscriptionTable;
  'tierctl.subscription_attribute': SubscriptionAttributeTable;
  'tierctl.subscription_extension': SubscriptionExtensionTable;
  'tierctl.subscription_usage': SubscriptionUsageTable;
  'tierctl.change_extension': ChangeExtensionTable;
  'tierctl.change_termination': ChangeTerminationTable;
  'tierctl.change_attribute': ChangeAttributeTable;
  'tierctl.component': ComponentTable;
  'tierctl.component_attribute': ComponentAttributeTable;
  'tierctl.former_component': FormerComponentTable;
  'tierctl.former_component_attribute': ComponentAttributeTable;
  'tierctl.transition': TransitionTable;
  'tierctl.taken_away': TakenAwayTable;
  'tierctl.run': RunTable;
  'tierctl.run_failure': RunFailureTable;
  'tierctl.audit': AuditTable;
  'tierctl.migration': MigrationTable;
}
