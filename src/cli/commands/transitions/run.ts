import type { Start } from '../../context.ts';
import { listLimit, noteMore } from '../../options/list-limit.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { listedRuns, shownRun } from '../../render/transitions/run.ts';
import { runRead } from '../../running/run-read.ts';
import { addRevert } from './run-revert.ts';

export function runCommands(program: Program, start: Start): void {
  const run = program.command('run').description('runs: list, show and revert them');

  run
    .command('list')
    .description('list runs of run-transitions, changes by hand and reverts, newest first')
    .addOption(listLimit())
    .addHelpText('after', examples('tierctl run list --limit 5', 'tierctl run list -o csv'))
    .action(async ({ limit }, command) => {
      const { listRuns } = await import('../../../operations/transitions/list-runs.ts');
      const context = await start(command);
      const { more } = await runRead(context, { operation: listRuns, input: { limit }, view: listedRuns });
      noteMore(context, more, limit);
    });

  run
    .command('show')
    .description('show a run: its transitions, its failures, and what was reverted since')
    .argument('<id>', 'run number', wholeNumber(1))
    .option(
      '--list <n>',
      'maximum transitions and failures to list; the totals count all',
      wholeNumber(1),
      20,
    )
    .addHelpText('after', examples('tierctl run show 12', 'tierctl run show 12 -o json --list 1000'))
    .action(async (id, { list }, command) => {
      const { showRun } = await import('../../../operations/transitions/show-run.ts');
      const context = await start(command);
      await runRead(context, { operation: showRun, input: { id, listed: list }, view: shownRun });
    });

  addRevert(run, start);
}
