import { Option } from '@commander-js/extra-typings';
import { OVER_LIMIT_POLICIES } from '../../../domain/paths/path.ts';
import type { Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { examples, type Noun } from '../../program.ts';
import { createdPath } from '../../render/paths/path-changes.ts';
import { runChange } from '../../running/run-change.ts';
import { ABOUT_GRIDS, MAP, MAP_MATCHING, MAP_PRODUCT, readPairs } from './path-grid-options.ts';

export const OVER_LIMIT = 'what to do with usage over the limits of the destination';

export const ALLOW_SIMILAR = 'accept a name that differs from the name of another path only in case or width';

const ON_A_TERMINAL = `
On a terminal, if the name, source or destination is missing, the command asks for
everything that is not given.
`;

export function pathCreateCommand(path: Noun, start: Start): void {
  path
    .command('create')
    .description('create a path that moves subscriptions from one item to another')
    .argument('[name]', 'a unique name')
    .option('--source <item>', 'the item that ends: article number or id')
    .option('--destination <item>', 'the item that replaces it: article number or id')
    .option('--from <date>', 'first day on which a successor may start (default: open)')
    .option('--until <date>', 'last day on which a successor may start (default: open)')
    .option('--map <pair>', MAP, repeatable)
    .option('--map-product <pair>', MAP_PRODUCT, repeatable)
    .option('--map-matching', MAP_MATCHING)
    .option('--description <text>', 'a note for people')
    .addOption(
      new Option('--over-limit <policy>', OVER_LIMIT)
        .choices(OVER_LIMIT_POLICIES)
        .default('block' as const, 'block'),
    )
    .option('--if-not-exists', 'succeed and change nothing if the path already exists')
    .option('--allow-similar', ALLOW_SIMILAR)
    .addHelpText(
      'after',
      ON_A_TERMINAL +
        ABOUT_GRIDS +
        examples(
          'tierctl path create',
          'tierctl path create "Trial ends" --source HST-TRIAL --destination HST-SILVER --map-matching',
          'tierctl path create Promo --source PROMO --destination HST-GOLD --from 2026-01-01 --until 2026-12-31 \\\n' +
            '      --map domain=domain --map contact=owner',
          'tierctl path create "To Pro" --source OFFICE --destination OFFICE-PRO \\\n' +
            '      --map-product MAILBOX=MAILBOX-PRO --map MAILBOX:address=MAILBOX-PRO:address',
        ),
    )
    .action(async (name, options, command) => {
      const given = {
        name,
        source: options.source,
        destination: options.destination,
        from: options.from,
        until: options.until,
        map: options.map === undefined ? undefined : readPairs('--map', options.map),
        mapProducts:
          options.mapProduct === undefined ? undefined : readPairs('--map-product', options.mapProduct),
        mapMatching: options.mapMatching ?? false,
        description: options.description,
        overLimit: command.getOptionValueSource('overLimit') === 'cli' ? options.overLimit : undefined,
        ifNotExists: options.ifNotExists ?? false,
        allowSimilar: options.allowSimilar ?? false,
      };
      const context = await start(command);
      const { createPath } = await import('../../../operations/paths/create-path.ts');
      const { completePath } = await import('../../prompts/complete-path.ts');
      const input = await completePath(context, given);
      await runChange(context, { operation: createPath, input, view: createdPath });
    });
}
