// Every command there is, in the order in which help lists them.
import { groupCommands } from './commands/group.ts';
import { migrateCommands } from './commands/migrate.ts';
import { runTransitionsCommand } from './commands/run-transitions.ts';
import type { Start } from './context.ts';
import type { Program } from './program.ts';

export function addCommands(program: Program, start: Start): void {
  program.commandsGroup('Catalogue:');
  groupCommands(program, start);

  program.commandsGroup('Subscriptions:');

  program.commandsGroup('Transitions:');
  runTransitionsCommand(program, start);

  program.commandsGroup('Administration:');
  migrateCommands(program, start);

  program.helpCommand('help [command]', 'print the help of a command');
  for (const noun of program.commands) noun.helpCommand(false);
}
