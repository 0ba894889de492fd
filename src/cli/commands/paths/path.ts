import type { Start } from '../../context.ts';
import { pathOrNone } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { listedPaths, shownPath } from '../../render/paths/path.ts';
import { assignedPath, deletedPath } from '../../render/paths/path-changes.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';
import { pathCreateCommand } from './path-create.ts';
import { pathGraphCommand } from './path-graph.ts';
import { pathMapCommand } from './path-map.ts';
import { pathUpdateCommand } from './path-update.ts';

export function pathCommands(program: Program, start: Start): void {
  const path = program
    .command('path')
    .description('upgrade paths: dated rules that move subscriptions from item to item');

  pathCreateCommand(path, start);

  path
    .command('list')
    .description('list paths by name')
    .option('--source <item>', 'only paths from this item')
    .option('--destination <item>', 'only paths to this item')
    .addHelpText('after', examples('tierctl path list --source HST-TRIAL'))
    .action(async ({ source, destination }, command) => {
      const { listPaths } = await import('../../../operations/paths/list-paths.ts');
      const context = await start(command);
      await runRead(context, { operation: listPaths, input: { source, destination }, view: listedPaths });
    });

  path
    .command('show')
    .description(
      'show a path: its window, its grids, and the subscriptions that follow it or moved through it',
    )
    .argument('<path>', 'its name or id')
    .addHelpText('after', examples('tierctl path show "Trial ends"'))
    .action(async (name, _options, command) => {
      const { showPath } = await import('../../../operations/paths/show-path.ts');
      await runRead(await start(command), { operation: showPath, input: { path: name }, view: shownPath });
    });

  pathGraphCommand(path, start);

  pathUpdateCommand(path, start);

  pathMapCommand(path, start);

  path
    .command('delete')
    .description('delete a path that is not used and never was')
    .argument('<path>', 'its name or id')
    .addHelpText('after', examples('tierctl path delete "Trial ends" --dry-run'))
    .action(async (name, _options, command) => {
      const { deletePath } = await import('../../../operations/paths/delete-path.ts');
      const context = await start(command);
      await runChange(context, { operation: deletePath, input: { path: name }, view: deletedPath });
    });

  path
    .command('assign')
    .description('set the default path of an item')
    .argument('<item>', 'article number or id of the source item of the path')
    .argument('[path]', 'its name or id')
    .option('--none', 'remove the default path')
    .addHelpText(
      'after',
      examples('tierctl path assign HST-TRIAL "Trial ends"', 'tierctl path assign HST-TRIAL --none'),
    )
    .action(async (item, name, { none = false }, command) => {
      if (none === (name !== undefined)) throw pathOrNone();
      const { assignPath } = await import('../../../operations/paths/assign-path.ts');
      await runChange(await start(command), {
        operation: assignPath,
        input: { item, path: name ?? null },
        view: assignedPath,
      });
    });
}
