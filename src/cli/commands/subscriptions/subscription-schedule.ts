import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { applyOption, readApply } from '../../options/apply-option.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import {
  scheduledSubscription,
  unscheduledSubscription,
} from '../../render/subscriptions/subscription-schedule.ts';
import { runChange } from '../../running/run-change.ts';

export function subscriptionScheduleCommands(subscription: Noun, start: Start): void {
  subscription
    .command('schedule')
    .description('change which path a subscription follows, and when; what you leave out stays as it is')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .option('--path <path>', "follow this path instead of the item's default")
    .option('--no-path', 'follow no path')
    .addOption(new Option('--default-path', "follow the item's default path again").conflicts('path'))
    .addOption(applyOption())
    .option('--from-date <date>', 'the first day of its successor')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription schedule ACC-0042/3 --from-date 2026-07-01',
        'tierctl subscription schedule ACC-0042/3 --path "Trial to Gold" --apply on-end-date',
        'tierctl subscription schedule ACC-0042/3 --no-path --reason "keeps its old price"',
      ),
    )
    .action(async (address, { path, defaultPath = false, apply, fromDate }, command) => {
      if (path === undefined && !defaultPath && apply === undefined && fromDate === undefined) {
        throw nothingToChange('see: tierctl subscription schedule --help');
      }
      const { scheduleSubscription } = await import(
        '../../../operations/subscriptions/schedule-subscription.ts'
      );
      const input = {
        subscription: address,
        path: defaultPath ? ('default' as const) : wantedPath(path),
        apply: readApply(apply),
        fromDate,
      };
      const context = await start(command);
      await runChange(context, {
        operation: scheduleSubscription,
        input,
        view: (result) => scheduledSubscription(result, context.today),
      });
    });

  subscription
    .command('unschedule')
    .description('cancel a pending change; if there is none, remove the path override and the from date')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .option('--change', 'cancel only the pending change')
    .option('--path', 'remove the path override and the from date: follow the default path on the end date')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription unschedule ACC-0042/3',
        'tierctl subscription unschedule ACC-0042/3 --change --path',
      ),
    )
    .action(async (address, { change = false, path = false }, command) => {
      const { unscheduleSubscription } = await import(
        '../../../operations/subscriptions/unschedule-subscription.ts'
      );
      const context = await start(command);
      await runChange(context, {
        operation: unscheduleSubscription,
        input: { subscription: address, change, path },
        view: (result) => unscheduledSubscription(result, context.today),
      });
    });
}

/** `--no-path` gives false: follow no path. */
function wantedPath(path: string | boolean | undefined) {
  if (typeof path === 'string') return { override: path };
  return path === false ? ('none' as const) : undefined;
}
