import type { ControlledTransaction, Expression, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { BillingLayout } from './billing-layout.ts';
import type { RowStream } from './row-stream.ts';
import type { Tables } from './tables.ts';

/** Column types as the engine spells them. */
export interface ColumnTypes {
  readonly uuid: string;
  readonly boolean: string;
  readonly integer: string;
  readonly bigint: string;
  readonly date: string;
  /** UTC, milliseconds. */
  readonly instant: string;
  /** An account id: compared by code point wherever the engine allows it. */
  readonly accountId: string;
  text(length: number): string;
  readonly longText: string;
}

export interface UpdateFrom {
  /** The table to change, schema included, and the alias under which `set`, `from` and `where` know it. */
  readonly target: string;
  readonly alias: string;
  readonly set: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Further tables; their join conditions cannot name the target, `where` can. */
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

/** A column that gets a default, and the name of that default where the engine gives it one. */
export interface ColumnDefault {
  readonly table: string;
  readonly column: string;
  readonly name: string;
}

export type DateExpression = Expression<string | null>;

/** Kinds of values that a column of the operator's own tables may have to hold. */
export type ColumnKind = 'uuid' | 'text' | 'integer' | 'boolean';

/** What the engines spell differently. */
export interface EngineDialect {
  readonly types: ColumnTypes;
  /** The column types that hold each kind well enough, as INFORMATION_SCHEMA.COLUMNS names them. */
  readonly fittingTypes: Readonly<Record<ColumnKind, readonly string[]>>;
  /** Where the billing tables are unless the configuration says otherwise: the seed's `dbo`, or `public`. */
  readonly defaultBillingSchema: string;
  /** About how many subscriptions a batch of a run holds, where nobody says otherwise. */
  readonly preferredBatchSize: number;
  /**
   * Begins a transaction to read in. All its queries see one moment wherever the engine offers that; where it does not,
   * each of them sees what was committed when it began.
   */
  beginRead(db: Kysely<Tables>): Promise<ControlledTransaction<Tables>>;
  /** From here to the end of the transaction a statement waits so long for rows that others hold, then fails as `busy`. */
  limitWaiting(milliseconds: number): RawBuilder<unknown>;
  /**
   * What a transaction of many rows says first, so that the server plans for the rows there are; it holds to the end of the
   * transaction. Undefined where there is nothing to say.
   */
  readonly beforeBatch: RawBuilder<unknown> | undefined;
  plusDays(date: DateExpression, days: number): RawBuilder<string>;
  /** `date` + `months`, clamped to the month's end, + `days`: null when `months` and `days` are. */
  plusTerm(
    date: DateExpression,
    months: Expression<number | null>,
    days: Expression<number | null>,
  ): RawBuilder<string>;
  updateFrom(update: UpdateFrom): RawBuilder<unknown>;
  /**
   * A table expression over the JSON array `json` (one object a row), aliased `alias`. `columns` gives each member's
   * SQL type. It carries any number of rows in one parameter. As an expression, `json` is a column of a table before it,
   * which `crossApply` joins it to, and holds what `jsonRows` wrote.
   */
  rowsFromJson(
    json: string | Expression<string | null>,
    alias: string,
    columns: Readonly<Record<string, string>>,
  ): RawBuilder<unknown>;
  /** Rows as JSON to be stored and read by `rowsFromJson` again. */
  jsonRows(rows: readonly object[]): string;
  /** An account id as a part of a longer text: it has a collation of its own, and not every server joins two. */
  accountInText(account: RawBuilder<unknown>): RawBuilder<unknown>;
  /** Whether two texts are equal only where they are so letter by letter, without `exact`. */
  readonly comparesExactly: boolean;
  /** A text that is equal to another such only letter by letter, whatever collation the database has. */
  exact(text: RawBuilder<unknown>): RawBuilder<unknown>;
  /** Whether a text holds a character that is not printable ASCII. */
  beyondAscii(text: RawBuilder<unknown>): RawBuilder<SqlBool>;
  /** Joins each row to the rows of a table expression that is made of its own columns. */
  crossApply(table: RawBuilder<unknown>): RawBuilder<unknown>;
  /** What a table is called that only this session sees and that goes with its transaction. */
  temporaryName(name: string): string;
  /** Makes one, under its temporary name; `columns` gives the SQL type of each column, which may be null. */
  createTemporaryTable(name: string, columns: Readonly<Record<string, string>>): RawBuilder<unknown>;
  /** Tells the planner what a temporary table holds; undefined where the server looks by itself. */
  gatherStatistics(name: string): RawBuilder<unknown> | undefined;
  /** Loads rows into a table as they come, in the engine's fastest way. */
  loadRows(rows: RowStream): RawBuilder<unknown>;
  /** DDL: `NAME <definition>` of a stored column that the database computes. */
  computedColumn(name: string, type: string, expression: RawBuilder<unknown>): RawBuilder<unknown>;
  /** DDL: the default of a column that is there; rows that exist keep what they have. */
  setDefault(column: ColumnDefault, value: RawBuilder<unknown>): RawBuilder<unknown>;
  dropDefault(column: ColumnDefault): RawBuilder<unknown>;
  /** The login of this session as the server knows it, whatever the program says of itself; for the default of a column. */
  readonly sessionLogin: RawBuilder<string>;
  createSchema(name: string): RawBuilder<unknown>;
  /** Tells whoever listens on `channel`, once the transaction is committed; undefined where the engine cannot. */
  announce(channel: string, payload: string): RawBuilder<unknown> | undefined;
  /** A boolean literal that a filtered index or a check constraint can hold. */
  booleanLiteral(value: boolean): RawBuilder<boolean>;
  /** A query with one row where the table exists, and none where it does not. */
  existingTable(schema: string, table: string): RawBuilder<unknown>;
  /** A query for the `name` of each column that has no default and takes no null, so that an insert must fill it. */
  mandatoryColumns(schema: string, table: string): RawBuilder<{ name: string }>;
  /** A name of a table or column such that two are equal where the server takes them for one. */
  foldName(name: string): string;
}

/** What differs between databases. Everything above the database layer asks here and knows no engine. */
export interface SqlDialect extends EngineDialect {
  /** What the billing tables are called in this database. */
  readonly billing: BillingLayout;
}
