import type { MigrateDownResult } from '../../operations/migrate-down.ts';
import type { MigrateUpResult } from '../../operations/migrate-up.ts';
import type { MigrationStatusResult } from '../../operations/migration-status.ts';
import { table } from './table.ts';
import type { View } from './view.ts';

export function migratedUp({ applied }: MigrateUpResult): View {
  return {
    json: { applied },
    records: applied.map((name) => ({ name })),
    columns: ['name'],
    empty: 'Every migration is applied.',
    text: ({ paint }) => list(paint.strong('Migrations applied'), applied),
  };
}

export function migratedDown({ undone, discarded }: MigrateDownResult): View {
  return {
    json: { undone, discarded },
    records: undone.map((name) => ({ name })),
    columns: ['name'],
    empty: 'No migration is applied.',
    text: (terminal) => {
      const { paint } = terminal;
      const migrations = list(paint.strong('Migrations undone'), undone);
      if (discarded.length === 0) return migrations;
      const rows = table(
        terminal,
        [
          { heading: 'dropped table', cell: (one) => one.table },
          { heading: 'rows lost', align: 'right', cell: ({ rows }) => paint.bad(String(rows)) },
        ],
        discarded,
      );
      return `${migrations}\n\n${rows}`;
    },
  };
}

export function migrationStates({ migrations }: MigrationStatusResult): View {
  return {
    json: { migrations },
    records: migrations,
    columns: ['name', 'appliedAt'],
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'migration', cell: ({ name }) => name },
          { heading: 'applied', cell: ({ appliedAt }) => appliedAt ?? terminal.paint.warning('pending') },
        ],
        migrations,
      ),
  };
}

function list(headline: string, names: readonly string[]): string {
  return [headline, ...names.map((name) => `  ${name}`)].join('\n');
}
