import type { Start } from '../../context.ts';
import { examples, type Noun } from '../../program.ts';
import { importedSubscriptions } from '../../render/imports/import.ts';
import { importCommand, runImport } from '../../running/run-import.ts';

export function subscriptionImportCommand(subscription: Noun, start: Start): void {
  importCommand(
    subscription
      .command('import')
      .description('add the subscriptions of a file: account, item, start and more (docs/import.md)'),
  )
    .option('--create-accounts', 'create accounts that are not there, named as their ids')
    .option('--allow-inactive', 'take subscriptions to items that are not active any more')
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
        work: (session, input) => importSubscriptions(session, { ...input, createAccounts, allowInactive }),
        view: importedSubscriptions,
      });
    });
}
