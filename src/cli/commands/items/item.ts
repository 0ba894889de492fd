import { Option } from '@commander-js/extra-typings';
import { ITEM_KINDS } from '../../../domain/items/item.ts';
import type { Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { changedItem, createdItem, listedItems, shownItem } from '../../render/items/item.ts';
import { runChange } from '../../running/run-change.ts';
import { runShortList } from '../../running/run-list.ts';
import { runRead } from '../../running/run-read.ts';
import { itemExtensionCommands } from './item-extension.ts';
import { itemProductCommands } from './item-product.ts';
import { itemServiceCommands } from './item-service.ts';

const ITEM = 'article number or id';
const TERM = 'how long a subscription lasts after a transition, such as P3M or P1Y6M';
const RENEWAL = 'a renewal period, such as P1M, P1Y or P2W; may be repeated';
const ABOUT_TERMS = `
A successor ends on start + term - 1 day. The next successor starts on the day
after. If a month is too short, its last day is used: with a term of P1M, a chain
that starts on 31 January starts on the 28th from then on.
`;
const ABOUT_ATTRIBUTES = `
The format of an attribute is NAME[:TYPE][:required][:default=VALUE]. TYPE is
text (the default), number, date, boolean or choice=VALUE,VALUE… The default
value comes last and may contain any character.
`;

export function itemCommands(program: Program, start: Start): void {
  const item = program
    .command('item')
    .description('items: the products, packages and extensions that you sell');

  item
    .command('create')
    .description('create an item')
    .argument('<article>', 'a unique article number')
    .requiredOption('--name <name>', 'the display name')
    .addOption(
      new Option('--kind <kind>', 'the kind of item')
        .choices(ITEM_KINDS)
        .default('product' as const, 'product'),
    )
    .option('--inactive', 'not sold: no customer may switch to it')
    .option('--term <period>', TERM)
    .option('--renewal <period>', RENEWAL, repeatable)
    .option(
      '--attribute <attribute>',
      'a custom attribute for its subscriptions; may be repeated',
      repeatable,
    )
    .option('--if-not-exists', 'succeed and change nothing if the item already exists')
    .option(
      '--allow-similar',
      'accept an article number that differs from an existing one only in case or width',
    )
    .addHelpText(
      'after',
      ABOUT_TERMS +
        ABOUT_ATTRIBUTES +
        examples(
          'tierctl item create HST-GOLD --name "Gold hosting" --kind package --renewal P1M --renewal P1Y',
          'tierctl item create HST-TRIAL --name Trial --term P14D --attribute domain:required',
          'tierctl item create VPS --name VPS --attribute seats:number:default=1 --attribute os:choice=linux,bsd',
        ),
    )
    .action(async (articleNumber, options, command) => {
      const {
        name,
        kind,
        inactive = false,
        term,
        renewal = [],
        attribute = [],
        ifNotExists = false,
        allowSimilar = false,
      } = options;
      const { createItem } = await import('../../../operations/items/create-item.ts');
      const { parseTerm, parseRenewalPeriod, parseWrittenAttribute } = await readers();
      const input = {
        articleNumber,
        name,
        kind,
        active: !inactive,
        term: term === undefined ? null : parseTerm(term),
        renewalPeriods: renewal.map(parseRenewalPeriod),
        attributes: attribute.map(parseWrittenAttribute),
        ifNotExists,
        allowSimilar,
      };
      await runChange(await start(command), { operation: createItem, input, view: createdItem });
    });

  item
    .command('list')
    .description('list items by article number')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(ITEM_KINDS))
    .addOption(new Option('--active', 'only active items').conflicts('inactive'))
    .option('--inactive', 'only inactive items')
    .addHelpText('after', examples('tierctl item list --kind package --active'))
    .action(async ({ kind, active, inactive }, command) => {
      const { listItems, streamItems } = await import('../../../operations/items/list-items.ts');
      await runShortList(await start(command), {
        stream: streamItems,
        list: listItems,
        input: { kind, active: activity(active, inactive) },
        listed: (items) => ({ items }),
        view: listedItems,
      });
    });

  item
    .command('show')
    .description('show an item: its profile, attributes, products, limits, extensions and groups')
    .argument('<item>', ITEM)
    .addHelpText('after', examples('tierctl item show HST-GOLD'))
    .action(async (name, _options, command) => {
      const { showItem } = await import('../../../operations/items/show-item.ts');
      await runRead(await start(command), { operation: showItem, input: { item: name }, view: shownItem });
    });

  item
    .command('set')
    .description('change an item; what you leave out stays as it is')
    .argument('<item>', ITEM)
    .option('--name <name>', 'the new name')
    .addOption(new Option('--kind <kind>', 'the kind of item').choices(ITEM_KINDS))
    .addOption(new Option('--active', 'sold').conflicts('inactive'))
    .option('--inactive', 'not sold: no customer may switch to it')
    .option('--term <period>', TERM)
    .option('--no-term', 'remove the term')
    .option('--renewal <period>', `${RENEWAL}; replaces the whole list`, repeatable)
    .option('--no-renewal', 'remove all renewal periods')
    .option('--attribute <attribute>', 'add or replace an attribute; may be repeated', repeatable)
    .option('--remove-attribute <name>', 'remove an attribute; may be repeated', repeatable)
    .addHelpText(
      'after',
      ABOUT_TERMS +
        ABOUT_ATTRIBUTES +
        examples(
          'tierctl item set HST-GOLD --inactive --reason "sold out"',
          'tierctl item set HST-GOLD --renewal P1M --renewal P1Y --no-term',
          'tierctl item set HST-GOLD --attribute plan:choice=basic,pro --remove-attribute notes',
        ),
    )
    .action(async (name, options, command) => {
      if (Object.keys(options).length === 0) throw nothingToChange('see: tierctl item set --help');
      const { term, renewal, attribute = [], removeAttribute = [] } = options;
      const { setItem } = await import('../../../operations/items/set-item.ts');
      const { parseTerm, parseRenewalPeriod, parseWrittenAttribute } = await readers();
      const input = {
        item: name,
        name: options.name,
        kind: options.kind,
        active: activity(options.active, options.inactive),
        term: typeof term === 'string' ? parseTerm(term) : term === false ? null : undefined,
        renewalPeriods: renewal === undefined ? undefined : (renewal || []).map(parseRenewalPeriod),
        attributes: attribute.map(parseWrittenAttribute),
        removeAttributes: removeAttribute,
      };
      await runChange(await start(command), { operation: setItem, input, view: changedItem });
    });

  itemProductCommands(item, start);
  itemServiceCommands(item, start);
  itemExtensionCommands(item, start);
}

// Loaded when needed: the calendar behind them is heavy.
async function readers() {
  const { parseTerm } = await import('../../../domain/term.ts');
  const { parseRenewalPeriod } = await import('../../../domain/items/renewal-period.ts');
  const { parseWrittenAttribute } = await import('../../../domain/items/written-attribute.ts');
  return { parseTerm, parseRenewalPeriod, parseWrittenAttribute };
}

function activity(active: true | undefined, inactive: true | undefined): boolean | undefined {
  return active ?? (inactive === true ? false : undefined);
}
