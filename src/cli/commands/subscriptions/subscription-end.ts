import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../options/nothing-to-change.ts';
import { examples, type Noun } from '../../program.ts';
import { endedSubscription } from '../../render/subscriptions/subscription-schedule.ts';
import { runChange } from '../../running/run-change.ts';

const ABOUT = `
The end date is the last day. A path that applies on the end date still does: its
successor starts on the day after. With --no-path nothing follows; the
subscription stays active, and each run lists it as no-path, until it is closed.
--close ends it at once and for good, with its components; its last day is --on,
else its end date where that has come, else today.
`;

export function subscriptionEndCommand(subscription: Noun, start: Start): void {
  subscription
    .command('end')
    .description('set, or clear, the last day of a subscription, or close it for good')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .addOption(new Option('--on <date>', 'its last day').conflicts('end'))
    .option('--no-end', 'it has no end')
    .option('--no-path', 'follow no path: nothing takes over')
    .addOption(
      new Option('--close', 'end it now, for good; its last day is not to come').conflicts(['end', 'path']),
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
          'say --on DATE, --no-end, --no-path or --close; see: tierctl subscription end --help',
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
        work: (session) => endSubscription(session, input),
        view: endedSubscription,
      });
    });
}
