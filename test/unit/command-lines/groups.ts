import { addMember } from '../../../src/operations/groups/add-member.ts';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { deleteGroup } from '../../../src/operations/groups/delete-group.ts';
import { judgeGroup } from '../../../src/operations/groups/judge-group.ts';
import { judgeMove } from '../../../src/operations/groups/judge-move.ts';
import { listGroups } from '../../../src/operations/groups/list-groups.ts';
import { listMoves } from '../../../src/operations/groups/list-moves.ts';
import { removeMember } from '../../../src/operations/groups/remove-member.ts';
import { renameGroup } from '../../../src/operations/groups/rename-group.ts';
import { showGroup } from '../../../src/operations/groups/show-group.ts';
import { updateMember } from '../../../src/operations/groups/update-member.ts';
import { judgeSubscription } from '../../../src/operations/subscriptions/judge-subscription.ts';
import { listSubscriptionMoves } from '../../../src/operations/subscriptions/list-subscription-moves.ts';
import { means } from './meaning.ts';

export const GROUPS = [
  means('group create Ladder', createGroup, { name: 'Ladder', ifNotExists: false, allowSimilar: false }),
  means('group create Ladder --if-not-exists --allow-similar', createGroup, {
    name: 'Ladder',
    ifNotExists: true,
    allowSimilar: true,
  }),
  means('group list', listGroups, {}),
  means('group show Ladder', showGroup, { group: 'Ladder' }),
  means('group show Ladder --as mermaid', showGroup, { group: 'Ladder' }),
  means('group show Ladder --matrix --file ladder.svg --force', judgeGroup, { group: 'Ladder' }),
  means('group rename Ladder Rungs', renameGroup, { group: 'Ladder', name: 'Rungs', allowSimilar: false }),
  means('group rename Ladder Rungs --allow-similar', renameGroup, {
    group: 'Ladder',
    name: 'Rungs',
    allowSimilar: true,
  }),
  means('group delete Ladder', deleteGroup, { group: 'Ladder', withMembers: false }),
  means('group delete Ladder --with-members', deleteGroup, { group: 'Ladder', withMembers: true }),

  means('member add Ladder A --level 3', addMember, {
    group: 'Ladder',
    item: 'A',
    level: 3,
    upgradeable: true,
    downgradeable: true,
    upgradeableFrom: true,
    downgradeableFrom: true,
    ifNotExists: false,
  }),
  means(
    'member add Ladder A --level 3 --upgradeable --no-downgradeable --upgradeable-from --no-downgradeable-from',
    addMember,
    {
      group: 'Ladder',
      item: 'A',
      level: 3,
      upgradeable: true,
      downgradeable: false,
      upgradeableFrom: true,
      downgradeableFrom: false,
      ifNotExists: false,
    },
  ),
  means(
    'member add Ladder A --level -3 --no-upgradeable --downgradeable --no-upgradeable-from --downgradeable-from --if-not-exists',
    addMember,
    {
      group: 'Ladder',
      item: 'A',
      level: -3,
      upgradeable: false,
      downgradeable: true,
      upgradeableFrom: false,
      downgradeableFrom: true,
      ifNotExists: true,
    },
  ),
  means('member list Ladder', showGroup, { group: 'Ladder' }),
  means('member update Ladder A --level 4', updateMember, { group: 'Ladder', item: 'A', level: 4 }),
  means(
    'member update Ladder A --upgradeable --no-downgradeable --upgradeable-from --no-downgradeable-from',
    updateMember,
    {
      group: 'Ladder',
      item: 'A',
      level: undefined,
      upgradeable: true,
      downgradeable: false,
      upgradeableFrom: true,
      downgradeableFrom: false,
    },
  ),
  means(
    'member update Ladder A --no-upgradeable --downgradeable --no-upgradeable-from --downgradeable-from',
    updateMember,
    {
      group: 'Ladder',
      item: 'A',
      level: undefined,
      upgradeable: false,
      downgradeable: true,
      upgradeableFrom: false,
      downgradeableFrom: true,
    },
  ),
  means('member remove Ladder A', removeMember, { group: 'Ladder', item: 'A' }),

  means('eligible A', listMoves, { item: 'A' }),
  means('eligible A --to B', judgeMove, { source: 'A', target: 'B' }),
  means('eligible --subscription ACC-1/2', listSubscriptionMoves, { subscription: 'ACC-1/2' }),
  means('eligible --subscription ACC-1/2 --to B', judgeSubscription, {
    subscription: 'ACC-1/2',
    target: 'B',
    add: [],
    terminate: [],
  }),
  means(
    'eligible --subscription ACC-1/2 --to B --add MORE --add PACK=2 --terminate ftp=1 --terminate email=2',
    judgeSubscription,
    {
      subscription: 'ACC-1/2',
      target: 'B',
      add: [
        { extension: 'MORE', quantity: 1 },
        { extension: 'PACK', quantity: 2 },
      ],
      terminate: [
        { service: 'ftp', amount: 1 },
        { service: 'email', amount: 2 },
      ],
    },
  ),
];
