import type { Migration } from '../src/database/migration.ts';
import { billingTables } from './0001-billing-tables.ts';
import { catalogue } from './0002-catalogue.ts';
import { accountSide } from './0003-account-side.ts';
import { runsAndAudit } from './0004-runs-and-audit.ts';
import { periods } from './0005-periods.ts';
import { exactExternalIds } from './0006-exact-external-ids.ts';
import { takenAway } from './0007-taken-away.ts';
import { auditLogin } from './0008-audit-login.ts';
import { rowLocks } from './0009-row-locks.ts';

/** Every migration there is, in the order in which they run. Nothing is scanned at run time. */
export const migrations: readonly Migration[] = [
  billingTables,
  catalogue,
  accountSide,
  runsAndAudit,
  periods,
  exactExternalIds,
  takenAway,
  auditLogin,
  rowLocks,
];
