import type { Start } from '../../context.ts';
import { listLimit, noteMore } from '../../options/list-limit.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { listedRuns, shownRun } from '../../render/transitions/run.ts';
import { runRead } from '../../running/run-read.ts';
import { addRevert } from './run-revert.ts';

export function runCommands(program: Program, start: Start): void {
  const run = program.command('run').description('runs: what was moved at once, and how to undo it');

  run
    .command('list')
    .description('list runs of run-transitions, changes by hand and reverts, the newest first')
    .addOption(listLimit())
    .addHelpText('after', examples('tierctl run list --limit 5', 'tierctl run list -o csv'))
    .action(async ({ limit }, command) => {
      const { listRuns } = await import('../../../operations/transitions/list-runs.ts');
      const context = await start(command);
      const { more } = await runRead(context, {
        work: (session) => listRuns(session, { limit }),
        view: listedRuns,
      });
      noteMore(context, more, limit);
    });

  run
    .command('show')
    .description('show a run: what it moved, what failed in it, what was undone since')
    .argument('<id>', 'the number of the run', wholeNumber(1))
    .option('--list <n>', 'list so many transitions and failures; all are counted', wholeNumber(1), 20)
    .addHelpText('after', examples('tierctl run show 12', 'tierctl run show 12 -o json --list 1000'))
    .action(async (id, { list }, command) => {
      const { showRun } = await import('../../../operations/transitions/show-run.ts');
      await runRead(await start(command), {
        work: (session) => showRun(session, { id, listed: list }),
        view: shownRun,
      });
    });

  addRevert(run, start);
}
