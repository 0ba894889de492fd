import { sameNamed } from './duplicate-group-name.ts';
import type { Finding, LintedCatalogue } from './rule.ts';
import { SEVERITIES } from './rule.ts';
import { RULES } from './rules.ts';

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
