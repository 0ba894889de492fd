import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../options/nothing-to-change.ts';
import { examples, type Program } from '../../program.ts';
import { addedMember, listedMembers, removedMember, updatedMember } from '../../render/groups/member.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';

const GROUP = 'name or id of the group';
const ITEM = 'article number or id of the item';
const LEVEL = 'the rung: a whole number; a higher level offers more';
const ABOUT_FLAGS = `
The plain flags speak of the item as the source of a switch, the -from flags of
it as the target. An upgrade from S to T needs S upgradeable and T
upgradeable-from; a downgrade needs S downgradeable and T downgradeable-from.
`;

export function memberCommands(program: Program, start: Start): void {
  const member = program.command('member').description('the items on the levels of an upgrade group');

  member
    .command('add')
    .description('put an item on a level of a group; every flag is on unless switched off')
    .argument('<group>', GROUP)
    .argument('<item>', ITEM)
    .addOption(new Option('--level <n>', LEVEL).makeOptionMandatory())
    .option('--upgradeable', 'it may be left by an upgrade')
    .option('--no-upgradeable', 'it may not')
    .option('--downgradeable', 'it may be left by a downgrade')
    .option('--no-downgradeable', 'it may not')
    .option('--upgradeable-from', 'it may be reached by an upgrade')
    .option('--no-upgradeable-from', 'it may not')
    .option('--downgradeable-from', 'it may be reached by a downgrade')
    .option('--no-downgradeable-from', 'it may not')
    .option('--if-not-exists', 'succeed and change nothing where the item is a member already')
    .addHelpText(
      'after',
      ABOUT_FLAGS +
        examples(
          'tierctl member add Webhosting HST-GOLD --level 3',
          'tierctl member add Webhosting HST-TRIAL --level 0 --no-downgradeable-from',
        ),
    )
    .action(async (group, item, options, command) => {
      const { level, upgradeable = true, downgradeable = true, ifNotExists = false } = options;
      const { upgradeableFrom = true, downgradeableFrom = true } = options;
      const flags = { upgradeable, downgradeable, upgradeableFrom, downgradeableFrom };
      const { addMember } = await import('../../../operations/groups/add-member.ts');
      const { parseLevel } = await import('../../../domain/groups/member.ts');
      const input = { group, item, level: parseLevel(level), ...flags, ifNotExists };
      await runChange(await start(command), {
        work: (session) => addMember(session, input),
        view: addedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });

  member
    .command('list')
    .description('list the members of a group, from the highest level to the lowest')
    .argument('<group>', GROUP)
    .addHelpText('after', examples('tierctl member list Webhosting -o csv'))
    .action(async (group, _options, command) => {
      const { showGroup } = await import('../../../operations/groups/show-group.ts');
      await runRead(await start(command), {
        work: (session) => showGroup(session, { group }),
        view: listedMembers,
        schema: 'billing',
      });
    });

  member
    .command('update')
    .description('change the level or the flags of a member; what is not named stays')
    .argument('<group>', GROUP)
    .argument('<item>', ITEM)
    .option('--level <n>', LEVEL)
    .option('--upgradeable', 'it may be left by an upgrade')
    .option('--no-upgradeable', 'it may not')
    .option('--downgradeable', 'it may be left by a downgrade')
    .option('--no-downgradeable', 'it may not')
    .option('--upgradeable-from', 'it may be reached by an upgrade')
    .option('--no-upgradeable-from', 'it may not')
    .option('--downgradeable-from', 'it may be reached by a downgrade')
    .option('--no-downgradeable-from', 'it may not')
    .addHelpText(
      'after',
      ABOUT_FLAGS + examples('tierctl member update Webhosting HST-GOLD --level 4 --no-downgradeable'),
    )
    .action(async (group, item, { level, ...flags }, command) => {
      if (level === undefined && Object.keys(flags).length === 0)
        throw nothingToChange('give --level or one of the flags; see: tierctl member update --help');
      const { updateMember } = await import('../../../operations/groups/update-member.ts');
      const { parseLevel } = await import('../../../domain/groups/member.ts');
      const input = { group, item, ...flags, level: level === undefined ? undefined : parseLevel(level) };
      await runChange(await start(command), {
        work: (session) => updateMember(session, input),
        view: updatedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });

  member
    .command('remove')
    .description('take an item off a ladder; the item itself stays')
    .argument('<group>', GROUP)
    .argument('<item>', `${ITEM}; the id where the item is gone`)
    .addHelpText('after', examples('tierctl member remove Webhosting HST-GOLD'))
    .action(async (group, item, _options, command) => {
      const { removeMember } = await import('../../../operations/groups/remove-member.ts');
      await runChange(await start(command), {
        work: (session) => removeMember(session, { group, item }),
        view: removedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });
}
