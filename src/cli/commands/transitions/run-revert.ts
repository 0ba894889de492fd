import { type Command, Option } from '@commander-js/extra-typings';
import { commandLine } from '../../../domain/command-line.ts';
import type { RevertRunResult } from '../../../operations/transitions/revert-run.ts';
import type { Start } from '../../context.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { runInterrupted, someFailed, someRefused } from '../../problems.ts';
import { examples } from '../../program.ts';
import { revertedRun } from '../../render/transitions/revert-run.ts';
import { runBatches } from '../../running/run-batches.ts';

export function addRevert(run: Command, start: Start): void {
  run
    .command('revert')
    .description('undo the transitions of a run whose successors have not changed since')
    .argument('<id>', 'run number', wholeNumber(1))
    .option('--path <path>', 'only transitions through this path')
    .option('--account <account>', 'only transitions of this account')
    .addOption(
      new Option(
        '--subscription <address>',
        'only this subscription, ACCOUNT/NUMBER, and its chain in the run',
      ).conflicts(['account', 'path']),
    )
    .option(
      '--batch-size <n>',
      'approximate number per transaction (default: depends on the engine)',
      wholeNumber(1),
    )
    .option('--list <n>', 'maximum to list of each kind; the totals count all', wholeNumber(1), 20)
    .addHelpText(
      'after',
      examples(
        'tierctl run revert 12 --dry-run',
        'tierctl run revert 12 --path "Trial ends" --reason "wrong destination"',
        'tierctl run revert 12 --subscription ACC-0042/3',
      ),
    )
    .action(async (id, options, command) => {
      const { revertRun } = await import('../../../operations/transitions/revert-run.ts');
      const context = await start(command);
      const isPart = [options.path, options.account, options.subscription].some((one) => one !== undefined);
      await runBatches(context, {
        atomic: false,
        operation: revertRun,
        input: (control) => ({
          id,
          path: options.path,
          account: options.account,
          subscription: options.subscription,
          today: context.today,
          batchSize: options.batchSize ?? context.config.batchSize,
          listed: options.list,
          invocation: context.invocation,
          now: () => context.system.now().toISOString(),
          ...control,
        }),
        view: revertedRun,
        changed: ({ run }) => run !== null,
        mayCommit: ({ run, remaining }) => run === null || remaining === 0,
        complain: (result, kept) => throwUnlessComplete(result, isPart, kept),
      });
    });
}

async function throwUnlessComplete(
  result: RevertRunResult,
  isPart: boolean,
  kept = `${result.reverted.total} reverted`,
): Promise<void> {
  const { run, reverts, refused, failed, remaining } = result;
  const { hintForStanding, nothingReverted, standingReasons } = await import(
    '../../../domain/transitions/revert.ts'
  );
  if (remaining > 0) {
    throw runInterrupted(
      `interrupted with ${remaining} left; ${kept}`,
      `run it again to continue: ${commandLine`tierctl run revert ${reverts.id}`}`,
      remaining,
    );
  }
  if (run === null) throw nothingReverted(result, isPart);
  if (failed.total > 0) {
    throw someFailed(
      `${failed.total} failed; ${kept}`,
      'nothing changed for them; fix the cause and run it again',
      failed,
      refused.byReason,
    );
  }
  const standing = standingReasons(refused.byReason);
  if (standing.length > 0) {
    const [only] = standing;
    const reasons =
      standing.length === 1
        ? only?.reason
        : standing.map(({ reason, count }) => `${count} ${reason}`).join(', ');
    const total = standing.reduce((sum, { count }) => sum + count, 0);
    throw someRefused(`${kept}, ${total} refused (${reasons})`, hintForStanding(standing), refused.byReason);
  }
}
