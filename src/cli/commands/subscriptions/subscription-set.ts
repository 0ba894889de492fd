import { parseNameValue } from '../../../domain/name-value.ts';
import type { Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import { changedAttributes } from '../../render/subscriptions/subscription-schedule.ts';
import { runChange } from '../../running/run-change.ts';

export function subscriptionSetCommand(subscription: Noun, start: Start): void {
  subscription
    .command('set')
    .description('change custom attributes of a subscription; others stay as they are')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .option('--attribute <pair>', 'NAME=VALUE; may be repeated', repeatable)
    .option('--remove-attribute <name>', 'remove the value; may be repeated', repeatable)
    .addHelpText('after', examples('tierctl subscription set ACC-0042/3 --attribute domain=example.org'))
    .action(async (address, { attribute = [], removeAttribute = [] }, command) => {
      const attributes = readAttributes(attribute, removeAttribute, 'tierctl subscription set --help');
      const { setSubscription } = await import('../../../operations/subscriptions/set-subscription.ts');
      const input = { subscription: address, attributes, removeAttributes: removeAttribute };
      await runChange(await start(command), { operation: setSubscription, input, view: changedAttributes });
    });
}

/** The attribute values to change. Throws `usage` (`nothing-to-change`, `bad-pair`). */
export function readAttributes(given: readonly string[], removed: readonly string[], help: string) {
  if (given.length + removed.length === 0) throw nothingToChange(`see: ${help}`);
  return given.map((text) => parseNameValue(text, '--attribute', 'NAME=VALUE'));
}
