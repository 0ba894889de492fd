import type { RunTransitionsResult } from '../../../operations/transitions/run-transitions.ts';
import type { Context, Start } from '../../context.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { runInterrupted, someFailed } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { runResult } from '../../render/transitions/run-transitions.ts';
import { consent } from '../../running/consent.ts';
import { runBatches } from '../../running/run-batches.ts';

export function runTransitionsCommand(program: Program, start: Start): void {
  program
    .command('run-transitions')
    .description('end every due subscription and provision its successor')
    .option('--as-of <date>', 'run as of this day (default: today in the configured time zone)')
    .option('--future', 'allow a day later than today to be committed (a dry run does not need it)')
    .option('--path <path>', 'only subscriptions that move through this path')
    .option('--account <account>', 'only subscriptions of this account')
    .option('--limit <n>', 'stop after the account with the nth due subscription', wholeNumber(1))
    .option(
      '--batch-size <n>',
      'approximate number per transaction (default: depends on the engine)',
      wholeNumber(1),
    )
    .option('--max-hops <n>', 'maximum transitions of one subscription in this run', wholeNumber(1), 1_000)
    .option('--list <n>', 'maximum to list of each kind; the totals count all', wholeNumber(1), 20)
    .option('--atomic', 'run everything in one transaction; a failure rolls all of it back')
    .addHelpText(
      'after',
      examples(
        'tierctl run-transitions --dry-run',
        'tierctl run-transitions --yes                       # what cron calls every night',
        'tierctl run-transitions --as-of 2026-03-01 --path "Trial ends" --dry-run',
      ),
    )
    .action(async (options, command) => {
      const { runTransitions } = await import('../../../operations/transitions/run-transitions.ts');
      const context = await start(command);
      const asOf = await dateOf(options.asOf, context);
      if (consent(context) !== 'dry-run') await refuseFuture(asOf, context, options.future === true);
      const atomic = options.atomic === true;
      await runBatches(context, {
        atomic,
        operation: runTransitions,
        input: (control) => ({
          asOf,
          path: options.path,
          account: options.account,
          limit: options.limit,
          batchSize: options.batchSize ?? context.config.batchSize,
          maxHops: options.maxHops,
          listed: options.list,
          invocation: context.invocation,
          now: () => context.system.now().toISOString(),
          ...control,
        }),
        view: runResult,
        changed: ({ moved, failed }) => moved.total + failed.total > 0,
        mayCommit: (result) => isWhole(result, atomic),
        complain: throwUnlessComplete,
      });
    });
}

function isWhole({ run, failed }: RunTransitionsResult, atomic: boolean): boolean {
  return run.status === 'finished' && !(atomic && failed.total > 0);
}

/** `kept` says what is left of the run, where that is not simply what it moved. */
async function throwUnlessComplete(
  { run, moved, failed, remaining }: RunTransitionsResult,
  kept = `${moved.total} ${moved.total === 1 ? 'transition is' : 'transitions are'} kept`,
): Promise<void> {
  if (run.status === 'finished' && failed.total === 0) return;
  if (run.status === 'interrupted') {
    throw runInterrupted(
      `interrupted with ${remaining} still due; ${kept}`,
      'the next run continues',
      remaining,
    );
  }
  const first = failed.subscriptions
    .slice(0, 5)
    .map(({ account, number, message }) => `${account}/${number}: ${message}`)
    .join('; ');
  throw someFailed(
    `${failed.total} failed; ${kept}: ${first}`,
    'nothing changed for them; the next run tries them again',
    failed,
    [],
  );
}

async function dateOf(written: string | undefined, { today }: Context): Promise<string> {
  if (written === undefined) return today;
  const { parseDate } = await import('../../../domain/calendar.ts');
  return parseDate(written);
}

async function refuseFuture(asOf: string, { today }: Context, allowed: boolean): Promise<void> {
  const { refuseFutureRun } = await import('../../../domain/transitions/run.ts');
  refuseFutureRun(asOf, today, allowed);
}
