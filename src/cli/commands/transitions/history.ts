import type { Start } from '../../context.ts';
import { streamLimit } from '../../options/list-limit.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { listedHistory } from '../../render/transitions/history.ts';
import { runList } from '../../running/run-list.ts';

export function historyCommand(program: Program, start: Start): void {
  program
    .command('history')
    .description('list transitions, newest first, and which of them were reverted')
    .option('--path <path>', 'only transitions through this path')
    .option('--account <account>', 'only transitions of this account')
    .option('--subscription <address>', 'only transitions from or to this subscription, ACCOUNT/NUMBER')
    .option('--run <run>', 'only transitions that this run made or reverted', wholeNumber(1))
    .addOption(streamLimit())
    .addHelpText('after', examples('tierctl history --path "Trial ends"', 'tierctl history --run 12 -o csv'))
    .action(async ({ path, account, subscription, run, limit }, command) => {
      const { listHistory, streamHistory } = await import('../../../operations/transitions/list-history.ts');
      await runList(await start(command), {
        stream: streamHistory,
        list: listHistory,
        input: { path, account, subscription, run },
        listed: (transitions) => ({ transitions, more: false }),
        view: listedHistory,
        limit,
      });
    });
}
