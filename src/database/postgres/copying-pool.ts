import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type RowStream, rowStreamIn } from '../row-stream.ts';
import { copyText } from './copy-text.ts';

interface CopyingClient {
  query(sql: string, parameters: readonly unknown[]): Promise<unknown>;
  release(): void;
}

/** A pool whose clients load rows in bulk where a statement brings them along, and are pg's own otherwise. */
export class CopyingPool {
  constructor(private readonly pool: pg.Pool) {}

  async connect(): Promise<CopyingClient> {
    const client = await this.pool.connect();
    return {
      query: (sql, parameters) => {
        const rows = rowStreamIn(parameters);
        return rows === undefined ? client.query(sql, [...parameters]) : copyRows(client, sql, rows);
      },
      release: () => client.release(),
    };
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

// The stream takes no more than the socket does, and so the source gives no more than the server takes.
async function copyRows(client: pg.PoolClient, sql: string, rows: RowStream) {
  const copy = client.query(copyFrom(sql.replace('$1', 'stdin')));
  await pipeline(Readable.from(copyText(rows), { objectMode: true, highWaterMark: 1 }), copy);
  return { command: 'COPY', rowCount: copy.rowCount, rows: [] };
}
