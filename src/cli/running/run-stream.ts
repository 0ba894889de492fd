import type { Session } from '../../database/session.ts';
import type { Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { requireSchema } from './require-schema.ts';

export interface StreamSpec<Row> {
  readonly rows: (session: Session) => AsyncIterable<readonly Row[]>;
  /** Of some of the rows: as of all of them, were they few. */
  readonly view: (rows: readonly Row[]) => View;
  /** What the database must hold; `current` unless said otherwise. */
  readonly schema?: Parameters<typeof requireSchema>[1];
}

/** Whether a list is printed as it is read: where a program reads it, and nobody said how much of it. */
export function isStreamed({ format }: Context, limit?: number): boolean {
  return (format === 'ndjson' || format === 'csv') && limit === undefined;
}

/**
 * Reads a list in one transaction and prints it as it comes, no faster than it is taken, so that memory stays flat. A
 * reader that goes away (`| head`) ends the reading.
 */
export async function runStream<Row>(
  context: Context,
  { rows, view, schema }: StreamSpec<Row>,
): Promise<void> {
  let isFirst = true;
  const print = async (portion: readonly Row[]): Promise<boolean> => {
    const wanted = await context.printPart(view(portion), isFirst);
    isFirst = false;
    return wanted;
  };
  await context.withDatabase(async (database) => {
    const { read } = await import('../../database/unit-of-work.ts');
    // What was printed cannot be taken back: from then on a collision is final.
    await read(
      database,
      async (session) => {
        for await (const portion of rows(await requireSchema(session, schema))) {
          if (!(await print(portion))) return;
        }
        // A CSV file has a header even where it has no rows.
        if (isFirst) await print([]);
      },
      () => isFirst,
    );
  });
}
