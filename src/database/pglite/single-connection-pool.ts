import type { PGlite } from '@electric-sql/pglite';
import { postgresParsers } from '../postgres/values.ts';
import { rowStreamIn } from '../row-stream.ts';
import { copyRows } from './copy-rows.ts';

interface PooledClient {
  query(sql: string, parameters: readonly unknown[]): Promise<unknown>;
  release(): void;
}

/** PGlite is one connection: whoever wants it waits until the one before has released it. */
export class SingleConnectionPool {
  #free: Promise<void> = Promise.resolve();

  constructor(private readonly server: PGlite) {}

  async connect(): Promise<PooledClient> {
    const before = this.#free;
    let release: () => void = () => undefined;
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return {
      // PGlite's result has the members that Kysely reads from pg's: command, rowCount and rows.
      query: (sql, parameters) => {
        const rows = rowStreamIn(parameters);
        return rows === undefined
          ? this.server.query(sql, [...parameters], { parsers: postgresParsers })
          : copyRows(this.server, sql, rows);
      },
      release,
    };
  }

  async end(): Promise<void> {
    await this.#free;
    await this.server.close();
  }
}
