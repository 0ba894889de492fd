import type { Start } from '../../context.ts';
import { examples, type Noun } from '../../program.ts';
import { changedExtensions } from '../../render/subscriptions/subscription-extensions.ts';
import { runChange } from '../../running/run-change.ts';

export function subscriptionExtensionCommands(subscription: Noun, start: Start): void {
  const extension = subscription
    .command('extension')
    .description('the extensions of a subscription')
    .helpCommand(false);

  extension
    .command('set')
    .description('set the quantity of extensions; others stay as they are')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .argument('<extension...>', 'EXTENSION=QUANTITY; 0 removes it')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription extension set ACC-0042/3 MAIL-PACK=2',
        'tierctl subscription extension set ACC-0042/3 MAIL-PACK=0 DISK-PACK=1',
      ),
    )
    .action(async (address, written, _options, command) => {
      const { setSubscriptionExtensions } = await import(
        '../../../operations/subscriptions/set-subscription-extensions.ts'
      );
      const { parseExtensions } = await import('../../../domain/items/extension.ts');
      const extensions = parseExtensions(written, 0);
      await runChange(await start(command), {
        operation: setSubscriptionExtensions,
        input: { subscription: address, extensions },
        view: changedExtensions,
      });
    });
}
