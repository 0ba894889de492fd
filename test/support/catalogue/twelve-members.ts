// A ladder of twelve: every kind of rung, and what makes drawing hard.
import type { Group } from '../../../src/domain/groups/group.ts';
import type { Ladder } from '../../../src/domain/groups/ladder.ts';
import type { Member } from '../../../src/domain/groups/member.ts';
import { type MoveMatrix, moveMatrix } from '../../../src/domain/groups/move-matrix.ts';

const GROUP: Group = { id: 'ad745339-9651-40b5-8f14-e9ed25318358', name: 'Webhosting' };

/** Level, article number, name; then whether it is upgradeable, downgradeable, upgradeable_from, downgradeable_from. */
const MEMBERS = [
  [100, 'HST-ENTERPRISE', 'Enterprise hosting on hardware of its own, with a manager', '0111'],
  [80, 'HST-PLAT', 'Platinum hosting', '1111'],
  [80, 'HST-PLAT-2019', 'Platinum hosting (2019)', '1100'],
  [60, 'HST-GOLD', 'Gold hosting', '1111'],
  [50, 'HST-SILVER', 'Silver hosting', '1111'],
  [50, 'HST-SILVER-2', 'Silver hosting (2019)', '1100'],
  [50, 'HST-SILVER-ECO', 'Silver hosting, green power', '1111'],
  [40, 'HST-BRONZE', 'Bronze hosting', '1111'],
  [30, 'HST-START', 'Start hosting', '1110'],
  [20, 'HST-家庭', '家庭用ホスティング', '1111'],
  [10, null, null, '1111'],
  [0, 'HST-TRIAL', 'Trial <30 days> & "more"', '1000'],
] as const;

export const TWELVE: Ladder = {
  group: GROUP,
  members: MEMBERS.map(([level, articleNumber, name, flags], index): Member => {
    const [upgradeable, downgradeable, upgradeableFrom, downgradeableFrom] = [...flags].map((f) => f === '1');
    const id = `8e8e00ec-a78f-4635-8787-0000000000${String(index).padStart(2, '0')}`;
    return {
      id: `member-${index}`,
      item: articleNumber === null ? { id, articleNumber, name } : { id, articleNumber, name },
      level,
      upgradeable: upgradeable === true,
      downgradeable: downgradeable === true,
      upgradeableFrom: upgradeableFrom === true,
      downgradeableFrom: downgradeableFrom === true,
    };
  }),
};

const MONTH = { value: 1, unit: 'month' };
const YEAR = { value: 1, unit: 'year' };

/** Gold is inactive; Bronze renews by the year, Start by the month, all others by both. */
export const TWELVE_MOVES: MoveMatrix = moveMatrix(TWELVE, (item) => ({
  item,
  active: item.articleNumber !== 'HST-GOLD',
  renewalPeriods:
    item.articleNumber === 'HST-BRONZE'
      ? [YEAR]
      : item.articleNumber === 'HST-START'
        ? [MONTH]
        : [MONTH, YEAR],
}));
