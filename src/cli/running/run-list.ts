import type { Session } from '../../database/session.ts';
import type { Context, NoInput } from '../context.ts';
import { noteMore, SHOWN } from '../options/list-limit.ts';
import type { View } from '../render/view.ts';
import { requireSchema } from './require-schema.ts';
import { runRead } from './run-read.ts';

interface StreamSpec<Row, Input, Result> {
  /** The whole list, portion by portion. */
  readonly stream: (session: Session, input: Input) => AsyncIterable<readonly Row[]>;
  readonly input: NoInfer<Input>;
  /** Some rows, as if they were all. */
  readonly listed: (rows: readonly Row[]) => Result;
  readonly view: (result: Result) => View;
}

export interface ListSpec<Row, Input, Result> extends StreamSpec<Row, Input, Result> {
  /** Its first rows, at most `limit`; `more` says whether there are others. */
  readonly list: (session: Session, input: NoInfer<Input> & { readonly limit: number }) => Promise<Result>;
  /** The maximum that the user asks for. */
  readonly limit: number | undefined;
}

export interface ShortListSpec<Row, Input, Result> extends StreamSpec<Row, Input, Result> {
  /** All rows. */
  readonly list: (session: Session, input: NoInfer<Input>) => Promise<Result>;
}

/**
 * Prints a list: as it is read where a program reads it (ndjson, csv) and no limit is given; else its first rows, with a note
 * where it goes on.
 */
export async function runList<Row, Result extends { readonly more: boolean }, Input extends object = NoInput>(
  context: Context,
  spec: ListSpec<Row, Input, Result>,
): Promise<void> {
  if (spec.limit === undefined && isReadByProgram(context)) return printAsRead(context, spec);
  const { list, input, view, limit = SHOWN } = spec;
  const { more } = await runRead(context, { operation: list, input: { ...input, limit }, view });
  noteMore(context, more, limit);
}

/** Like runList, for a list that is short enough to be shown as a whole. */
export async function runShortList<Row, Result, Input>(
  context: Context,
  spec: ShortListSpec<Row, Input, Result>,
): Promise<void> {
  if (isReadByProgram(context)) return printAsRead(context, spec);
  const { list, input, view } = spec;
  await runRead(context, { operation: list, input, view });
}

function isReadByProgram({ format }: Context): boolean {
  return format === 'ndjson' || format === 'csv';
}

/**
 * Reads a list in one transaction and prints it at the speed of the reader, so that memory stays flat. If the reader goes
 * away (`| head`), reading stops.
 */
async function printAsRead<Row, Input, Result>(
  context: Context,
  { stream, input, listed, view }: StreamSpec<Row, Input, Result>,
): Promise<void> {
  let isFirst = true;
  const print = async (portion: readonly Row[]): Promise<boolean> => {
    const wanted = await context.printPart(view(listed(portion)), isFirst);
    isFirst = false;
    return wanted;
  };
  await context.perform({ operation: stream, input }, async (database, rows) => {
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
