import { Option } from '@commander-js/extra-typings';
import { parseNameValue } from '../../../domain/name-value.ts';
import { SUBSCRIPTION_STATUSES } from '../../../domain/subscriptions/subscription.ts';
import type { Start } from '../../context.ts';
import { repeatable, wholeNumber } from '../../options/option-values.ts';
import { examples, type Noun } from '../../program.ts';
import {
  addedComponent,
  changedComponent,
  endedComponent,
  listedComponents,
} from '../../render/subscriptions/subscription-components.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';
import { readAttributes } from './subscription-set.ts';

const SUBSCRIPTION = 'ACCOUNT/NUMBER';
const COMPONENT = 'its number within the subscription';

export function subscriptionComponentCommands(subscription: Noun, start: Start): void {
  const component = subscription
    .command('component')
    .description('the product instances in a subscription to a package')
    .helpCommand(false);

  component
    .command('list')
    .description('list the components of a subscription by number')
    .argument('<subscription>', SUBSCRIPTION)
    .addOption(
      new Option('--status <status>', 'only components with this status').choices(SUBSCRIPTION_STATUSES),
    )
    .addHelpText('after', examples('tierctl subscription component list ACC-0042/3 --status active'))
    .action(async (address, { status }, command) => {
      const { listComponents } = await import('../../../operations/subscriptions/list-components.ts');
      const context = await start(command);
      await runRead(context, {
        operation: listComponents,
        input: { subscription: address, status },
        view: (result) => listedComponents(result, context.today),
      });
    });

  component
    .command('add')
    .description('add one instance of a product of the package')
    .argument('<subscription>', SUBSCRIPTION)
    .argument('<product>', 'article number or id')
    .option('--start <date>', 'first day (default: today, or the start of the subscription if later)')
    .option('--attribute <pair>', 'NAME=VALUE of a custom attribute; may be repeated', repeatable)
    .addHelpText(
      'after',
      examples('tierctl subscription component add ACC-0042/3 MAILBOX --attribute address=info@example.com'),
    )
    .action(async (address, product, options, command) => {
      const { addComponent } = await import('../../../operations/subscriptions/add-component.ts');
      const context = await start(command);
      const input = {
        subscription: address,
        product,
        start: options.start,
        today: context.today,
        attributes: (options.attribute ?? []).map((text) =>
          parseNameValue(text, '--attribute', 'NAME=VALUE'),
        ),
      };
      await runChange(context, { operation: addComponent, input, view: addedComponent });
    });

  component
    .command('end')
    .description('end a component; the minimum of the package still applies')
    .argument('<subscription>', SUBSCRIPTION)
    .argument('<component>', COMPONENT, wholeNumber(1))
    .option('--on <date>', 'last day, today or earlier (default: today)')
    .addHelpText('after', examples('tierctl subscription component end ACC-0042/3 2'))
    .action(async (address, number, { on }, command) => {
      const { endComponent } = await import('../../../operations/subscriptions/end-component.ts');
      const context = await start(command);
      const input = { subscription: address, component: number, on, today: context.today };
      await runChange(context, { operation: endComponent, input, view: endedComponent });
    });

  component
    .command('set')
    .description('change custom attributes of a component; others stay as they are')
    .argument('<subscription>', SUBSCRIPTION)
    .argument('<component>', COMPONENT, wholeNumber(1))
    .option('--attribute <pair>', 'NAME=VALUE; may be repeated', repeatable)
    .option('--remove-attribute <name>', 'remove the value; may be repeated', repeatable)
    .addHelpText(
      'after',
      examples('tierctl subscription component set ACC-0042/3 2 --attribute address=sales@example.com'),
    )
    .action(async (address, number, { attribute = [], removeAttribute = [] }, command) => {
      const help = 'tierctl subscription component set --help';
      const attributes = readAttributes(attribute, removeAttribute, help);
      const { setComponent } = await import('../../../operations/subscriptions/set-component.ts');
      const input = {
        subscription: address,
        component: number,
        attributes,
        removeAttributes: removeAttribute,
      };
      await runChange(await start(command), { operation: setComponent, input, view: changedComponent });
    });
}
