// The SQL types of the columns of which statements bring rows along, as JSON or into a temporary table. The tables are made by
// the migrations, which are frozen and name their types themselves; a contract test compares the two.
import type { ColumnTypes } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

type Described = { readonly [Table in keyof Tables]?: { readonly [Column in keyof Tables[Table]]?: string } };

/** By table; only the columns that rows are brought along for. */
export function columnsByTable({
  uuid,
  boolean,
  integer,
  bigint,
  date,
  accountId,
  text,
  longText,
}: ColumnTypes) {
  const subscriptionKey = { account_id: accountId, subscription_number: integer };
  const attributeValue = { attribute: text(100), value: longText };
  return {
    'billing.item': { id: uuid, article_number: text(100), name: text(200) },
    'billing.upgrade_group': { id: uuid, name: text(200) },
    'billing.upgrade_group_member': {
      id: uuid,
      fk_group_id: uuid,
      fk_item_id: uuid,
      upgrade_level: integer,
      upgradeable: boolean,
      downgradeable: boolean,
      upgradeable_from: boolean,
      downgradeable_from: boolean,
    },
    'billing.renewal_period': {
      id: uuid,
      fk_item_id: uuid,
      renewal_period_value: integer,
      renewal_period_unit: text(20),
    },
    'tierctl.item_profile': {
      item_id: uuid,
      kind: text(20),
      active: boolean,
      term_months: integer,
      term_days: integer,
      default_path_id: uuid,
    },
    'tierctl.item_attribute': {
      item_id: uuid,
      name: text(100),
      type: text(20),
      required: boolean,
      default_value: longText,
      choices: longText,
    },
    'tierctl.package_product': {
      package_item_id: uuid,
      product_item_id: uuid,
      minimum_quantity: integer,
      maximum_quantity: integer,
    },
    'tierctl.item_extension': { item_id: uuid, extension_item_id: uuid, maximum_quantity: integer },
    'tierctl.service_limit': { item_id: uuid, service: text(100), amount: bigint },
    'tierctl.path': {
      id: uuid,
      name: text(200),
      source_item_id: uuid,
      destination_item_id: uuid,
      effective_from: date,
      effective_until: date,
      over_limit_policy: text(20),
      description: longText,
    },
    'tierctl.path_attribute': {
      path_id: uuid,
      source_item_id: uuid,
      source_attribute: text(100),
      destination_item_id: uuid,
      destination_attribute: text(100),
    },
    'tierctl.path_product': { path_id: uuid, source_item_id: uuid, destination_item_id: uuid },
    'tierctl.account': { account_id: accountId, name: text(200) },
    'tierctl.subscription': {
      account_id: accountId,
      number: integer,
      item_id: uuid,
      status: text(10),
      start_date: date,
      end_date: date,
      path_rule: text(10),
      path_id: uuid,
      apply_when: text(12),
      from_date: date,
      external_id: text(100),
    },
    'tierctl.subscription_attribute': { ...subscriptionKey, ...attributeValue },
    'tierctl.subscription_extension': { ...subscriptionKey, extension_item_id: uuid, quantity: integer },
    'tierctl.subscription_usage': { ...subscriptionKey, service: text(100), amount: bigint },
    'tierctl.change_extension': { ...subscriptionKey, extension_item_id: uuid, quantity: integer },
    'tierctl.change_termination': { ...subscriptionKey, service: text(100), amount: bigint },
    'tierctl.change_attribute': { ...subscriptionKey, ...attributeValue },
    'tierctl.component': {
      ...subscriptionKey,
      component_number: integer,
      item_id: uuid,
      status: text(10),
      start_date: date,
      end_date: date,
    },
    'tierctl.component_attribute': { ...subscriptionKey, component_number: integer, ...attributeValue },
    'tierctl.transition': { account_id: accountId, from_number: integer, run_id: integer },
  } satisfies Described;
}

type Columns = ReturnType<typeof columnsByTable>;
export type DescribedTable = keyof Columns;
export type ColumnsOf<Table extends DescribedTable> = Columns[Table];

/** The type of each column of the table, or of those that are named, as the engine spells it. */
export function columnTypes<Table extends DescribedTable>(types: ColumnTypes, table: Table): ColumnsOf<Table>;
export function columnTypes<Table extends DescribedTable, Name extends keyof ColumnsOf<Table> & string>(
  types: ColumnTypes,
  table: Table,
  names: readonly Name[],
): Readonly<Record<Name, string>>;
export function columnTypes(types: ColumnTypes, table: DescribedTable, names?: readonly string[]): object {
  const all: Readonly<Record<string, string>> = columnsByTable(types)[table];
  return names === undefined ? all : Object.fromEntries(names.map((name) => [name, all[name]]));
}
