/** The value of a column in a bulk load: dates as `YYYY-MM-DD`, UUIDs as text. */
export type LoadedValue = string | number | null;
export type LoadedRow = readonly LoadedValue[];

/**
 * Rows to load into a table, as the only parameter of the loading statement. An engine's connection finds it there and sends
 * the rows in the fastest way of its server: at most one portion is in memory at any time.
 */
export class RowStream {
  constructor(
    readonly table: string,
    /** The SQL type of each column, in the order of a row's values. */
    readonly columns: Readonly<Record<string, string>>,
    /** Rows in portions. It must not fail: errors of the source are reported after the rows are loaded. */
    readonly portions: AsyncIterable<readonly LoadedRow[]>,
  ) {}
}

/** The stream among a statement's parameters, if there is one. */
export function rowStreamIn(parameters: readonly unknown[]): RowStream | undefined {
  return parameters.find((parameter) => parameter instanceof RowStream);
}
