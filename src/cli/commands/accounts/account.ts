import type { Start } from '../../context.ts';
import { listLimit, noteMore, streamLimit } from '../../options/list-limit.ts';
import { examples, type Program } from '../../program.ts';
import { createdAccount, listedAccounts, shownAccount } from '../../render/accounts/account.ts';
import { importedAccounts } from '../../render/imports/import.ts';
import { runChange } from '../../running/run-change.ts';
import { importCommand, runImport } from '../../running/run-import.ts';
import { runList } from '../../running/run-list.ts';
import { runRead } from '../../running/run-read.ts';

export function accountCommands(program: Program, start: Start): void {
  const account = program.command('account').description('accounts: the customers that hold subscriptions');

  account
    .command('create')
    .description('create an account')
    .argument('<account>', 'a unique id, such as ACC-0042')
    .option('--name <name>', 'the display name (default: the id)')
    .option('--if-not-exists', 'succeed and change nothing if the account already exists')
    .addHelpText('after', examples('tierctl account create ACC-0042 --name "Blue Bakery"'))
    .action(async (id, { name, ifNotExists = false }, command) => {
      const { createAccount } = await import('../../../operations/accounts/create-account.ts');
      await runChange(await start(command), {
        operation: createAccount,
        input: { id, name, ifNotExists },
        view: createdAccount,
      });
    });

  importCommand(account.command('import').description('import accounts from a file: account, name'))
    .addHelpText('after', examples('tierctl account import accounts.csv'))
    .action(async (file, options, command) => {
      const { importAccounts } = await import('../../../operations/imports/import-accounts.ts');
      const { ACCOUNT_SHAPE } = await import('../../../domain/imports/imported-account.ts');
      await runImport(await start(command), file, options, {
        shape: ACCOUNT_SHAPE,
        operation: importAccounts,
        input: (records) => records,
        view: importedAccounts,
      });
    });

  account
    .command('list')
    .description('list accounts by id')
    .addOption(streamLimit())
    .action(async ({ limit }, command) => {
      const { listAccounts, streamAccounts } = await import('../../../operations/accounts/list-accounts.ts');
      await runList(await start(command), {
        stream: streamAccounts,
        list: listAccounts,
        input: {},
        listed: (accounts) => ({ accounts, more: false }),
        view: listedAccounts,
        limit,
      });
    });

  account
    .command('show')
    .description('show an account and its subscriptions')
    .argument('<account>', 'account id')
    .addOption(listLimit())
    .addHelpText('after', examples('tierctl account show ACC-0042'))
    .action(async (id, { limit }, command) => {
      const { showAccount } = await import('../../../operations/accounts/show-account.ts');
      const context = await start(command);
      const { more } = await runRead(context, {
        operation: showAccount,
        input: { id, limit },
        view: shownAccount,
      });
      noteMore(context, more, limit);
    });
}
