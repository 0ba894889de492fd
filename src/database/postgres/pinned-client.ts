// The search path is set for each transaction, in the message that begins it. Not once for the connection:
// behind a pooler another connection may serve the next transaction, and another client would get our path in this one.
// Not as a startup parameter: poolers refuse unknown ones.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type RowStream, rowStreamIn } from '../row-stream.ts';
import { copyText } from './copy-text.ts';
import { SEARCH_PATH } from './session-settings.ts';

const BEGINS = /^\s*(begin|start\s+transaction)\b/i;
const PIN = `set local search_path = ${SEARCH_PATH}`;

/** A connection from the pool. Names without a schema in its transactions resolve only to the server's own objects. */
export class PinnedClient {
  constructor(
    private readonly client: pg.ClientBase,
    readonly release: () => void,
  ) {}

  query(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    if (BEGINS.test(sql)) return this.client.query(`${sql}; ${PIN}`);
    const rows = rowStreamIn(parameters);
    return this.#inTransaction(
      async (): Promise<unknown> =>
        rows === undefined ? this.client.query(sql, [...parameters]) : copyRows(this.client, sql, rows),
    );
  }

  /** Runs `work` in its own transaction, unless there already is one. */
  async #inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.client.getTransactionStatus() !== OUTSIDE) return work();
    await this.client.query(`begin; ${PIN}`);
    try {
      const result = await work();
      await this.client.query('commit');
      return result;
    } catch (error) {
      // If the connection is gone, so is the transaction.
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}

const OUTSIDE = 'I';

/** Loads rows by COPY. Backpressure from the socket to the source: no rows are read faster than the server accepts them. */
async function copyRows(client: pg.ClientBase, sql: string, rows: RowStream) {
  const copy = client.query(copyFrom(sql.replace('$1', 'stdin')));
  await pipeline(Readable.from(copyText(rows), { objectMode: true, highWaterMark: 1 }), copy);
  return { command: 'COPY', rowCount: copy.rowCount, rows: [] };
}
