// Checks whether the operator's tables exist and whether tierctl can work with them.
import { sql } from 'kysely';
import { type BillingTable, tableLabel } from './billing-layout.ts';
import type { Session } from './session.ts';
import type { ColumnKind } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

type Columns = { readonly [Table in BillingTable]: Record<keyof Tables[`billing.${Table}`], ColumnKind> };

const NEEDED: Columns = {
  item: { id: 'uuid', article_number: 'text', name: 'text' },
  upgrade_group: { id: 'uuid', name: 'text' },
  upgrade_group_member: {
    id: 'uuid',
    fk_group_id: 'uuid',
    fk_item_id: 'uuid',
    upgrade_level: 'integer',
    upgradeable: 'boolean',
    downgradeable: 'boolean',
    upgradeable_from: 'boolean',
    downgradeable_from: 'boolean',
  },
  renewal_period: {
    id: 'uuid',
    fk_item_id: 'uuid',
    renewal_period_value: 'integer',
    renewal_period_unit: 'text',
  },
};

const BILLING_TABLES = Object.keys(NEEDED) as BillingTable[];

/** A difference between a billing table and what tierctl needs. */
export interface ColumnDifference {
  /** `schema.table`, the real name in this database. */
  readonly table: string;
  /** Null if the table is missing. */
  readonly column: string | null;
  /** A column type, several joined with `or`, or `a table`. */
  readonly expected: string;
  /** A column type; null if nothing has that name. */
  readonly found: string | null;
}

/** The billing tables of a database; views are accepted as tables. */
export interface FoundTables {
  readonly present: readonly BillingTable[];
  /** By table and column, in the order of the seed. */
  readonly differences: readonly ColumnDifference[];
}

/** Reads the billing tables in one query. Tables without permission for this user are not visible. */
export async function findBillingTables({ db, dialect }: Session): Promise<FoundTables> {
  const { billing, foldName, fittingTypes } = dialect;
  const names = BILLING_TABLES.map((table) => billing.tables[table].name);
  // Unquoted upper case: PostgreSQL folds it, and a case-sensitive SQL Server accepts no other spelling.
  const { rows } = await sql<{ found_in: string; found: string; type: string }>`
    select TABLE_NAME as found_in, COLUMN_NAME as found, DATA_TYPE as type from INFORMATION_SCHEMA.COLUMNS
    where TABLE_SCHEMA = ${billing.schema} and TABLE_NAME in (${sql.join(names)})`.execute(db);
  const present: BillingTable[] = [];
  const differences: ColumnDifference[] = [];
  for (const table of BILLING_TABLES) {
    const placed = billing.tables[table];
    const label = tableLabel(billing, table);
    const types = new Map(
      rows
        .filter((row) => foldName(row.found_in) === foldName(placed.name))
        .map((row) => [foldName(row.found), row.type]),
    );
    if (types.size === 0) {
      differences.push({ table: label, column: null, expected: 'a table', found: null });
      continue;
    }
    present.push(table);
    for (const [name, kind] of Object.entries<ColumnKind>(NEEDED[table])) {
      const column = placed.columns.get(name) ?? name;
      const found = types.get(foldName(column)) ?? null;
      if (found !== null && fittingTypes[kind].includes(found)) continue;
      differences.push({ table: label, column, expected: fittingTypes[kind].join(' or '), found });
    }
  }
  return { present, differences };
}
