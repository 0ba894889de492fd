import { Option } from '@commander-js/extra-typings';
import { MOST_OF_A_PRODUCT } from '../../../domain/items/package-contents.ts';
import type { Start } from '../../context.ts';
import { wholeNumber } from '../../options/option-values.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import { changedItem } from '../../render/items/item.ts';
import { listedProducts } from '../../render/items/item-products.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';

const PACKAGE = 'article number or id of an item of kind package';
const PRODUCT = 'article number or id of an item of kind product';
const quantity = wholeNumber(0, MOST_OF_A_PRODUCT);

export function itemProductCommands(item: Noun, start: Start): void {
  const product = item.command('product').description('the products in a package').helpCommand(false);

  product
    .command('add')
    .description('add a product to a package; new subscriptions start with its minimum')
    .argument('<package>', PACKAGE)
    .argument('<product>', PRODUCT)
    .addOption(
      new Option('--min <n>', 'minimum per subscription; 0 makes the product optional')
        .argParser(quantity)
        .default(1, '1'),
    )
    .option('--max <n>', 'maximum per subscription (default: unlimited)', quantity)
    .option('--if-not-exists', 'succeed and change nothing if the package already has the product')
    .addHelpText(
      'after',
      examples(
        'tierctl item create MAILBOX --name Mailbox --attribute address:required',
        'tierctl item product add HST-GOLD MAILBOX --min 1 --max 50',
      ),
    )
    .action(async (name, added, { min, max, ifNotExists = false }, command) => {
      const { addPackageProduct } = await import('../../../operations/items/change-package-products.ts');
      const input = { package: name, product: added, minimum: min, maximum: max ?? null, ifNotExists };
      await runChange(await start(command), { operation: addPackageProduct, input, view: changedItem });
    });

  product
    .command('update')
    .description('change the minimum or maximum of a product in a package')
    .argument('<package>', PACKAGE)
    .argument('<product>', PRODUCT)
    .option('--min <n>', 'minimum per subscription; existing subscriptions do not change', quantity)
    .option('--max <n>', 'maximum per subscription; no active subscription may have more', quantity)
    .option('--no-max', 'no maximum')
    .addHelpText('after', examples('tierctl item product update HST-GOLD MAILBOX --min 2 --no-max'))
    .action(async (name, changed, { min, max }, command) => {
      if (min === undefined && max === undefined)
        throw nothingToChange('see: tierctl item product update --help');
      const { updatePackageProduct } = await import('../../../operations/items/change-package-products.ts');
      const maximum = max === false ? null : max;
      const input = { package: name, product: changed, minimum: min, maximum };
      await runChange(await start(command), { operation: updatePackageProduct, input, view: changedItem });
    });

  product
    .command('remove')
    .description('remove a product from a package, unless a path or a subscription uses it')
    .argument('<package>', PACKAGE)
    .argument('<product>', PRODUCT)
    .addHelpText('after', examples('tierctl item product remove HST-GOLD MAILBOX'))
    .action(async (name, removed, _options, command) => {
      const { removePackageProduct } = await import('../../../operations/items/change-package-products.ts');
      await runChange(await start(command), {
        operation: removePackageProduct,
        input: { package: name, product: removed },
        view: changedItem,
      });
    });

  product
    .command('list')
    .description('list the products of a package')
    .argument('<package>', PACKAGE)
    .addHelpText('after', examples('tierctl item product list HST-GOLD'))
    .action(async (name, _options, command) => {
      const { listPackageProducts } = await import('../../../operations/items/list-package-products.ts');
      await runRead(await start(command), {
        operation: listPackageProducts,
        input: { package: name },
        view: listedProducts,
      });
    });
}
