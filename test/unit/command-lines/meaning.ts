// What a command line means: the operation that it runs and the input that the operation gets. Nothing is run.
import { addCommands } from '../../../src/cli/commands.ts';
import { createContext, type Start } from '../../../src/cli/context.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { Secrets } from '../../../src/cli/settings/secrets.ts';
import { words } from '../../support/catalogue/catalogue.ts';
import { type TestSystemOptions, testSystem } from '../../support/test-system.ts';

export interface Meaning {
  readonly operation: unknown;
  readonly input: unknown;
}

export interface CommandLine extends Meaning {
  readonly line: string;
}

/** The time of every call; the day is 2026-03-01 in UTC. */
export const NOW = '2026-03-01T12:00:00.000Z';
export const TODAY = '2026-03-01';

/** A command line, without the program's name, and what it means. */
export function means<Input>(
  line: string,
  operation: (scope: never, input: Input) => unknown,
  input: NoInfer<Input>,
): CommandLine {
  return { line, operation, input };
}

class Understood extends Error {}

/**
 * What the command line means, with consent to a change. Rejects with what the command throws before it runs an operation,
 * and if it opens a database.
 */
export async function meaningOf(line: string, options: TestSystemOptions = {}): Promise<Meaning> {
  const system = testSystem({
    now: NOW,
    ...options,
    env: { TIERCTL_YES: '1', ...options.env },
    openDatabase: () => Promise.reject(new Error('a database is opened')),
  });
  const program = createProgram(system, { stdout: false, stderr: false });
  const terminal = { paint: createPaint(false), width: 100 };
  let meaning: Meaning | undefined;
  const start: Start = async (command) => ({
    ...(await createContext(command, {
      system,
      options: program.opts(),
      secrets: new Secrets(),
      stdout: terminal,
      stderr: terminal,
    })),
    perform: ({ operation, input }) => {
      meaning = { operation, input };
      return Promise.reject(new Understood());
    },
  });
  addCommands(program, start, () => Promise.reject(new Error('the program is called again')));
  await program.parseAsync(words(line), { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof Understood)) throw error;
  });
  if (meaning === undefined) throw new Error(`tierctl ${line}: no operation is run`);
  return meaning;
}
