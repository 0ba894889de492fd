import type { Start } from '../context.ts';
import { examples, type Program } from '../program.ts';
import { createdGroup } from '../render/group.ts';
import { runChange } from '../run-change.ts';

export function groupCommands(program: Program, start: Start): void {
  const group = program
    .command('group')
    .description('upgrade groups: ladders of items that customers may switch between');

  group
    .command('create')
    .description('create an empty upgrade group')
    .argument('<name>', 'a name that no other group has')
    .option('--if-not-exists', 'succeed and change nothing where the group exists already')
    .addHelpText(
      'after',
      examples('tierctl group create Webhosting', 'tierctl group create Webhosting --dry-run -o json'),
    )
    .action(async (name, { ifNotExists = false }, command) => {
      const { createGroup } = await import('../../operations/create-group.ts');
      await runChange(await start(command), {
        work: (session) => createGroup(session, { name, ifNotExists }),
        view: createdGroup,
        afterCommit: true,
      });
    });
}
