import { migrations } from '../../../migrations/list.ts';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { listAudit, streamAudit } from '../../../src/operations/administration/list-audit.ts';
import { migrateAdopt } from '../../../src/operations/administration/migrate-adopt.ts';
import { migrateDown } from '../../../src/operations/administration/migrate-down.ts';
import { migrateUp } from '../../../src/operations/administration/migrate-up.ts';
import { migrationStatus } from '../../../src/operations/administration/migration-status.ts';
import { means, NOW, TODAY } from './meaning.ts';

const invocation = { actor: 'tester@test', command: 'migrate down', reason: undefined, at: NOW };

export const ADMINISTRATION = [
  means('migrate up --lock-timeout 3', migrateUp, { migrations, at: NOW }),
  means('migrate adopt --lock-timeout 3', migrateAdopt, { migrations, at: NOW }),
  means('migrate down --lock-timeout 3', migrateDown, {
    migrations,
    reach: 'last',
    discardData: false,
    invocation,
  }),
  means('migrate down --to 0001-billing', migrateDown, {
    migrations,
    reach: { to: '0001-billing' },
    discardData: false,
    invocation,
  }),
  means('migrate down --all --discard-data --reason "a new start"', migrateDown, {
    migrations,
    reach: 'all',
    discardData: true,
    invocation: { ...invocation, reason: 'a new start' },
  }),
  means('migrate status', migrationStatus, { migrations }),
  means('doctor', diagnose, { today: TODAY }),
  means('doctor --strict', diagnose, { today: TODAY }),
  means('audit list', listAudit, { since: undefined, limit: 100 }),
  means('audit list --since 2026-02-01 --limit 7', listAudit, { since: '2026-02-01', limit: 7 }),
  means('audit list --since 2026-02-01 -o ndjson', streamAudit, { since: '2026-02-01' }),
];
