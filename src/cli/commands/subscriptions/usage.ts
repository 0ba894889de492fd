import type { Start } from '../../context.ts';
import { examples, type Program } from '../../program.ts';
import { importedUsage } from '../../render/imports/import.ts';
import { changedUsage, shownUsage } from '../../render/subscriptions/usage.ts';
import { runChange } from '../../running/run-change.ts';
import { importCommand, runImport } from '../../running/run-import.ts';
import { runRead } from '../../running/run-read.ts';

export function usageCommands(program: Program, start: Start): void {
  const usage = program.command('usage').description('usage: how much of each service subscriptions use');

  usage
    .command('set')
    .description('record the usage of a subscription; other services stay as they are')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .argument('<usage...>', 'SERVICE=AMOUNT, a whole number; 0 for a service no longer in use')
    .addHelpText('after', examples('tierctl usage set ACC-0042/3 email=13 disk-mb=9500'))
    .action(async (subscription, written, _options, command) => {
      const { setUsage } = await import('../../../operations/subscriptions/set-usage.ts');
      const { parseServiceAmounts } = await import('../../../domain/items/service.ts');
      const amounts = parseServiceAmounts(written);
      await runChange(await start(command), {
        operation: setUsage,
        input: { subscription, usage: amounts },
        view: changedUsage,
      });
    });

  importCommand(
    usage
      .command('import')
      .description('import usage from a file: account, number or externalId, service, amount'),
  )
    .addHelpText('after', examples('metering-export | tierctl usage import - --format ndjson --yes'))
    .action(async (file, options, command) => {
      const { importUsage } = await import('../../../operations/imports/import-usage.ts');
      const { USAGE_SHAPE } = await import('../../../domain/imports/imported-usage.ts');
      await runImport(await start(command), file, options, {
        shape: USAGE_SHAPE,
        operation: importUsage,
        input: (records) => records,
        view: importedUsage,
      });
    });

  usage
    .command('show')
    .description('show the usage and the limits of a subscription, extensions included')
    .argument('<subscription>', 'ACCOUNT/NUMBER')
    .addHelpText('after', examples('tierctl usage show ACC-0042/3'))
    .action(async (subscription, _options, command) => {
      const { showUsage } = await import('../../../operations/subscriptions/show-usage.ts');
      const context = await start(command);
      await runRead(context, { operation: showUsage, input: { subscription }, view: shownUsage });
    });
}
