import type { Session } from '../../database/session.ts';
import type { Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

export interface ReadSpec<Result> {
  /** `database` describes the database: engine and location, never a secret. */
  readonly work: (session: Session, database: string) => Promise<Result>;
  readonly view: (result: Result) => View;
  /** The required schema; `current` by default. */
  readonly schema?: RequiredSchema;
}

/** Runs an operation that only reads, in one transaction, and prints its result. */
export async function runRead<Result>(context: Context, spec: ReadSpec<Result>): Promise<Result> {
  const result = await readOnly(context, spec);
  context.print(spec.view(result));
  return result;
}

/** Like runRead, without printing. */
export async function readOnly<Result>(
  context: Context,
  { work, schema }: Pick<ReadSpec<Result>, 'work' | 'schema'>,
): Promise<Result> {
  return context.withDatabase(async (database) => {
    const { read } = await import('../../database/unit-of-work.ts');
    return read(database, async (session) =>
      work(await requireSchema(session, schema), database.description),
    );
  });
}
