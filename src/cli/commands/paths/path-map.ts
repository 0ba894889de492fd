import type { Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import { mappedPath } from '../../render/paths/path-changes.ts';
import { runChange } from '../../running/run-change.ts';
import { ABOUT_GRIDS, MAP, MAP_MATCHING, MAP_PRODUCT, readPairs } from './path-grid-options.ts';

export function pathMapCommand(path: Noun, start: Start): void {
  path
    .command('map')
    .description('change the grids of a path: how attributes and products are mapped')
    .argument('<path>', 'its name or id')
    .option('--map <pair>', MAP, repeatable)
    .option(
      '--unmap <attribute>',
      'remove the mappings to this destination attribute; may be repeated',
      repeatable,
    )
    .option('--map-product <pair>', MAP_PRODUCT, repeatable)
    .option(
      '--unmap-product <product>',
      'remove the mapping of this source product; may be repeated',
      repeatable,
    )
    .option('--map-matching', MAP_MATCHING)
    .addHelpText(
      'after',
      ABOUT_GRIDS +
        examples(
          'tierctl path map "Trial ends" --map contact=owner --unmap note',
          'tierctl path map "To Pro" --map-product MAILBOX=MAILBOX-PRO --map MAILBOX:address=MAILBOX-PRO:address',
          'tierctl path map "To Pro" --unmap-product ARCHIVE --map-matching --dry-run',
        ),
    )
    .action(async (name, options, command) => {
      if (Object.keys(options).length === 0) throw nothingToChange('see: tierctl path map --help');
      const { mapPath } = await import('../../../operations/paths/map-path.ts');
      const input = {
        path: name,
        map: readPairs('--map', options.map),
        unmap: options.unmap ?? [],
        mapProducts: readPairs('--map-product', options.mapProduct),
        unmapProducts: options.unmapProduct ?? [],
        mapMatching: options.mapMatching ?? false,
      };
      await runChange(await start(command), { operation: mapPath, input, view: mappedPath });
    });
}
