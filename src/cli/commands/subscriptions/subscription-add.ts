import { parseNameValue } from '../../../domain/name-value.ts';
import type { Start } from '../../context.ts';
import { applyOption, readApply } from '../../options/apply-option.ts';
import { repeatable } from '../../options/option-values.ts';
import { examples, type Noun } from '../../program.ts';
import { addedSubscription } from '../../render/subscriptions/subscription.ts';
import { runChange } from '../../running/run-change.ts';

export function subscriptionAddCommand(subscription: Noun, start: Start): void {
  subscription
    .command('add')
    .description('provision an item to an account')
    .argument('<account>', 'account id')
    .argument('<item>', 'article number or id')
    .option('--start <date>', 'first day (default: today)')
    .option('--end <date>', "last day (default: start + the item's term - 1 day)")
    .option('--no-end', 'no end date')
    .option('--path <path>', "follow this path instead of the item's default")
    .option('--no-path', 'follow no path')
    .addOption(applyOption())
    .option('--from-date <date>', 'the first day of its successor')
    .option('--attribute <pair>', 'NAME=VALUE of a custom attribute; may be repeated', repeatable)
    .option(
      '--extension <extension>',
      'EXTENSION[=QUANTITY] that the item allows; may be repeated',
      repeatable,
    )
    .option(
      '--component <product>',
      'PRODUCT[=COUNT] of a package (default: the minimum of each product); may be repeated',
      repeatable,
    )
    .option(
      '--component-attribute <value>',
      'PRODUCT:NAME=VALUE for all its instances, PRODUCT/N:NAME=VALUE for the N-th; may be repeated',
      repeatable,
    )
    .option('--external-id <id>', 'its id in another program; unique in the account')
    .option('--create-account', 'create the account if it does not exist')
    .option('--if-not-exists', 'succeed and change nothing if the external id already exists')
    .addHelpText(
      'after',
      examples(
        'tierctl subscription add ACC-0042 HST-TRIAL --attribute domain=example.com',
        'tierctl subscription add ACC-0042 HST-SILVER --extension MAIL-PACK=2',
        'tierctl subscription add ACC-0042 HST-GOLD --component MAILBOX=2 --component-attribute MAILBOX/1:address=info@example.com',
        'tierctl subscription add ACC-0042 HST-GOLD --start 2026-01-01 --no-end --path "Gold ends" --from-date 2026-07-01',
      ),
    )
    .action(async (account, item, options, command) => {
      const { addSubscription } = await import('../../../operations/subscriptions/add-subscription.ts');
      const { parseExtensions } = await import('../../../domain/items/extension.ts');
      const { parseComponents, parseComponentAttribute } = await import(
        '../../../domain/subscriptions/written-component.ts'
      );
      const context = await start(command);
      const input = {
        account,
        item,
        start: options.start ?? context.today,
        end: orNull(options.end),
        path: orNull(options.path),
        apply: readApply(options.apply),
        fromDate: options.fromDate,
        attributes: (options.attribute ?? []).map((text) =>
          parseNameValue(text, '--attribute', 'NAME=VALUE'),
        ),
        extensions: parseExtensions(options.extension ?? []),
        components: parseComponents(options.component ?? []),
        componentAttributes: (options.componentAttribute ?? []).map(parseComponentAttribute),
        externalId: options.externalId,
        createAccount: options.createAccount ?? false,
        ifNotExists: options.ifNotExists ?? false,
      };
      await runChange(context, {
        operation: addSubscription,
        input,
        view: (result) => addedSubscription(result, context.today),
      });
    });
}

/** `--no-end` gives false: no end date. */
function orNull(value: string | boolean | undefined): string | null | undefined {
  return typeof value === 'string' ? value : value === false ? null : undefined;
}
