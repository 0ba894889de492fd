// The search path of a session is set for each transaction, in the message that begins it. Not once for the connection:
// behind a pooler another connection may serve the next transaction, and another client would find our path in this one.
// Not as a startup parameter: poolers refuse those that they do not know.
import type pg from 'pg';
import { rowStreamIn } from '../row-stream.ts';
import { copyRows } from './copy-rows.ts';
import { SEARCH_PATH } from './session-settings.ts';

const BEGINS = /^\s*(begin|start\s+transaction)\b/i;
const PIN = `set local search_path = ${SEARCH_PATH}`;

/** A connection on loan from the pool. Each of its transactions finds nothing but what the server itself brings. */
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

  /** Runs `work` in a transaction of its own, unless there is one already. */
  async #inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.client.getTransactionStatus() !== OUTSIDE) return work();
    await this.client.query(`begin; ${PIN}`);
    try {
      const result = await work();
      await this.client.query('commit');
      return result;
    } catch (error) {
      // Where the connection is gone, so is the transaction.
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}

const OUTSIDE = 'I';
