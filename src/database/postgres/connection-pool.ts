// A pool that finds out how the server wants to be spoken to: encrypted or not, as sslmode allows. Each way has a pool of
// pg's own; what one connection has found out holds for all that follow.
import pg from 'pg';
import { encryptionRefused } from './encryption-errors.ts';
import { PinnedClient } from './pinned-client.ts';
import { PostgresClient } from './postgres-client.ts';

export class ConnectionPool {
  readonly #pools: readonly pg.Pool[];
  #current = 0;

  /** One configuration for each attempt, the first one first. */
  constructor(attempts: readonly pg.PoolConfig[]) {
    this.#pools = attempts.map(poolOf);
  }

  async connect(): Promise<PinnedClient> {
    let first: unknown;
    for (;;) {
      const attempt = this.#current;
      const pool = this.#pools[attempt];
      if (pool === undefined) throw new Error('a connection needs at least one attempt');
      try {
        const client = await pool.connect();
        return new PinnedClient(client, () => client.release());
      } catch (error) {
        first ??= error;
        // Another connection may have found out meanwhile.
        if (attempt !== this.#current) continue;
        if (encryptionRefused(error) === undefined) throw error;
        if (attempt + 1 === this.#pools.length) {
          // Both were refused: the second answer speaks of the lack of what the first one had.
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
  // The same for one that is in use: the pool listens only to those that idle.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
