import type { PGlite } from '@electric-sql/pglite';
import { copyText } from '../postgres/copy-text.ts';
import { pinSearchPath, useIsoDates } from '../postgres/session-settings.ts';
import { postgresParsers } from '../postgres/values.ts';
import { type RowStream, rowStreamIn } from '../row-stream.ts';

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

/** Here COPY reads a blob in memory instead of a stream, so it is called once for each portion. */
async function copyRows(server: PGlite, sql: string, rows: RowStream) {
  const statement = sql.replace('$1', "'/dev/blob'");
  let rowCount = 0;
  for await (const text of copyText(rows)) {
    const { affectedRows = 0 } = await server.query(statement, [], { blob: new Blob([text]) });
    rowCount += affectedRows;
  }
  return { command: 'COPY', rowCount, rows: [] };
}
