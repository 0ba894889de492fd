import type { ControlledTransaction, Expression, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { BillingLayout } from './billing-layout.ts';
import type { RowStream } from './row-stream.ts';
import type { Tables } from './tables.ts';

/** Column types in the syntax of the engine. */
export interface ColumnTypes {
  readonly uuid: string;
  readonly boolean: string;
  readonly integer: string;
  readonly bigint: string;
  readonly date: string;
  /** UTC, milliseconds. */
  readonly instant: string;
  /** An account id: compared by code point if the engine allows it. */
  readonly accountId: string;
  text(length: number): string;
  readonly longText: string;
}

export interface UpdateFrom {
  /** The table to change, schema included, and its alias in `set`, `from` and `where`. */
  readonly target: string;
  readonly alias: string;
  readonly set: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Further tables; their join conditions cannot name the target, `where` can. */
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

/** A column that gets a default, and the name of that default if the engine names defaults. */
export interface ColumnDefault {
  readonly table: string;
  readonly column: string;
  readonly name: string;
}

export type DateExpression = Expression<string | null>;

/** Kinds of values that a column of the operator's own tables may have to hold. */
export type ColumnKind = 'uuid' | 'text' | 'integer' | 'boolean';

export interface ReadersWait {
  /** Which setting is off, as a sentence without a full stop. */
  readonly message: string;
  /** The statement that switches it on, ready to paste. */
  readonly fix: string;
}

/** Whether a lock is for one transaction, or for any number that want it shared. */
export type TurnMode = 'exclusive' | 'shared';

/** A column as the catalogue of the server describes it. */
export interface StoredColumn {
  readonly name: string;
  /** 1 if an insert must fill it: it is not null and has no default. */
  readonly mandatory: number;
  /** Of a text; null where there is no limit, and for other types. */
  readonly length: number | null;
  /** 1 for a text without Unicode. */
  readonly narrow: number;
  /** Of such a text, if it is not the collation of the database. */
  readonly collation: string | null;
}

/** SQL that differs between engines. */
export interface EngineDialect {
  readonly types: ColumnTypes;
  /** The column types that can hold each kind, by their names in INFORMATION_SCHEMA.COLUMNS. */
  readonly fittingTypes: Readonly<Record<ColumnKind, readonly string[]>>;
  /** The default schema of the billing tables: the seed's `dbo`, or `public`. */
  readonly defaultBillingSchema: string;
  /** The default for the approximate number of subscriptions in a batch of a run. */
  readonly preferredBatchSize: number;
  /** Throws `config` if the database lacks something that tierctl's statements need, whatever its tables. */
  requireFeatures(db: Kysely<Tables>): Promise<void>;
  /**
   * Begins a read transaction. All its queries see one snapshot if the engine offers that; otherwise each query sees what
   * was committed when it started.
   */
  beginRead(db: Kysely<Tables>): Promise<ControlledTransaction<Tables>>;
  /** What to say where readers wait for writers although the database has a setting against that; undefined if they do not. */
  readersWait(db: Kysely<Tables>): Promise<ReadersWait | undefined>;
  /**
   * Takes locks that the transaction holds until it ends, in the given order and in one statement; other transactions that take
   * a lock of such a name wait, unless both are shared. A name may come twice. They are locks of nothing in the database, so no
   * reader and no foreign key waits for them. Throws `busy` where the wait takes longer than the lock timeout of the connection.
   */
  takeTurns(db: Kysely<Tables>, names: readonly string[], mode?: TurnMode): Promise<void>;
  /**
   * A statement for the start of a transaction with many rows, so that the server plans well for it; it applies until the end
   * of the transaction. Undefined if none is needed.
   */
  readonly beforeBatch: RawBuilder<unknown> | undefined;
  /**
   * `value`, or `instead` where it is null. For a value that is a subquery: T-SQL's coalesce evaluates it twice, and between the two
   * another transaction may delete the row.
   */
  ifNull<Value>(value: Expression<Value | null>, instead: Expression<Value>): RawBuilder<Value>;
  plusDays(date: DateExpression, days: number): RawBuilder<string>;
  /** `date` + `months`, clamped to the month's end, + `days`: null when `months` and `days` are. */
  plusTerm(
    date: DateExpression,
    months: Expression<number | null>,
    days: Expression<number | null>,
  ): RawBuilder<string>;
  updateFrom(update: UpdateFrom): RawBuilder<unknown>;
  /**
   * A table expression over the JSON array `json` (one object per row), aliased `alias`. `columns` gives each member's
   * SQL type. It passes any number of rows in one parameter. As an expression, `json` is a column of a preceding table,
   * which `crossApply` joins it to, and holds what `jsonRows` wrote.
   */
  rowsFromJson(
    json: string | Expression<string | null>,
    alias: string,
    columns: Readonly<Record<string, string>>,
  ): RawBuilder<unknown>;
  /**
   * Like `rowsFromJson`, for a statement that looks such rows up once for each row of other tables. `json` is one object, with
   * an array of rows for each `key`; the server finds the rows of a key without reading the others. Undefined if every login may
   * create a temporary table at any time, because such a table can have an index.
   */
  readonly rowsFromJsonAt:
    | ((
        json: string,
        key: RawBuilder<unknown>,
        alias: string,
        columns: Readonly<Record<string, string>>,
      ) => RawBuilder<unknown>)
    | undefined;
  /** Rows as JSON to store, in the format that `rowsFromJson` reads. */
  jsonRows(rows: readonly object[]): string;
  /** An account id as part of a longer text: it has its own collation, and not every server combines two collations. */
  accountInText(account: RawBuilder<unknown>): RawBuilder<unknown>;
  /** Whether texts are compared exactly even without `exact`. */
  readonly comparesExactly: boolean;
  /** A text that is compared exactly with another such text, regardless of the collation of the database. */
  exact(text: Expression<unknown>): RawBuilder<unknown>;
  /** Like `exact`, but blanks at the end count, too: for values, which may have them. No index serves it. */
  exactValue(text: Expression<unknown>): RawBuilder<unknown>;
  /** A text as the key of an order: the same order on every engine, by code point, whatever the collation of its column. */
  byCodePoint(text: Expression<unknown>): RawBuilder<string>;
  /** Whether a text holds a character that is not printable ASCII. */
  beyondAscii(text: RawBuilder<unknown>): RawBuilder<SqlBool>;
  /** Joins each row to the rows of a table expression that uses its columns. */
  crossApply(table: RawBuilder<unknown>): RawBuilder<unknown>;
  /** The name of a table that only this session sees and that ends with its transaction. */
  temporaryName(name: string): string;
  /**
   * Creates a temporary table under its temporary name; `columns` gives the SQL type of each column. Only columns of its primary
   * `key` may not be null.
   */
  createTemporaryTable(
    name: string,
    columns: Readonly<Record<string, string>>,
    key?: readonly string[],
  ): RawBuilder<unknown>;
  /** Updates the planner's statistics of a temporary table; undefined if the server does that by itself. */
  gatherStatistics(name: string): RawBuilder<unknown> | undefined;
  /** Loads a stream of rows into a table in the engine's fastest way. */
  loadRows(rows: RowStream): RawBuilder<unknown>;
  /** DDL: `NAME <definition>` of a stored column that the database computes. */
  computedColumn(name: string, type: string, expression: RawBuilder<unknown>): RawBuilder<unknown>;
  /** DDL: the default of an existing column; existing rows keep their values. */
  setDefault(column: ColumnDefault, value: RawBuilder<unknown>): RawBuilder<unknown>;
  dropDefault(column: ColumnDefault): RawBuilder<unknown>;
  /**
   * DDL: whether the server may replace the row locks of a statement by a lock of the whole table; undefined if it never does.
   */
  escalateLocks(table: string, escalates: boolean): RawBuilder<unknown> | undefined;
  /** The login of this session according to the server, not to the program; for the default of a column. */
  readonly sessionLogin: RawBuilder<string>;
  createSchema(name: string): RawBuilder<unknown>;
  /** Notifies the listeners on `channel` when the transaction is committed; undefined if the engine cannot. */
  announce(channel: string, payload: string): RawBuilder<unknown> | undefined;
  /** A boolean literal that a filtered index or a check constraint can hold. */
  booleanLiteral(value: boolean): RawBuilder<boolean>;
  /** A query with one row if the table exists, and none if it does not. */
  existingTable(schema: string, table: string): RawBuilder<unknown>;
  /** A query for the columns of a table. */
  storedColumns(schema: string, table: string): RawBuilder<StoredColumn>;
  /** The length of a text as the lengths of columns count it. */
  textLength(text: string): number;
  /**
   * A text with the type of a column without Unicode, so that the server need not convert the column to compare the two. Undefined
   * if the engine has no such types.
   */
  readonly narrowText:
    | ((text: string | Expression<string>, collation: string | null) => RawBuilder<string>)
    | undefined;
  /** A name in a statement that is printed for a person to run. */
  quotedName(name: string): string;
  /** Normalises a table or column name: two results are equal if the server treats the names as equal. */
  foldName(name: string): string;
}

/** Everything that differs between databases. Code above the database layer uses this and knows no engine. */
export interface SqlDialect extends EngineDialect {
  /** The names of the billing tables in this database. */
  readonly billing: BillingLayout;
}
