import { allFlagsOff } from './all-flags-off.ts';
import { danglingItem } from './dangling-item.ts';
import { directionDiffers } from './direction-differs.ts';
import { duplicateGroupName } from './duplicate-group-name.ts';
import { emptyGroup } from './empty-group.ts';
import { emptyPackage } from './empty-package.ts';
import { expiredPath } from './expired-path.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { inactiveDestination } from './inactive-destination.ts';
import { inactiveTarget } from './inactive-target.ts';
import { noSharedRenewalPeriod } from './no-shared-renewal-period.ts';
import { overlappingPaths } from './overlapping-paths.ts';
import { pathCycleWithoutEnd } from './path-cycle-without-end.ts';
import type { Rule } from './rule.ts';
import { similarNames } from './similar-names.ts';
import { singleLevel } from './single-level.ts';
import { unmappedRequiredAttribute } from './unmapped-required-attribute.ts';

/** In the order in which their findings are shown: errors first. */
export const RULES: readonly Rule[] = [
  // Groups
  danglingItem,
  duplicateGroupName,
  directionDiffers,
  allFlagsOff,
  emptyGroup,
  singleLevel,
  noSharedRenewalPeriod,
  inactiveTarget,
  // Names
  similarNames,
  hiddenCharacters,
  // Paths
  inactiveDestination,
  emptyPackage,
  unmappedRequiredAttribute,
  pathCycleWithoutEnd,
  overlappingPaths,
  expiredPath,
];
