import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { RowStream } from '../row-stream.ts';
import { copyText } from './copy-text.ts';

/** Loads rows by COPY. Backpressure from the socket to the source: no rows are read faster than the server accepts them. */
export async function copyRows(client: pg.ClientBase, sql: string, rows: RowStream) {
  const copy = client.query(copyFrom(sql.replace('$1', 'stdin')));
  await pipeline(Readable.from(copyText(rows), { objectMode: true, highWaterMark: 1 }), copy);
  return { command: 'COPY', rowCount: copy.rowCount, rows: [] };
}
