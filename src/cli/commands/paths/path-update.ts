import { Option } from '@commander-js/extra-typings';
import { OVER_LIMIT_POLICIES } from '../../../domain/paths/path.ts';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Noun } from '../../program.ts';
import { updatedPath } from '../../render/paths/path-changes.ts';
import { runChange } from '../../running/run-change.ts';
import { ALLOW_SIMILAR, OVER_LIMIT } from './path-create.ts';

export function pathUpdateCommand(path: Noun, start: Start): void {
  path
    .command('update')
    .description('change a path; what you leave out and past transitions stay as they are')
    .argument('<path>', 'its name or id')
    .option('--name <name>', 'the new name')
    .option('--allow-similar', ALLOW_SIMILAR)
    .option('--from <date>', 'first day on which a successor may start')
    .option('--no-from', 'remove the first day')
    .option('--until <date>', 'last day on which a successor may start')
    .option('--no-until', 'remove the last day')
    .option('--description <text>', 'a note for people')
    .option('--no-description', 'remove the description')
    .addOption(new Option('--over-limit <policy>', OVER_LIMIT).choices(OVER_LIMIT_POLICIES))
    .addHelpText(
      'after',
      examples(
        'tierctl path update "Trial ends" --until 2026-12-31 --reason "replaced by Trial ends 2027"',
        'tierctl path update "Trial ends" --no-from --over-limit extend',
      ),
    )
    .action(async (name, options, command) => {
      if (Object.keys(options).length === 0)
        throw nothingToChange('see: tierctl path update --help; path map changes the grids');
      const { updatePath } = await import('../../../operations/paths/update-path.ts');
      const input = {
        path: name,
        name: options.name,
        from: orNull(options.from),
        until: orNull(options.until),
        description: orNull(options.description),
        overLimit: options.overLimit,
        allowSimilar: options.allowSimilar,
      };
      await runChange(await start(command), { operation: updatePath, input, view: updatedPath });
    });
}

/** `--no-from` gives false: the value is to be cleared. */
function orNull(value: string | boolean | undefined): string | null | undefined {
  return typeof value === 'string' ? value : value === false ? null : undefined;
}
