import type { Session } from '../database/session.ts';
import type { Context } from './context.ts';
import type { View } from './render/view.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

export interface ReadSpec<Result> {
  readonly work: (session: Session) => Promise<Result>;
  readonly view: (result: Result) => View;
  /** What the database must hold; `current` unless said otherwise. */
  readonly schema?: RequiredSchema;
}

/** Runs an operation that only reads, in one transaction, and prints its result. */
export async function runRead<Result>(context: Context, spec: ReadSpec<Result>): Promise<Result> {
  const result = await context.withDatabase(async (database) => {
    const { read } = await import('../database/unit-of-work.ts');
    return read(database, async (session) => spec.work(await requireSchema(session, spec.schema)));
  });
  context.print(spec.view(result));
  return result;
}
