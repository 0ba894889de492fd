// All commands, in the order of the help.
import { accountCommands } from './commands/accounts/account.ts';
import { auditCommands } from './commands/administration/audit.ts';
import { doctorCommand } from './commands/administration/doctor.ts';
import { migrateCommands } from './commands/administration/migrate.ts';
import { catalogueCommands } from './commands/catalogue/catalogue.ts';
import { demoCommand, type RunCommandLine } from './commands/demo/demo.ts';
import { eligibleCommands } from './commands/groups/eligible.ts';
import { groupCommands } from './commands/groups/group.ts';
import { memberCommands } from './commands/groups/member.ts';
import { itemCommands } from './commands/items/item.ts';
import { pathCommands } from './commands/paths/path.ts';
import { subscriptionCommands } from './commands/subscriptions/subscription.ts';
import { usageCommands } from './commands/subscriptions/usage.ts';
import { historyCommand } from './commands/transitions/history.ts';
import { runCommands } from './commands/transitions/run.ts';
import { runTransitionsCommand } from './commands/transitions/run-transitions.ts';
import { upcomingCommand } from './commands/transitions/upcoming.ts';
import type { Start } from './context.ts';
import type { Program } from './program.ts';

/** `run` is the program itself, for the demo, which runs other commands. */
export function addCommands(program: Program, start: Start, run: RunCommandLine): void {
  program.commandsGroup('Catalogue:');
  itemCommands(program, start);
  groupCommands(program, start);
  memberCommands(program, start);
  eligibleCommands(program, start);
  pathCommands(program, start);

  program.commandsGroup('Catalogue as code:');
  catalogueCommands(program, start);

  program.commandsGroup('Subscriptions:');
  accountCommands(program, start);
  subscriptionCommands(program, start);
  usageCommands(program, start);

  program.commandsGroup('Transitions:');
  upcomingCommand(program, start);
  runTransitionsCommand(program, start);
  historyCommand(program, start);
  runCommands(program, start);

  program.commandsGroup('Administration:');
  migrateCommands(program, start);
  doctorCommand(program, start);
  auditCommands(program, start);
  demoCommand(program, start, run);

  program.helpCommand('help [command]', 'print the help of a command');
  for (const noun of program.commands) noun.helpCommand(false);
}
