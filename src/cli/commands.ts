// Every command there is, in the order in which help lists them.
import { accountCommands } from './commands/account.ts';
import { auditCommands } from './commands/audit.ts';
import { catalogueCommands } from './commands/catalogue.ts';
import { demoCommand, type RunCommandLine } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eligibleCommands } from './commands/eligible.ts';
import { groupCommands } from './commands/group.ts';
import { historyCommand } from './commands/history.ts';
import { itemCommands } from './commands/item.ts';
import { memberCommands } from './commands/member.ts';
import { migrateCommands } from './commands/migrate.ts';
import { pathCommands } from './commands/path.ts';
import { runCommands } from './commands/run.ts';
import { runTransitionsCommand } from './commands/run-transitions.ts';
import { subscriptionCommands } from './commands/subscription.ts';
import { upcomingCommand } from './commands/upcoming.ts';
import { usageCommands } from './commands/usage.ts';
import type { Start } from './context.ts';
import type { Program } from './program.ts';

/** `run` is the program itself, for the one command that shows others at work. */
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
