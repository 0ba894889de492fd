import { auditSubject } from '../../domain/audit-subject.ts';
import type { ListAuditResult } from '../../operations/list-audit.ts';
import { table } from './table.ts';
import type { View } from './view.ts';

export function listedAudit({ audit, more }: ListAuditResult): View {
  return {
    json: { audit, more },
    // One column each for what was and what is: a program that reads them gets JSON.
    records: audit,
    columns: ['id', 'occurredAt', 'actor', 'command', 'reason'],
    empty: 'Nothing was changed.',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'when', cell: ({ occurredAt }) => occurredAt.replace(/\.\d+Z$/, 'Z') },
          { heading: 'who', cell: ({ actor }) => actor },
          { heading: 'command', cell: ({ command }) => command },
          { heading: 'what', cell: (record) => terminal.paint.strong(auditSubject(record) ?? '') },
          { heading: 'reason', cell: ({ reason }) => reason },
        ],
        audit,
      ),
  };
}
