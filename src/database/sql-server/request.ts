import { Request } from 'tedious';
import { RowStream } from '../row-stream.ts';
import { convertValue } from './values.ts';

type Completion = (error: Error | null | undefined, rowCount?: number, rows?: unknown) => void;
type DataType = Parameters<Request['addParameter']>[1];

interface Column {
  readonly metadata: { readonly type: { readonly name: string } };
  value: unknown;
}

const LONGEST_PLAIN_TEXT = 4000;

/** A request whose rows hold tierctl's values. Its listener is the first, so Kysely's listener gets converted values. */
export class SqlServerRequest extends Request {
  /** The rows to load in bulk, instead of executing a statement. */
  loads: RowStream | undefined;

  constructor(sql: string | undefined, completed: Completion) {
    // An error thrown by a listener would leave tedious in the middle of a row and the request unanswered.
    let failure: Error | undefined;
    super(sql, (error, rowCount, rows) => completed(error ?? failure, rowCount, rows));
    this.on('row', (columns: Column[]) => {
      try {
        for (const column of columns) column.value = convertValue(column.metadata.type.name, column.value);
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
      }
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
