import { Option } from '@commander-js/extra-typings';
import { OVER_LIMIT_POLICIES } from '../../domain/path.ts';
import type { Start } from '../context.ts';
import type { Noun } from '../noun.ts';
import { examples } from '../program.ts';
import { createdPath } from '../render/path.ts';
import { repeatable } from '../repeatable.ts';
import { runChange } from '../run-change.ts';
import { ABOUT_GRIDS, MAP, MAP_MATCHING, MAP_PRODUCT, readPairs } from './path-grid-options.ts';

export const OVER_LIMIT = 'what happens to usage that the destination does not cover';

export function pathCreateCommand(path: Noun, start: Start): void {
  path
    .command('create')
    .description('create a path that moves subscriptions from one item to another')
    .argument('<name>', 'a name that no other path has')
    .requiredOption('--source <item>', 'the item that ends: article number or id')
    .requiredOption('--destination <item>', 'the item that follows it')
    .option('--from <date>', 'first day on which a successor may start (default: open)')
    .option('--until <date>', 'last day on which a successor may start (default: open)')
    .option('--map <pair>', MAP, repeatable)
    .option('--map-product <pair>', MAP_PRODUCT, repeatable)
    .option('--map-matching', MAP_MATCHING)
    .option('--description <text>', 'anything worth knowing about it')
    .addOption(
      new Option('--over-limit <policy>', OVER_LIMIT)
        .choices(OVER_LIMIT_POLICIES)
        .default('block' as const, 'block'),
    )
    .option('--if-not-exists', 'succeed and change nothing where the path exists already')
    .addHelpText(
      'after',
      ABOUT_GRIDS +
        examples(
          'tierctl path create "Trial ends" --source HST-TRIAL --destination HST-SILVER --map-matching',
          'tierctl path create Promo --source PROMO --destination HST-GOLD --from 2026-01-01 --until 2026-12-31 \\\n' +
            '      --map domain=domain --map contact=owner',
          'tierctl path create "To Pro" --source OFFICE --destination OFFICE-PRO \\\n' +
            '      --map-product MAILBOX=MAILBOX-PRO --map MAILBOX:address=MAILBOX-PRO:address',
        ),
    )
    .action(async (name, options, command) => {
      const { createPath } = await import('../../operations/create-path.ts');
      const input = {
        name,
        source: options.source,
        destination: options.destination,
        from: options.from,
        until: options.until,
        map: readPairs('--map', options.map),
        mapProducts: readPairs('--map-product', options.mapProduct),
        mapMatching: options.mapMatching ?? false,
        description: options.description,
        overLimit: options.overLimit,
        ifNotExists: options.ifNotExists ?? false,
      };
      await runChange(await start(command), {
        work: (session) => createPath(session, input),
        view: createdPath,
      });
    });
}
