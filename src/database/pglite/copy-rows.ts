import type { PGlite } from '@electric-sql/pglite';
import { copyText } from '../postgres/copy-text.ts';
import type { RowStream } from '../row-stream.ts';

/** Here COPY reads a blob in memory instead of a stream, so it is called once for each portion. */
export async function copyRows(server: PGlite, sql: string, rows: RowStream) {
  const statement = sql.replace('$1', "'/dev/blob'");
  let rowCount = 0;
  for await (const text of copyText(rows)) {
    const { affectedRows = 0 } = await server.query(statement, [], { blob: new Blob([text]) });
    rowCount += affectedRows;
  }
  return { command: 'COPY', rowCount, rows: [] };
}
