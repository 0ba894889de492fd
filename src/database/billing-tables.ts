// Checks whether the operator's tables exist and whether tierctl can work with them.
import { type RawBuilder, sql } from 'kysely';
import { type BillingTable, columnName, tableLabel } from './billing-layout.ts';
import { columnTypes } from './columns.ts';
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
  /** If nothing has that name: what is called so but for upper and lower case, where the server distinguishes them; else null. */
  readonly spelled: string | null;
}

/** The billing tables of a database; views are accepted as tables. */
export interface FoundTables {
  readonly present: readonly BillingTable[];
  /** By table and column, in the order of the seed. */
  readonly differences: readonly ColumnDifference[];
}

interface WantedColumn {
  readonly table: BillingTable;
  /** The real name in this database. */
  readonly name: string;
  readonly kind: ColumnKind;
}

interface FoundColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  /** The place of the table among the wanted ones; null for a name that differs in case where the server distinguishes that. */
  readonly table_at: number | null;
  /** The place of the column among the wanted ones; null for another. */
  readonly column_at: number | null;
}

/** Reads the billing tables in one query. Tables without permission for this user are not visible. */
export async function findBillingTables(session: Session): Promise<FoundTables> {
  const { billing, fittingTypes } = session.dialect;
  const wanted = BILLING_TABLES.flatMap((table) =>
    Object.entries<ColumnKind>(NEEDED[table]).map(([name, kind]): WantedColumn => {
      return { table, name: columnName(billing, table, name), kind };
    }),
  );
  const rows = await readColumns(session, wanted);
  const present: BillingTable[] = [];
  const differences: ColumnDifference[] = [];
  for (const [at, table] of BILLING_TABLES.entries()) {
    const label = tableLabel(billing, table);
    const columns = rows.filter(({ table_at }) => table_at === at);
    if (columns.length === 0) {
      const spelled = sameLetters(rows, 'table_name', billing.tables[table].name);
      differences.push({ table: label, column: null, expected: 'a table', found: null, spelled });
      continue;
    }
    present.push(table);
    for (const [place, { name, kind }] of wanted.entries()) {
      if (wanted[place]?.table !== table) continue;
      const found = columns.find(({ column_at }) => column_at === place)?.type ?? null;
      if (found !== null && fittingTypes[kind].includes(found)) continue;
      const spelled = found === null ? sameLetters(columns, 'column_name', name) : null;
      differences.push({
        table: label,
        column: name,
        expected: fittingTypes[kind].join(' or '),
        found,
        spelled,
      });
    }
  }
  return { present, differences };
}

/** The statement that creates the table of renewal periods, which the seed's own database lacks, for its owner to run. */
export function createRenewalPeriods({ dialect }: Pick<Session, 'dialect'>): string {
  const { billing, quotedName, types } = dialect;
  const columns = Object.entries(columnTypes(types, 'billing.renewal_period')).map(
    ([name, type]) => `${name} ${type} not null${name === 'id' ? ' primary key' : ''}`,
  );
  const table = [billing.schema, billing.tables.renewal_period.name].map(quotedName).join('.');
  return `create table ${table} (${columns.join(', ')})`;
}

// The server compares the names, so that they are found exactly where its statements will find them. Unquoted upper case:
// PostgreSQL folds it, and a case-sensitive SQL Server accepts no other spelling.
async function readColumns(
  { db, dialect }: Session,
  wanted: readonly WantedColumn[],
): Promise<FoundColumn[]> {
  const { schema, tables } = dialect.billing;
  const names = BILLING_TABLES.map((table) => tables[table].name);
  const isTable = (name: string) => sql`TABLE_NAME = ${name}`;
  const isColumn = ({ table, name }: WantedColumn) =>
    sql`${isTable(tables[table].name)} and COLUMN_NAME = ${name}`;
  const { rows } = await sql<FoundColumn>`
    select TABLE_NAME as table_name, COLUMN_NAME as column_name, DATA_TYPE as type,
      ${firstOf(names.map(isTable))} as table_at, ${firstOf(wanted.map(isColumn))} as column_at
    from INFORMATION_SCHEMA.COLUMNS
    where TABLE_SCHEMA = ${schema}
      and (TABLE_NAME in (${sql.join(names)})
        or lower(TABLE_NAME) in (${sql.join(names.map((name) => name.toLowerCase()))}))`.execute(db);
  return rows;
}

/** The place of the first condition that holds. */
function firstOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<number | null> {
  const cases = conditions.map((condition, place) => sql`when ${condition} then ${sql.lit(place)}`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

function sameLetters(
  rows: readonly FoundColumn[],
  part: 'table_name' | 'column_name',
  name: string,
): string | null {
  return rows.find((row) => row[part].toLowerCase() === name.toLowerCase())?.[part] ?? null;
}
