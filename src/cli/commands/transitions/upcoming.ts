import { Option } from '@commander-js/extra-typings';
import type { Context, Start } from '../../context.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { upcomingMoves } from '../../render/transitions/upcoming.ts';
import { runRehearsal } from '../../running/run-batches.ts';

const DAYS = 30;
const MOST_DAYS = 36_500;

export function upcomingCommand(program: Program, start: Start): void {
  program
    .command('upcoming')
    .description('forecast which subscriptions will move, per day and path, and which will not, and why')
    .option('--days <n>', `number of days to look ahead (default: ${DAYS})`, wholeNumber(0, MOST_DAYS))
    .addOption(new Option('--until <date>', 'last day to look ahead to').conflicts('days'))
    .option('--path <path>', 'only subscriptions that move through this path')
    .option('--account <account>', 'only subscriptions of this account')
    .option('--list <n>', 'maximum to list of each kind; the totals count all', wholeNumber(1), 20)
    .option('--chart', 'draw a bar for each day')
    .option(
      '--batch-size <n>',
      'approximate number per transaction (default: depends on the engine)',
      wholeNumber(1),
    )
    .option('--max-hops <n>', 'maximum transitions of one subscription', wholeNumber(1), 1_000)
    .addHelpText(
      'after',
      examples(
        'tierctl upcoming',
        'tierctl upcoming --days 90 --chart',
        'tierctl upcoming --until 2026-12-31 --path "Trial ends" -o csv',
      ),
    )
    .action(async (options, command) => {
      const context = await start(command);
      const until = await horizon(context, options);
      const { forecastTransitions } = await import('../../../operations/transitions/forecast-transitions.ts');
      const result = await runRehearsal(context, {
        operation: forecastTransitions,
        input: (control) => ({
          today: context.today,
          until,
          path: options.path,
          account: options.account,
          batchSize: options.batchSize ?? context.config.batchSize,
          maxHops: options.maxHops,
          listed: options.list,
          now: () => context.system.now().toISOString(),
          ...control,
        }),
      });
      context.print(upcomingMoves(result, { chart: options.chart === true }));
    });
}

async function horizon(
  { today }: Context,
  { days = DAYS, until }: { readonly days?: number | undefined; readonly until?: string | undefined },
): Promise<string> {
  const { parseDate, plusDays } = await import('../../../domain/calendar.ts');
  return parseDate(until ?? plusDays(today, days));
}
