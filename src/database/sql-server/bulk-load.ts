import { type BulkLoad, type Connection, TYPES } from 'tedious';
import type { LoadedValue, RowStream } from '../row-stream.ts';

type Completion = (error: Error | null | undefined, rowCount?: number) => void;
type DataType = Parameters<BulkLoad['addColumn']>[1];

const PLAIN_TYPES: Readonly<Record<string, DataType>> = {
  int: TYPES.Int,
  bigint: TYPES.BigInt,
  date: TYPES.Date,
  uniqueidentifier: TYPES.UniqueIdentifier,
};

/** Sends the rows as a bulk load, as fast as the server accepts them. */
export function bulkLoad(connection: Connection, stream: RowStream, completed: Completion): void {
  const load = connection.newBulkLoad(stream.table, { keepNulls: true }, (error, rowCount) =>
    completed(error, rowCount),
  );
  for (const [name, type] of Object.entries(stream.columns)) {
    const plain = PLAIN_TYPES[type.toLowerCase()];
    if (plain === undefined) load.addColumn(name, TYPES.NVarChar, { length: lengthOf(type), nullable: true });
    else load.addColumn(name, plain, { nullable: true });
  }
  connection.execBulkLoad(load, oneByOne(stream));
}

async function* oneByOne({ portions }: RowStream): AsyncGenerator<LoadedValue[]> {
  for await (const rows of portions) for (const row of rows) yield [...row];
}

/** The length of `nvarchar(100)`, with any collation; `nvarchar(max)` has no limit. */
function lengthOf(type: string): number {
  const [, length] = /^nvarchar\((\d+|max)\)/i.exec(type) ?? [];
  if (length === undefined) throw new Error(`no column of type ${type} can be loaded in bulk`);
  return length.toLowerCase() === 'max' ? Number.POSITIVE_INFINITY : Number(length);
}
