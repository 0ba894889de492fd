import type { Database } from '../../../database/database.ts';
import type { LoadExampleInput, LoadExampleResult } from '../../../operations/demo/load-example.ts';
import type { Context, Start } from '../../context.ts';
import { demoDryRun, demoOutput, tourStopped } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { loadedExample, nextCommands, paragraph, shownCommand } from '../../render/demo/demo.ts';
import { type ChangeSpec, runChange } from '../../running/run-change.ts';
import { embeddedUrl } from '../../settings/database-location.ts';
import type { System } from '../../system.ts';
import { firstTour, laterTour } from './demo-tour.ts';

/** Runs a command line as the program itself would, on an open database, and gives its exit code. */
export type RunCommandLine = (argv: readonly string[], system: System, database: Database) => Promise<number>;

const FIRST_DAY = '2026-07-01';
const ELSEWHERE = embeddedUrl('./tierctl-demo');
const MIGRATION_LOCK = 'migrate';

const ABOUT = `
The example is a hosting company: its plans, ladders and paths, its accounts and
their subscriptions (examples/hosting). The tour runs the program's own commands
on it and prints each before its output.

The demo writes only to a database that is empty or contains the example. So it
does not ask before it commits: it needs neither --yes nor a terminal, and it has
no --dry-run. Each later call loads nothing and continues one month later.
`;

/** `run` is the program itself, handed in because a command may not import main. */
export function demoCommand(program: Program, start: Start, run: RunCommandLine): void {
  program
    .command('demo')
    .description('fill an empty database with an example and show a tour of it')
    .addHelpText('after', ABOUT + examples('tierctl demo', `tierctl demo --database ${ELSEWHERE}`))
    .action(async (_options, command) => {
      const context = await start(command);
      refuseWhatItCannot(context);
      const loading = await loadingOf(context);
      // Opened once and lent to every command of the tour: to open an embedded database takes longer than to use it.
      await context.perform(loading, async (database) => {
        const { result } = await runChange(consenting(context, database), loading);
        await takeTour(context, result, database, run);
      });
    });
}

async function takeTour(
  context: Context,
  result: LoadExampleResult,
  database: Database,
  run: RunCommandLine,
): Promise<void> {
  const passedOn = optionsToPassOn(context);
  const { plusDays } = await import('../../../domain/calendar.ts');
  const { asOf } = result;
  const days = { asOf, dueBefore: plusDays(asOf, 1), today: context.today };
  for (const { text, argv, exitCode = 0 } of (result.loaded ? firstTour : laterTour)(days)) {
    const commandLine = [...argv, ...passedOn];
    context.print(paragraph(text));
    context.print(shownCommand(commandLine));
    // On one stream, so that a tour that is redirected to a file or a pager stays in order.
    const code = await run(commandLine, { ...context.system, stderr: context.system.stdout }, database);
    if (code !== exitCode) throw tourStopped(argv, code, ELSEWHERE);
  }
  context.print(nextCommands(result, passedOn));
}

function refuseWhatItCannot({ options, format }: Context): void {
  if (options.dryRun === true) throw demoDryRun(ELSEWHERE);
  if (format !== 'table') throw demoOutput(format);
}

/** Loads the example or finds it loaded, all in one change: a database is either furnished or as it was. */
async function loadingOf({ invocation }: Context): Promise<ChangeSpec<LoadExampleInput, LoadExampleResult>> {
  const [{ loadExample }, { readExample }, { migrations }] = await Promise.all([
    import('../../../operations/demo/load-example.ts'),
    import('./demo-example.ts'),
    import('../../../../migrations/list.ts'),
  ]);
  return {
    operation: loadExample,
    input: {
      example: await readExample(),
      command: invocation.command,
      migrations,
      firstDay: FIRST_DAY,
      at: invocation.at,
      elsewhere: `give the demo a database of its own: tierctl demo --database ${ELSEWHERE}`,
    },
    view: loadedExample,
    lock: MIGRATION_LOCK,
    schema: 'any',
  };
}

/** Calling it is the consent. The configured afterCommit is not run: no other program reads an example. */
function consenting(context: Context, database: Database): Context {
  return {
    ...context,
    options: { ...context.options, yes: true },
    note: () => undefined,
    perform: ({ operation, input }, way) => way(database, (scope) => operation(scope, input)),
  };
}

/** What makes the commands of the tour run on the same database, and look as the tour itself does. */
function optionsToPassOn({ options }: Context): string[] {
  const named = {
    database: options.database,
    'password-file': options.passwordFile,
    config: options.config,
    'lock-timeout': options.lockTimeout?.toString(),
  };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...(options.output === undefined ? [] : ['-o', options.output]),
    ...(options.color === false ? ['--no-color'] : []),
  ];
}
