import { Option } from '@commander-js/extra-typings';
import { SUBSCRIPTION_STATUSES } from '../../../domain/subscriptions/subscription.ts';
import type { Start } from '../../context.ts';
import { streamLimit } from '../../options/list-limit.ts';
import { examples, type Program } from '../../program.ts';
import { importedSubscriptions } from '../../render/imports/import.ts';
import { listedSubscriptions, shownSubscription } from '../../render/subscriptions/subscription.ts';
import { importCommand, runImport } from '../../running/run-import.ts';
import { runList } from '../../running/run-list.ts';
import { runRead } from '../../running/run-read.ts';
import { subscriptionAddCommand } from './subscription-add.ts';
import { subscriptionChangeCommand } from './subscription-change.ts';
import { subscriptionComponentCommands } from './subscription-component.ts';
import { subscriptionEndCommand } from './subscription-end.ts';
import { subscriptionExtensionCommands } from './subscription-extension.ts';
import { subscriptionScheduleCommands } from './subscription-schedule.ts';
import { subscriptionSetCommand } from './subscription-set.ts';

export function subscriptionCommands(program: Program, start: Start): void {
  const subscription = program
    .command('subscription')
    .description('subscriptions: items provisioned to accounts, addressed as ACCOUNT/NUMBER');

  subscriptionAddCommand(subscription, start);

  subscription
    .command('list')
    .description('list subscriptions by account and number, or by due date with --due-before')
    .option('--account <account>', 'only subscriptions of this account')
    .option('--item <item>', 'only subscriptions to this item')
    .addOption(
      new Option('--status <status>', 'only subscriptions with this status').choices(SUBSCRIPTION_STATUSES),
    )
    .option(
      '--due-before <date>',
      'only subscriptions due before this day (default: active ones; see --status)',
    )
    .addOption(streamLimit())
    .addHelpText('after', examples('tierctl subscription list --item HST-TRIAL --due-before 2026-04-01'))
    .action(async ({ account, item, status, dueBefore, limit }, command) => {
      const { listSubscriptions, streamSubscriptions } = await import(
        '../../../operations/subscriptions/list-subscriptions.ts'
      );
      await runList(await start(command), {
        stream: streamSubscriptions,
        list: listSubscriptions,
        input: { account, item, status, dueBefore },
        listed: (subscriptions) => ({ subscriptions, more: false }),
        view: listedSubscriptions,
        limit,
      });
    });

  subscription
    .command('show')
    .description('show a subscription: its contents, the path it follows and why, and what will happen when')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .addHelpText('after', examples('tierctl subscription show ACC-0042/3'))
    .action(async (address, _options, command) => {
      const { showSubscription } = await import('../../../operations/subscriptions/show-subscription.ts');
      const context = await start(command);
      await runRead(context, {
        operation: showSubscription,
        input: { address },
        view: (result) => shownSubscription(result, context.today),
      });
    });

  subscriptionSetCommand(subscription, start);
  subscriptionChangeCommand(subscription, start);
  subscriptionScheduleCommands(subscription, start);
  subscriptionEndCommand(subscription, start);
  subscriptionExtensionCommands(subscription, start);
  subscriptionComponentCommands(subscription, start);

  importCommand(
    subscription
      .command('import')
      .description('import subscriptions from a file: account, item, start and more (docs/import.md)'),
  )
    .option('--create-accounts', 'create missing accounts, with their ids as names')
    .option('--allow-inactive', 'accept subscriptions to inactive items')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription import subscriptions.csv --dry-run',
        'tierctl subscription import subscriptions.ndjson --skip-invalid rejected.csv --yes',
      ),
    )
    .action(async (file, { createAccounts = false, allowInactive = false, ...options }, command) => {
      const { importSubscriptions } = await import('../../../operations/imports/import-subscriptions.ts');
      const { SUBSCRIPTION_SHAPE } = await import('../../../domain/imports/imported-subscription.ts');
      await runImport(await start(command), file, options, {
        shape: SUBSCRIPTION_SHAPE,
        operation: importSubscriptions,
        input: (records) => ({ ...records, createAccounts, allowInactive }),
        view: importedSubscriptions,
      });
    });
}
