import { Option } from '@commander-js/extra-typings';
import { ITEM_KINDS } from '../../../domain/items/item.ts';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../options/nothing-to-change.ts';
import { repeatable } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { changedItem, createdItem, listedItems, shownItem } from '../../render/items/item.ts';
import { runChange } from '../../running/run-change.ts';
import { runList } from '../../running/run-list.ts';
import { runRead } from '../../running/run-read.ts';
import { itemExtensionCommands } from './item-extension.ts';
import { itemProductCommands } from './item-product.ts';
import { itemServiceCommands } from './item-service.ts';

const ITEM = 'its article number or id';
const TERM = 'how long a subscription lasts that a transition starts, such as P3M or P1Y6M';
const RENEWAL = 'a renewal period, such as P1M, P1Y or P2W; give it once for each';
const ABOUT_TERMS = `
A successor ends on start + term - 1 day, and the one after it starts on the next
day. Month ends clamp: with a term of P1M a chain that starts on 31 January starts
on the 28th from then on.
`;
const ABOUT_ATTRIBUTES = `
An attribute is written NAME[:TYPE][:required][:default=VALUE]. TYPE is text
(unless given), number, date, boolean or choice=VALUE,VALUE… The default comes
last and may hold any character.
`;

export function itemCommands(program: Program, start: Start): void {
  const item = program.command('item').description('what is sold: products, packages and extensions');

  item
    .command('create')
    .description('create an item')
    .argument('<article>', 'an article number that no other item has')
    .requiredOption('--name <name>', 'its name')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(ITEM_KINDS).default('product' as const, 'product'),
    )
    .option('--inactive', 'it is not sold, and no customer may switch to it')
    .option('--term <period>', TERM)
    .option('--renewal <period>', RENEWAL, repeatable)
    .option('--attribute <attribute>', 'a custom attribute of its subscriptions; may be repeated', repeatable)
    .option('--if-not-exists', 'succeed and change nothing where the item exists already')
    .option(
      '--allow-similar',
      'accept an article number that looks like that of another item: that differs in case or width alone',
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
      await runChange(await start(command), {
        work: (session) => createItem(session, input),
        view: createdItem,
      });
    });

  item
    .command('list')
    .description('list items by article number')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(ITEM_KINDS))
    .addOption(new Option('--active', 'only items that are active').conflicts('inactive'))
    .option('--inactive', 'only items that are not')
    .addHelpText('after', examples('tierctl item list --kind package --active'))
    .action(async ({ kind, active, inactive }, command) => {
      const { listItems, streamItems } = await import('../../../operations/items/list-items.ts');
      const wanted = { kind, active: activity(active, inactive) };
      await runList(await start(command), {
        stream: (session) => streamItems(session, wanted),
        list: (session) => listItems(session, wanted),
        listed: (items) => ({ items }),
        view: listedItems,
      });
    });

  item
    .command('show')
    .description(
      'show all that is known of an item: profile, attributes, products, limits, extensions, groups',
    )
    .argument('<item>', ITEM)
    .addHelpText('after', examples('tierctl item show HST-GOLD'))
    .action(async (name, _options, command) => {
      const { showItem } = await import('../../../operations/items/show-item.ts');
      await runRead(await start(command), {
        work: (session) => showItem(session, { item: name }),
        view: shownItem,
      });
    });

  item
    .command('set')
    .description('change an item; what is not named stays')
    .argument('<item>', ITEM)
    .option('--name <name>', 'another name')
    .addOption(new Option('--kind <kind>', 'what it is').choices(ITEM_KINDS))
    .addOption(new Option('--active', 'it is sold').conflicts('inactive'))
    .option('--inactive', 'it is not sold, and no customer may switch to it')
    .option('--term <period>', TERM)
    .option('--no-term', 'it has no term')
    .option('--renewal <period>', `${RENEWAL}; together they replace the list`, repeatable)
    .option('--no-renewal', 'it has no renewal period')
    .option('--attribute <attribute>', 'add or replace an attribute; may be repeated', repeatable)
    .option('--remove-attribute <name>', 'take an attribute away; may be repeated', repeatable)
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
      await runChange(await start(command), {
        work: (session) => setItem(session, input),
        view: changedItem,
      });
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
