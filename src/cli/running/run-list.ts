import type { Session } from '../../database/session.ts';
import type { Call, Context, NoInput } from '../context.ts';
import { noteMore, SHOWN } from '../options/list-limit.ts';
import type { View } from '../render/view.ts';
import { requireSchema } from './require-schema.ts';
import { runRead } from './run-read.ts';

export interface ListSpec<Row, Input extends object, Result extends object> {
  /** The whole list, portion by portion. */
  readonly stream: (session: Session, input: Input) => AsyncIterable<readonly Row[]>;
  /** Its first rows, at most `limit`; a member `more` says whether there are others. A short list has all and no `more`. */
  readonly list: (session: Session, input: NoInfer<Input> & { readonly limit: number }) => Promise<Result>;
  /** What both take. */
  readonly input: NoInfer<Input>;
  /** Some rows, as if they were all. */
  readonly listed: (rows: readonly Row[]) => Result;
  readonly view: (result: Result) => View;
  /** The maximum that is asked for. */
  readonly limit?: number | undefined;
}

/**
 * Prints a list: as it is read where a program reads it (ndjson, csv) and no limit is given; else its first rows, with a note
 * where it goes on.
 */
export async function runList<Row, Result extends object, Input extends object = NoInput>(
  context: Context,
  { stream, list, input, listed, view, limit }: ListSpec<Row, Input, Result>,
): Promise<void> {
  if ((context.format === 'ndjson' || context.format === 'csv') && limit === undefined) {
    await printAsRead(context, { operation: stream, input }, (rows) => view(listed(rows)));
    return;
  }
  const most = limit ?? SHOWN;
  const result = await runRead(context, { operation: list, input: { ...input, limit: most }, view });
  noteMore(context, 'more' in result && result.more === true, most);
}

/**
 * Reads a list in one transaction and prints it at the speed of the reader, so that memory stays flat. If the reader goes
 * away (`| head`), reading stops.
 */
async function printAsRead<Row, Input>(
  context: Context,
  call: Call<Session, Input, AsyncIterable<readonly Row[]>>,
  view: (rows: readonly Row[]) => View,
): Promise<void> {
  let isFirst = true;
  const print = async (portion: readonly Row[]): Promise<boolean> => {
    const wanted = await context.printPart(view(portion), isFirst);
    isFirst = false;
    return wanted;
  };
  await context.perform(call, async (database, rows) => {
    const { read } = await import('../../database/unit-of-work.ts');
    // After the first output, a conflict is final: printed rows cannot be withdrawn.
    await read(
      database,
      async (session) => {
        for await (const portion of rows(await requireSchema(session))) {
          if (!(await print(portion))) return;
        }
        // A CSV file has a header even without rows.
        if (isFirst) await print([]);
      },
      () => isFirst,
    );
  });
}
