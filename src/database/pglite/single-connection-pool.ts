import type { PGlite } from '@electric-sql/pglite';
import { pinSearchPath, useIsoDates } from '../postgres/session-settings.ts';
import { postgresParsers } from '../postgres/values.ts';
import { rowStreamIn } from '../row-stream.ts';
import { copyRows } from './copy-rows.ts';

interface PooledClient {
  query(sql: string, parameters: readonly unknown[]): Promise<unknown>;
  release(): void;
}

/** PGlite has one connection: each caller waits until the previous one has released it. */
export class SingleConnectionPool {
  #free: Promise<void> = Promise.resolve();
  #prepared = false;

  constructor(private readonly server: PGlite) {}

  async connect(): Promise<PooledClient> {
    const before = this.#free;
    let release: () => void = () => undefined;
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    try {
      await this.#prepare();
    } catch (error) {
      release();
      throw error;
    }
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

  /** The connection is one exclusive session: settings stay until it ends. */
  async #prepare(): Promise<void> {
    if (this.#prepared) return;
    await useIsoDates(this.server);
    await pinSearchPath(this.server);
    this.#prepared = true;
  }

  async end(): Promise<void> {
    await this.#free;
    await this.server.close();
  }
}
