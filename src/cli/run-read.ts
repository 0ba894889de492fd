import type { Session } from '../database/session.ts';
import type { Context } from './context.ts';
import type { View } from './render/view.ts';
import { requireSchema } from './require-schema.ts';

export interface ReadSpec<Result> {
  /** `database` says which one it is: engine and place, never a secret. */
  readonly work: (session: Session, database: string) => Promise<Result>;
  readonly view: (result: Result) => View;
  /** `any` for the few commands that work on a database without tierctl's tables; else they are required. */
  readonly schema?: 'current' | 'any';
}

/** Runs an operation that only reads, in one transaction, and prints its result. */
export async function runRead<Result>(context: Context, spec: ReadSpec<Result>): Promise<Result> {
  const result = await readOnly(context, spec);
  context.print(spec.view(result));
  return result;
}

/** As runRead, without printing. */
export async function readOnly<Result>(
  context: Context,
  { work, schema }: Pick<ReadSpec<Result>, 'work' | 'schema'>,
): Promise<Result> {
  return context.withDatabase(async (database) => {
    const { read } = await import('../database/unit-of-work.ts');
    return read(database, async (session) => {
      await requireSchema(session, schema);
      return work(session, database.description);
    });
  });
}
