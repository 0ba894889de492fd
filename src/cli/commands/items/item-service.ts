import type { Start } from '../../context.ts';
import { examples, type Noun } from '../../program.ts';
import { changedItem } from '../../render/items/item.ts';
import { runChange } from '../../running/run-change.ts';

const ITEM = 'article number or id';

const ABOUT_PACKAGES = `
The limits of a package are its own limits plus what its extensions add. The
limits of its products do not count.
`;

export function itemServiceCommands(item: Noun, start: Start): void {
  const service = item
    .command('service')
    .description('service limits of an item; of an extension: what one unit adds')
    .helpCommand(false);

  service
    .command('set')
    .description('set service limits; other services stay as they are')
    .argument('<item>', ITEM)
    .argument('<limit...>', 'SERVICE=AMOUNT, a whole number')
    .addHelpText(
      'after',
      ABOUT_PACKAGES + examples('tierctl item service set HST-GOLD email=50 disk-mb=20000'),
    )
    .action(async (name, written, _options, command) => {
      const { setServiceLimits } = await import('../../../operations/items/set-service-limits.ts');
      const { parseServiceAmounts } = await import('../../../domain/items/service.ts');
      const limits = parseServiceAmounts(written);
      await runChange(await start(command), {
        operation: setServiceLimits,
        input: { item: name, limits },
        view: changedItem,
      });
    });

  service
    .command('remove')
    .description('remove a service from an item; subscriptions that use it are then over the limit')
    .argument('<item>', ITEM)
    .argument('<service>', 'its name')
    .addHelpText('after', examples('tierctl item service remove HST-GOLD ftp'))
    .action(async (name, written, _options, command) => {
      const { removeServiceLimit } = await import('../../../operations/items/set-service-limits.ts');
      const { parseService } = await import('../../../domain/items/service.ts');
      const removed = parseService(written);
      await runChange(await start(command), {
        operation: removeServiceLimit,
        input: { item: name, service: removed },
        view: changedItem,
      });
    });
}
