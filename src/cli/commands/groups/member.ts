import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { nothingToChange } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { addedMember, listedMembers, removedMember, updatedMember } from '../../render/groups/member.ts';
import { runChange } from '../../running/run-change.ts';
import { runRead } from '../../running/run-read.ts';

const GROUP = 'name or id of the group';
const ITEM = 'article number or id of the item';
const LEVEL = 'the level: a whole number; a higher level offers more';
const ABOUT_FLAGS = `
The plain flags apply to the item as the source of a switch, the -from flags to
the item as the target. An upgrade from S to T needs S upgradeable and T
upgradeable-from. A downgrade needs S downgradeable and T downgradeable-from.
`;

export function memberCommands(program: Program, start: Start): void {
  const member = program.command('member').description('the items on the levels of an upgrade group');

  member
    .command('add')
    .description('add an item to a group on a level; every flag is on by default')
    .argument('<group>', GROUP)
    .argument('<item>', ITEM)
    .addOption(new Option('--level <n>', LEVEL).makeOptionMandatory())
    .option('--upgradeable', 'allow upgrades from this item')
    .option('--no-upgradeable', 'do not allow them')
    .option('--downgradeable', 'allow downgrades from this item')
    .option('--no-downgradeable', 'do not allow them')
    .option('--upgradeable-from', 'allow upgrades to this item')
    .option('--no-upgradeable-from', 'do not allow them')
    .option('--downgradeable-from', 'allow downgrades to this item')
    .option('--no-downgradeable-from', 'do not allow them')
    .option('--if-not-exists', 'succeed and change nothing if the item is already a member')
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
        operation: addMember,
        input,
        view: addedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });

  member
    .command('list')
    .description('list the members of a group, highest level first')
    .argument('<group>', GROUP)
    .addHelpText('after', examples('tierctl member list Webhosting -o csv'))
    .action(async (group, _options, command) => {
      const { showGroup } = await import('../../../operations/groups/show-group.ts');
      await runRead(await start(command), {
        operation: showGroup,
        input: { group },
        view: listedMembers,
        schema: 'billing',
      });
    });

  member
    .command('update')
    .description('change the level or the flags of a member; what you leave out stays as it is')
    .argument('<group>', GROUP)
    .argument('<item>', ITEM)
    .option('--level <n>', LEVEL)
    .option('--upgradeable', 'allow upgrades from this item')
    .option('--no-upgradeable', 'do not allow them')
    .option('--downgradeable', 'allow downgrades from this item')
    .option('--no-downgradeable', 'do not allow them')
    .option('--upgradeable-from', 'allow upgrades to this item')
    .option('--no-upgradeable-from', 'do not allow them')
    .option('--downgradeable-from', 'allow downgrades to this item')
    .option('--no-downgradeable-from', 'do not allow them')
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
        operation: updateMember,
        input,
        view: updatedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });

  member
    .command('remove')
    .description('remove an item from a group; the item itself stays')
    .argument('<group>', GROUP)
    .argument('<item>', `${ITEM}; the id if the item no longer exists`)
    .addHelpText('after', examples('tierctl member remove Webhosting HST-GOLD'))
    .action(async (group, item, _options, command) => {
      const { removeMember } = await import('../../../operations/groups/remove-member.ts');
      await runChange(await start(command), {
        operation: removeMember,
        input: { group, item },
        view: removedMember,
        schema: 'billing',
        afterCommit: true,
      });
    });
}
