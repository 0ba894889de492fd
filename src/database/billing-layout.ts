// The location and names of the operator's tables and of their columns. All code above uses `billing.item` and
// `article_number`, the names of the seed; BillingNames replaces them with the real ones.
import type { Tables } from './tables.ts';

/** The operator's tables, under the names of the seed. */
export type BillingTable = 'item' | 'upgrade_group' | 'upgrade_group_member' | 'renewal_period';

/** Names that differ from the seed's, from the config file. Omitted names are those of the seed. */
export interface BillingConfig {
  readonly schema?: string | undefined;
  readonly tables?:
    | {
        readonly item?: string | undefined;
        readonly upgradeGroup?: string | undefined;
        readonly upgradeGroupMember?: string | undefined;
        readonly renewalPeriod?: string | undefined;
      }
    | undefined;
  readonly columns?:
    | {
        readonly item?:
          | {
              readonly id?: string | undefined;
              readonly articleNumber?: string | undefined;
              readonly name?: string | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** The real names of a table. */
export interface PlacedTable {
  readonly name: string;
  /** The real name of every column by its name in the seed; empty if all are as in the seed. */
  readonly columns: ReadonlyMap<string, string>;
}

export interface BillingLayout {
  readonly schema: string;
  readonly tables: Readonly<Record<BillingTable, PlacedTable>>;
}

export function billingLayout(names: BillingConfig, defaultSchema: string): BillingLayout {
  const { tables = {}, columns: { item = {} } = {} } = names;
  const asInSeed = new Map<string, string>();
  const itemColumns = renamings<keyof Tables['billing.item']>({
    id: item.id,
    article_number: item.articleNumber,
    name: item.name,
  });
  return {
    schema: names.schema ?? defaultSchema,
    tables: {
      item: { name: tables.item ?? 'item', columns: itemColumns },
      upgrade_group: { name: tables.upgradeGroup ?? 'upgrade_group', columns: asInSeed },
      upgrade_group_member: {
        name: tables.upgradeGroupMember ?? 'upgrade_group_member',
        columns: asInSeed,
      },
      renewal_period: { name: tables.renewalPeriod ?? 'renewal_period', columns: asInSeed },
    },
  };
}

/** The real name of a column, by its name in the seed. */
export function columnName({ tables }: BillingLayout, table: BillingTable, column: string): string {
  return tables[table].columns.get(column) ?? column;
}

/** The name of a table for messages: `dbo.products`. */
export function tableLabel({ schema, tables }: BillingLayout, table: BillingTable): string {
  return `${schema}.${tables[table].name}`;
}

// All or none: a query that reads a table under other names has to name each of its columns.
function renamings<Column extends string>(
  given: Readonly<Record<Column, string | undefined>>,
): ReadonlyMap<string, string> {
  const named = Object.entries<string | undefined>(given).map(
    ([column, real]) => [column, real ?? column] as const,
  );
  return new Map(named.every(([column, real]) => column === real) ? [] : named);
}
