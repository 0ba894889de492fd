import type { MigrateAdoptResult } from '../../../operations/administration/migrate-adopt.ts';
import type { MigrateDownResult } from '../../../operations/administration/migrate-down.ts';
import type { MigrateUpResult } from '../../../operations/administration/migrate-up.ts';
import type { MigrationStatusResult } from '../../../operations/administration/migration-status.ts';
import { lines, type Printable, sections, type Text } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { View } from '../view.ts';

export function migratedUp({ applied }: MigrateUpResult): View {
  return {
    json: { applied },
    records: applied.map((name) => ({ name })),
    columns: ['name'],
    empty: 'All migrations are already applied.',
    text: ({ paint }) => list(paint.strong('Migrations applied'), applied),
  };
}

export function adopted({ adopted: tables, applied }: MigrateAdoptResult): View {
  return {
    json: { adopted: tables, applied },
    records: [
      ...tables.map((name) => ({ kind: 'table', name })),
      ...applied.map((name) => ({ kind: 'migration', name })),
    ],
    columns: ['kind', 'name'],
    empty: 'The billing tables are already adopted and all migrations applied.',
    text: ({ paint }) =>
      sections([
        tables.length === 0 ? null : list(paint.strong('Billing tables adopted as they are'), tables),
        applied.length === 0 ? null : list(paint.strong('Migrations applied'), applied),
      ]),
  };
}

export function migratedDown({ undone, discarded, kept }: MigrateDownResult): View {
  return {
    json: { undone, discarded, kept },
    records: undone.map((name) => ({ name })),
    columns: ['name'],
    empty: 'No migration is applied.',
    text: (terminal) => {
      const { paint } = terminal;
      const entries = undone.map((name) =>
        kept.includes(name) ? `${name} (adopted: its tables stay)` : name,
      );
      const migrations = list(paint.strong('Migrations undone'), entries);
      if (discarded.length === 0) return migrations;
      const rows = table(
        terminal,
        [
          { heading: 'dropped table', cell: (one) => one.table },
          { heading: 'rows lost', align: 'right', cell: ({ rows }) => paint.bad(String(rows)) },
        ],
        discarded,
      );
      return sections([migrations, rows]);
    },
  };
}

export function migrationStates({ migrations }: MigrationStatusResult): View {
  return {
    json: { migrations },
    records: migrations,
    columns: ['name', 'appliedAt', 'adopted'],
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'migration', cell: ({ name }) => name },
          {
            heading: 'applied',
            cell: ({ appliedAt, adopted: asIs }) =>
              appliedAt === null
                ? terminal.paint.warning('pending')
                : `${appliedAt}${asIs ? ' (adopted)' : ''}`,
          },
        ],
        migrations,
      ),
  };
}

function list(headline: Text, names: readonly string[]): Printable {
  return lines([headline, ...names.map((name) => `  ${name}`)]);
}
