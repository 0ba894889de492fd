import type { ListAuditResult } from '../../../operations/administration/list-audit.ts';
import { table } from '../table.ts';
import type { View } from '../view.ts';

export function listedAudit({ audit, more }: ListAuditResult): View {
  return {
    json: { audit, more },
    records: audit,
    columns: ['id', 'occurredAt', 'actor', 'login', 'command', 'subject', 'reason'],
    empty: 'Nothing was changed.',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'when', cell: ({ occurredAt }) => occurredAt.replace(/\.\d+Z$/, 'Z') },
          { heading: 'who', cell: ({ actor }) => actor },
          { heading: 'login', cell: ({ login }) => login },
          { heading: 'command', cell: ({ command }) => command },
          { heading: 'what', cell: ({ subject }) => terminal.paint.strong(subject ?? '') },
          { heading: 'reason', cell: ({ reason }) => reason },
        ],
        audit,
      ),
  };
}
