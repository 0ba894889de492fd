import type { Start } from '../../context.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { examples, type Noun } from '../../program.ts';
import { changedItem } from '../../render/items/item.ts';
import { runChange } from '../../running/run-change.ts';

const ITEM = 'article number or id';
const EXTENSION = 'article number or id of an item of kind extension';

export function itemExtensionCommands(item: Noun, start: Start): void {
  const extension = item
    .command('extension')
    .description('the extensions that an item allows')
    .helpCommand(false);

  extension
    .command('add')
    .description('allow an extension, or change its maximum if it is already allowed')
    .argument('<item>', ITEM)
    .argument('<extension>', EXTENSION)
    .option('--max <n>', 'maximum per subscription (default: unlimited)', wholeNumber(1))
    .addHelpText(
      'after',
      examples(
        'tierctl item create MAIL-PACK --name "10 more mailboxes" --kind extension',
        'tierctl item service set MAIL-PACK email=10',
        'tierctl item extension add HST-GOLD MAIL-PACK --max 5',
      ),
    )
    .action(async (name, added, { max }, command) => {
      const { allowExtension } = await import('../../../operations/items/allow-extension.ts');
      const input = { item: name, extension: added, maximumQuantity: max ?? null };
      await runChange(await start(command), { operation: allowExtension, input, view: changedItem });
    });

  extension
    .command('remove')
    .description('stop allowing an extension; subscriptions keep what they have')
    .argument('<item>', ITEM)
    .argument('<extension>', EXTENSION)
    .addHelpText('after', examples('tierctl item extension remove HST-GOLD MAIL-PACK'))
    .action(async (name, removed, _options, command) => {
      const { disallowExtension } = await import('../../../operations/items/allow-extension.ts');
      await runChange(await start(command), {
        operation: disallowExtension,
        input: { item: name, extension: removed },
        view: changedItem,
      });
    });
}
