// The search path and the lock timeout are set for each transaction, in the message that begins it. Not once for the
// connection: behind a pooler another connection may serve the next transaction, and another client would get our settings in this
// one. Not as startup parameters: poolers refuse unknown ones.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { noteWaitedFor, type Seen, waitOfStatements, watchLocks } from '../lock-watch.ts';
import { type RowStream, rowStreamIn } from '../row-stream.ts';
import { copyText } from './copy-text.ts';
import { SEARCH_PATH } from './session-settings.ts';

const BEGINS = /^\s*(begin|start\s+transaction)\b/i;
const PIN = `set local search_path = ${SEARCH_PATH}`;

export interface LimitedWaiting {
  readonly lockTimeoutMs: number;
  /** On another connection: whom does the backend with this process id wait for? */
  readonly look: (pid: number) => Promise<Seen>;
}

/**
 * A connection from the pool. Names without a schema in its transactions resolve only to the server's own objects. Its
 * statements wait for locks as `limit` says, and the error of one that waited too long notes for whom.
 */
export class PinnedClient {
  readonly #begin: string;
  /** Of the server's process in this transaction; behind a pooler not that of the connection. */
  #pid: number | undefined;

  constructor(
    private readonly client: pg.ClientBase,
    readonly release: () => void,
    private readonly limit?: LimitedWaiting,
  ) {
    this.#begin =
      limit === undefined
        ? PIN
        : `${PIN}; set local lock_timeout = ${waitOfStatements(limit.lockTimeoutMs)}; select pg_backend_pid() as pid`;
  }

  query(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    if (BEGINS.test(sql)) return this.#beginWith(sql);
    const rows = rowStreamIn(parameters);
    return this.#inTransaction(() =>
      this.#watched(
        async (): Promise<unknown> =>
          rows === undefined ? this.client.query(sql, [...parameters]) : copyRows(this.client, sql, rows),
      ),
    );
  }

  async #beginWith(sql: string): Promise<unknown> {
    // Several statements in one message have several results.
    const results: unknown = await this.client.query(`${sql}; ${this.#begin}`);
    const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult<{ pid?: number }>;
    this.#pid = last.rows[0]?.pid;
    return results;
  }

  async #watched<Result>(work: () => Promise<Result>): Promise<Result> {
    const [limit, pid] = [this.limit, this.#pid];
    if (limit === undefined || pid === undefined) return work();
    const watch = watchLocks(() => limit.look(pid), limit.lockTimeoutMs);
    try {
      const result = await work();
      void watch.stop();
      return result;
    } catch (error) {
      const waitedFor = await watch.stop();
      if (error instanceof Error) noteWaitedFor(error, waitedFor);
      throw error;
    }
  }

  /** Runs `work` in its own transaction, unless there already is one. */
  async #inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.client.getTransactionStatus() !== OUTSIDE) return work();
    await this.#beginWith('begin');
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
