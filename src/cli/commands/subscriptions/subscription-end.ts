import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import { endedSubscription } from '../../render/subscriptions/subscription-schedule.ts';
import { runChange } from '../../running/run-change.ts';

const ABOUT = `
The end date is the last day. A path that applies on the end date still applies:
the successor starts on the day after. With --no-path there is no successor. The
subscription then stays active, and each run lists it as no-path, until you close
it. --close ends the subscription and its components now, permanently. The last
day is --on, else its end date if that has passed, else today.
`;

export function subscriptionEndCommand(subscription: Noun, start: Start): void {
  subscription
    .command('end')
    .description('set or clear the end date of a subscription, or close it permanently')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .addOption(new Option('--on <date>', 'the last day').conflicts('end'))
    .option('--no-end', 'remove the end date')
    .option('--no-path', 'follow no path: there is no successor')
    .addOption(
      new Option('--close', 'end it now, permanently; the last day is today or earlier').conflicts([
        'end',
        'path',
      ]),
    )
    .addHelpText(
      'after',
      ABOUT +
        examples(
          'tierctl subscription end ACC-0042/3 --on 2026-12-31',
          'tierctl subscription end ACC-0042/3 --on 2026-12-31 --no-path --reason "cancelled by the customer"',
          'tierctl subscription end ACC-0042/3 --close',
          'tierctl subscription end ACC-0042/3 --no-end',
        ),
    )
    .action(async (address, { on, end, path, close = false }, command) => {
      if (on === undefined && end && path && !close)
        throw nothingToChange(
          'pass --on DATE, --no-end, --no-path or --close; see: tierctl subscription end --help',
        );
      const { endSubscription } = await import('../../../operations/subscriptions/end-subscription.ts');
      const context = await start(command);
      const input = {
        subscription: address,
        on: end ? on : null,
        noPath: !path,
        close,
        today: context.today,
      };
      await runChange(context, {
        operation: endSubscription,
        input,
        view: (result) => endedSubscription(result, context.today),
      });
    });
}
