import { Option } from '@commander-js/extra-typings';
import type { Session } from '../../../database/session.ts';
import type { Start } from '../../context.ts';
import { examples, type Program } from '../../program.ts';
import { adopted, migratedDown, migratedUp, migrationStates } from '../../render/administration/migrate.ts';
import { runChange, runChangeInSteps } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';
import { show, type Text } from '../../safe-text/printable.ts';

const LOCK = 'migrate';
const ABOUT_ADOPT = `
The config file says where the tables are (billing: schema, tables, columns). If
they differ from what tierctl needs, each difference is listed and nothing is
written. The tables are never altered, and migrate down does not drop them.
`;

export function migrateCommands(program: Program, start: Start): void {
  const migrate = program.command('migrate').description("migrations: create and update tierctl's tables");

  migrate
    .command('up')
    .description('apply all pending migrations, in one transaction')
    .addHelpText('after', examples('tierctl migrate up', 'tierctl migrate up --dry-run --show-sql'))
    .action(async (_options, command) => {
      const { migrateUp } = await import('../../../operations/administration/migrate-up.ts');
      const { migrations } = await import('../../../../migrations/list.ts');
      const context = await start(command);
      await runChange(context, {
        operation: migrateUp,
        input: { migrations, at: context.invocation.at },
        remark: aboutReaders,
        view: migratedUp,
        lock: LOCK,
        schema: 'any',
      });
    });

  migrate
    .command('adopt')
    .description("use existing billing tables as they are; create only tierctl's own tables")
    .addHelpText(
      'after',
      ABOUT_ADOPT +
        examples('tierctl migrate adopt --dry-run', 'tierctl migrate adopt --config billing.yaml'),
    )
    .action(async (_options, command) => {
      const { migrateAdopt } = await import('../../../operations/administration/migrate-adopt.ts');
      const { migrations } = await import('../../../../migrations/list.ts');
      const context = await start(command);
      await runChange(context, {
        operation: migrateAdopt,
        input: { migrations, at: context.invocation.at },
        remark: aboutReaders,
        view: adopted,
        lock: LOCK,
        schema: 'any',
      });
    });

  migrate
    .command('down')
    .description('undo the latest migration, or several; adopted tables stay')
    .option('--to <migration>', 'undo all migrations after this one')
    .addOption(new Option('--all', 'undo all migrations').conflicts('to'))
    .option('--discard-data', 'drop tables even if they contain rows')
    .addHelpText(
      'after',
      examples('tierctl migrate down --dry-run', 'tierctl migrate down --all --discard-data'),
    )
    .action(async (options, command) => {
      const { migrateDown } = await import('../../../operations/administration/migrate-down.ts');
      const { migrations } = await import('../../../../migrations/list.ts');
      const context = await start(command);
      // In steps, because no audit trail may remain to be written to.
      await runChangeInSteps(context, {
        operation: migrateDown,
        input: {
          migrations,
          reach: options.to === undefined ? (options.all === true ? 'all' : 'last') : { to: options.to },
          discardData: options.discardData === true,
          invocation: context.invocation,
        },
        changed: ({ undone }) => undone.length > 0,
        view: migratedDown,
        lock: LOCK,
        schema: 'any',
      });
    });

  migrate
    .command('status')
    .description('list the migrations and when each was applied')
    .addHelpText('after', examples('tierctl migrate status', 'tierctl migrate status -o json'))
    .action(async (_options, command) => {
      const { migrationStatus } = await import('../../../operations/administration/migration-status.ts');
      const { migrations } = await import('../../../../migrations/list.ts');
      await runRead(await start(command), {
        operation: migrationStatus,
        input: { migrations },
        view: migrationStates,
        schema: 'any',
      });
    });
}

/** What to change about the database, where readers wait for writers. */
async function aboutReaders({ db, dialect }: Session): Promise<Text | undefined> {
  const advice = await dialect.readersWait(db);
  return advice && show`${advice.message}: readers wait for writers. To change that: ${advice.fix}`;
}
