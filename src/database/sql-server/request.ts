import { Request } from 'tedious';
import { RowStream } from '../row-stream.ts';
import { convertValue } from './values.ts';

type Completion = (error: Error | null | undefined, rowCount?: number, rows?: unknown) => void;
type DataType = Parameters<Request['addParameter']>[1];

interface Column {
  readonly metadata: { readonly colName: string; readonly type: { readonly name: string } };
  value: unknown;
}

const LONGEST_PLAIN_TEXT = 4000;

/** Statements whose number of rows the callers compare with what they expect. */
const WRITES = /^\s*(insert|update|delete)\s/i;

const ROW_COUNT = 'tierctl_row_count';

/**
 * A request whose rows hold tierctl's values, and whose row count is that of its own statement. tedious adds up all counts that
 * the server sends, and the statements of a trigger send theirs.
 */
export class SqlServerRequest extends Request {
  /** The rows to load in bulk, instead of executing a statement. */
  loads: RowStream | undefined;
  readonly #counts: boolean;

  constructor(sql: string | undefined, completed: Completion) {
    // An error thrown by a listener would leave tedious in the middle of a row and the request unanswered.
    let failure: Error | undefined;
    let written: number | undefined;
    const counts = sql !== undefined && WRITES.test(sql);
    super(counts ? `${sql};\nselect @@rowcount as ${ROW_COUNT}` : sql, (error, rowCount, rows) =>
      completed(error ?? failure, written ?? rowCount, rows),
    );
    this.#counts = counts;
    super.on('row', (columns: Column[]) => {
      try {
        for (const column of columns) column.value = convertValue(column.metadata.type.name, column.value);
        if (isRowCount(columns)) written = Number(columns[0]?.value);
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
      }
    });
  }

  // Kysely must not take the row count for a row of the statement. Its listener gets converted values: ours was the first.
  // biome-ignore lint/suspicious/noExplicitAny: EventEmitter's own signature
  override on(event: any, listener: (...values: any[]) => void): this {
    if (event !== 'row' || !this.#counts) return super.on(event, listener);
    return super.on('row', (columns: Column[]) => {
      if (!isRowCount(columns)) listener(columns);
    });
  }

  // tedious declares a text parameter with the length of its value; the server would keep one plan for each length.
  override addParameter(name: string, type: DataType, value?: unknown): void {
    if (value instanceof RowStream) {
      this.loads = value;
      return;
    }
    const plain =
      type.name === 'NVarChar' && (typeof value !== 'string' || value.length <= LONGEST_PLAIN_TEXT);
    super.addParameter(name, type, value, plain ? { length: LONGEST_PLAIN_TEXT } : {});
  }
}

function isRowCount([first]: readonly Column[]): boolean {
  return first?.metadata.colName === ROW_COUNT;
}
