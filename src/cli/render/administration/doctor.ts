import type { Finding, Severity } from '../../../domain/administration/lint/rule.ts';
import { counted } from '../../../domain/wording.ts';
import type { Diagnosis } from '../../../operations/administration/diagnose.ts';
import { lines, type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { prose } from '../prose.ts';
import type { Terminal, View } from '../view.ts';

/** `database` is the engine and the place of the database that answered. */
export function diagnosed(diagnosis: Diagnosis, database: string): View {
  const { findings } = diagnosis;
  return {
    json: { database, ...diagnosis },
    records: findings,
    columns: [
      'rule',
      'severity',
      'where.group.id',
      'where.group.name',
      'where.item.id',
      'where.item.articleNumber',
      'where.path.id',
      'where.path.name',
      'message',
      'why',
      'fix',
    ],
    text: (terminal) =>
      sections([
        summary(terminal, diagnosis, database),
        ...byRule(findings).map((those) => chapter(terminal, those)),
        findings.length === 0 ? terminal.paint.good('No problems found.') : countsOf(findings),
      ]),
  };
}

/** `1 error and 2 warnings`. */
export function countsOf(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  return [counted(count('error'), 'error'), counted(count('warning'), 'warning')]
    .filter((text) => !text.startsWith('0 '))
    .join(' and ');
}

function summary(terminal: Terminal, { schema, checked }: Diagnosis, database: string): Printable {
  return details(terminal, [
    ['database', database],
    ['schema', SCHEMA_WORDS[schema]],
    [
      'checked',
      [
        counted(checked.groups, 'group'),
        counted(checked.members, 'member'),
        ...(schema === 'current' ? [counted(checked.paths, 'path')] : []),
      ].join(', '),
    ],
  ]);
}

const SCHEMA_WORDS: Readonly<Record<Diagnosis['schema'], string>> = {
  current: 'current',
  missing: 'none (groups and members do not need one; every item counts as active)',
};

/** Findings are already sorted by rule. */
function byRule(findings: readonly Finding[]): Finding[][] {
  const chapters: Finding[][] = [];
  for (const finding of findings) {
    const last = chapters.at(-1);
    if (last?.[0]?.rule === finding.rule) last.push(finding);
    else chapters.push([finding]);
  }
  return chapters;
}

/** A rule and why it matters, once; below it the findings, each with the command that fixes it. */
function chapter(terminal: Terminal, findings: readonly Finding[]): Text {
  const { paint } = terminal;
  const [first] = findings;
  if (first === undefined) return '';
  const { severity, rule, why } = first;
  const mark = severity === 'error' ? paint.bad('error') : paint.warning('warning');
  return lines([
    show`${mark}  ${paint.strong(rule)}`,
    paint.faint(prose(terminal, why)),
    ...findings.map(({ message, fix }) => {
      const what = prose(terminal, message, '  ');
      return fix === null ? what : show`${what}\n    ${fix}`;
    }),
  ]);
}
