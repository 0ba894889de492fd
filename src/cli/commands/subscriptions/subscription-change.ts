import { parseNameValue } from '../../../domain/name-value.ts';
import type { Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { examples, type Noun } from '../../program.ts';
import { changedSubscription } from '../../render/subscriptions/subscription-change.ts';
import { runChange } from '../../running/run-change.ts';

export function subscriptionChangeCommand(subscription: Noun, start: Start): void {
  subscription
    .command('change')
    .description('change a subscription to another item in the same group, now or on a later day')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .requiredOption('--to <item>', 'article number or id of the target item')
    .option(
      '--on <date>',
      'first day of the successor (default: today); an earlier day makes the change at once, back-dated; a later day schedules it',
    )
    .option('--add <extension>', 'EXTENSION[=QUANTITY] to add; may be repeated', repeatable)
    .option('--terminate <service>', 'SERVICE=AMOUNT of usage to end; may be repeated', repeatable)
    .option(
      '--attribute <pair>',
      'NAME=VALUE of a custom attribute of the successor; may be repeated',
      repeatable,
    )
    .option('--no-end', 'do not keep the end date: the term of the new item sets it, or there is none')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription change ACC-0042/3 --to HST-SILVER --dry-run',
        'tierctl subscription change ACC-0042/3 --to HST-SILVER --add MAIL-PACK=2 --terminate ftp=1',
        'tierctl subscription change ACC-0042/3 --to HST-GOLD --on 2026-12-01',
      ),
    )
    .action(async (address, { to, on, add = [], terminate = [], attribute = [], end }, command) => {
      const { changeSubscription } = await import('../../../operations/transitions/change-subscription.ts');
      const { parseDate } = await import('../../../domain/calendar.ts');
      const { parseExtensions } = await import('../../../domain/items/extension.ts');
      const { parseServiceAmounts } = await import('../../../domain/items/service.ts');
      const context = await start(command);
      const input = {
        subscription: address,
        target: to,
        on: on === undefined ? context.today : parseDate(on),
        today: context.today,
        add: parseExtensions(add),
        terminate: parseServiceAmounts(terminate, 1),
        attributes: attribute.map((text) => parseNameValue(text, '--attribute', 'NAME=VALUE')),
        keepEnd: end,
        invocation: context.invocation,
      };
      await runChange(context, {
        operation: changeSubscription,
        input,
        view: (result) => changedSubscription(result, context.today),
      });
    });
}
