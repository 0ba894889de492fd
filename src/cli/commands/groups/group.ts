import type { Start } from '../../context.ts';
import { examples, type Program } from '../../program.ts';
import { createdGroup, deletedGroup, listedGroups, renamedGroup } from '../../render/groups/group.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';
import { groupShowCommand } from './group-show.ts';

const ALLOW_SIMILAR = 'accept a name that differs from the name of another group only in case or width';

export function groupCommands(program: Program, start: Start): void {
  const group = program
    .command('group')
    .description('upgrade groups: ladders of items that customers may switch between');

  group
    .command('create')
    .description('create an empty upgrade group')
    .argument('<name>', 'a unique name')
    .option('--if-not-exists', 'succeed and change nothing if the group already exists')
    .option('--allow-similar', ALLOW_SIMILAR)
    .addHelpText(
      'after',
      examples('tierctl group create Webhosting', 'tierctl group create Webhosting --dry-run -o json'),
    )
    .action(async (name, { ifNotExists = false, allowSimilar = false }, command) => {
      const { createGroup } = await import('../../../operations/groups/create-group.ts');
      await runChange(await start(command), {
        operation: createGroup,
        input: { name, ifNotExists, allowSimilar },
        view: createdGroup,
        schema: 'billing',
        afterCommit: true,
      });
    });

  group
    .command('list')
    .description('list groups with their number of members')
    .action(async (_options, command) => {
      const { listGroups } = await import('../../../operations/groups/list-groups.ts');
      const context = await start(command);
      await runRead(context, { operation: listGroups, input: {}, view: listedGroups, schema: 'billing' });
    });

  groupShowCommand(group, start);

  group
    .command('rename')
    .description('rename a group')
    .argument('<group>', 'its name or id')
    .argument('<name>', 'a unique name')
    .option('--allow-similar', ALLOW_SIMILAR)
    .addHelpText('after', examples('tierctl group rename Webhosting "Web hosting"'))
    .action(async (from, name, { allowSimilar = false }, command) => {
      const { renameGroup } = await import('../../../operations/groups/rename-group.ts');
      await runChange(await start(command), {
        operation: renameGroup,
        input: { group: from, name, allowSimilar },
        view: renamedGroup,
        schema: 'billing',
        afterCommit: true,
      });
    });

  group
    .command('delete')
    .description('delete a group; its items stay')
    .argument('<group>', 'its name or id')
    .option('--with-members', 'delete its memberships too')
    .addHelpText('after', examples('tierctl group delete Webhosting --with-members --dry-run'))
    .action(async (name, { withMembers = false }, command) => {
      const { deleteGroup } = await import('../../../operations/groups/delete-group.ts');
      await runChange(await start(command), {
        operation: deleteGroup,
        input: { group: name, withMembers },
        view: deletedGroup,
        schema: 'billing',
        afterCommit: true,
      });
    });
}
