import { allFlagsOff } from './all-flags-off.ts';
import { changeToInactiveItem } from './change-to-inactive-item.ts';
import { componentNeverStarts } from './component-never-starts.ts';
import { danglingItem } from './dangling-item.ts';
import { directionDiffers } from './direction-differs.ts';
import { duplicateGroupName, sameNamed } from './duplicate-group-name.ts';
import { emptyGroup } from './empty-group.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { inactiveItemHeld } from './inactive-item-held.ts';
import { inactiveTarget } from './inactive-target.ts';
import { levelOffersLess } from './level-offers-less.ts';
import { noSharedRenewalPeriod } from './no-shared-renewal-period.ts';
import { emptyPackage } from './paths/empty-package.ts';
import { expiredPath } from './paths/expired-path.ts';
import { inactiveDestination } from './paths/inactive-destination.ts';
import { openEndedOnPath } from './paths/open-ended-on-path.ts';
import { overlappingPaths } from './paths/overlapping-paths.ts';
import { pathCycleWithoutEnd } from './paths/path-cycle-without-end.ts';
import { pathTakesAway } from './paths/path-takes-away.ts';
import { unmappedRequiredAttribute } from './paths/unmapped-required-attribute.ts';
import { readersWait } from './readers-wait.ts';
import { type Finding, type LintedCatalogue, type Rule, SEVERITIES } from './rule.ts';
import { similarNames } from './similar-names.ts';
import { singleLevel } from './single-level.ts';

/** In the order in which their findings are shown: errors first. */
export const RULES: readonly Rule[] = [
  // The database
  readersWait,
  // Groups
  danglingItem,
  duplicateGroupName,
  directionDiffers,
  allFlagsOff,
  emptyGroup,
  singleLevel,
  noSharedRenewalPeriod,
  inactiveTarget,
  levelOffersLess,
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
  // What subscriptions hold and follow
  changeToInactiveItem,
  inactiveItemHeld,
  openEndedOnPath,
  pathTakesAway,
  componentNeverStarts,
];

/** All findings: errors first, then by rule, by group and by path. */
export function lintCatalogue(catalogue: Omit<LintedCatalogue, 'nameOf'>): Finding[] {
  const byName = sameNamed(catalogue.ladders.map(({ group }) => group));
  const linted: LintedCatalogue = {
    ...catalogue,
    nameOf: ({ id, name }) => ((byName.get(name)?.length ?? 0) > 1 ? id : name),
  };
  const findings = RULES.flatMap(({ id: rule, severity, why, find }) =>
    find(linted).map(
      ({ where: { group = null, item = null, path = null }, message, fix }): Finding => ({
        rule,
        severity,
        where: { group, item, path },
        message,
        why,
        fix,
      }),
    ),
  );
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
