import type { Session } from '../../database/session.ts';
import type { Call, Context, NoInput } from '../context.ts';
import type { View } from '../render/view.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

export interface ReadSpec<Input, Result> extends Call<Session, Input, Promise<Result>> {
  /** `database` describes the database that was read: engine and location, never a secret. */
  readonly view: (result: Result, database: string) => View;
  /** The required schema; `current` by default. */
  readonly schema?: RequiredSchema;
}

/** Runs an operation that only reads, in one transaction, and prints its result. */
export async function runRead<Result, Input = NoInput>(
  context: Context,
  spec: ReadSpec<Input, Result>,
): Promise<Result> {
  const { result, description } = await readFrom(context, spec);
  context.print(spec.view(result, description));
  return result;
}

type UnshownSpec<Input, Result> = Omit<ReadSpec<Input, Result>, 'view'>;

/** Like runRead, without printing. */
export async function readOnly<Result, Input = NoInput>(
  context: Context,
  spec: UnshownSpec<Input, Result>,
): Promise<Result> {
  return (await readFrom(context, spec)).result;
}

async function readFrom<Input, Result>(context: Context, spec: UnshownSpec<Input, Result>) {
  return context.perform(spec, async (database, operation) => {
    const { read } = await import('../../database/unit-of-work.ts');
    const work = async (session: Session) => operation(await requireSchema(session, spec.schema));
    return { result: await read(database, work), description: database.description };
  });
}
