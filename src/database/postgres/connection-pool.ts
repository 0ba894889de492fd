// A pool that detects whether the server needs encryption, within what sslmode allows. Each attempt has its own pg pool;
// the result of the first connection applies to all later ones.
import pg from 'pg';
import type { Seen } from '../lock-watch.ts';
import { encryptionRefused } from './encryption-errors.ts';
import { type HolderRow, LOCK_HOLDERS, seenHolders } from './lock-holders.ts';
import { type LimitedWaiting, PinnedClient } from './pinned-client.ts';
import { PostgresClient } from './postgres-client.ts';

export class ConnectionPool {
  readonly #pools: readonly pg.Pool[];
  #current = 0;

  readonly #limit: LimitedWaiting | undefined;

  /** One configuration for each attempt, the first one first. */
  constructor(attempts: readonly pg.PoolConfig[], lockTimeoutMs?: number) {
    this.#pools = attempts.map(poolOf);
    this.#limit =
      lockTimeoutMs === undefined ? undefined : { lockTimeoutMs, look: (pid) => this.#whomWaitsFor(pid) };
  }

  async connect(): Promise<PinnedClient> {
    return this.#connect(this.#limit);
  }

  async #whomWaitsFor(pid: number): Promise<Seen> {
    const client = await this.#connect();
    try {
      const result = await client.query(LOCK_HOLDERS, [pid]);
      return seenHolders((result as pg.QueryResult<HolderRow>).rows);
    } finally {
      client.release();
    }
  }

  async #connect(limit?: LimitedWaiting): Promise<PinnedClient> {
    let first: unknown;
    for (;;) {
      const attempt = this.#current;
      const pool = this.#pools[attempt];
      if (pool === undefined) throw new Error('a connection needs at least one attempt');
      try {
        const client = await pool.connect();
        return new PinnedClient(client, () => client.release(), limit);
      } catch (error) {
        first ??= error;
        // Another connection may have detected it in the meantime.
        if (attempt !== this.#current) continue;
        if (encryptionRefused(error) === undefined) throw error;
        if (attempt + 1 === this.#pools.length) {
          // Both were refused: the second error only reports the lack of what the first attempt had.
          throw encryptionRefused(first) === 'unsupported' ? error : first;
        }
        this.#current = attempt + 1;
      }
    }
  }

  async end(): Promise<void> {
    for (const pool of this.#pools) await pool.end();
  }
}

function poolOf(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, Client: PostgresClient });
  // Without a listener a killed idle connection would end the process; the next query reports the loss.
  pool.on('error', () => undefined);
  // The same for a connection in use: the pool listens only to idle ones.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
