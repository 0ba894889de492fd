/** What a column of a row that is loaded in bulk may hold: dates as `YYYY-MM-DD`, UUIDs as text. */
export type LoadedValue = string | number | null;
export type LoadedRow = readonly LoadedValue[];

/**
 * Rows on their way into a table, as the one parameter of the statement that loads them. An engine's connection finds it
 * there and sends the rows the way its server takes them fastest: no more than a portion is in memory at any time.
 */
export class RowStream {
  constructor(
    readonly table: string,
    /** The SQL type of each column, in the order of a row's values. */
    readonly columns: Readonly<Record<string, string>>,
    /** Rows in portions. It must not fail: what is wrong with the source is told after the rows are loaded. */
    readonly portions: AsyncIterable<readonly LoadedRow[]>,
  ) {}
}

/** The stream among a statement's parameters, if it loads one. */
export function rowStreamIn(parameters: readonly unknown[]): RowStream | undefined {
  return parameters.find((parameter) => parameter instanceof RowStream);
}
