// SQL Server replaces the row locks of a statement by one lock of the whole table when the statement holds about 5,000 of an
// index ("Transaction locking and row versioning guide", lock escalation). A range of a run writes more than that as soon as its
// subscriptions have some attributes or components, and then every other command would wait for it. So the tables that
// runs and imports write keep their row locks (docs/decisions/row-locks-are-not-escalated.md). Nothing is to be done where the
// server has no such escalation.
import type { Migration } from '../src/database/migration.ts';
import type { Session } from '../src/database/session.ts';

const TABLES = [
  'tierctl.account',
  'tierctl.subscription',
  'tierctl.subscription_attribute',
  'tierctl.subscription_extension',
  'tierctl.subscription_usage',
  'tierctl.change_attribute',
  'tierctl.change_extension',
  'tierctl.change_termination',
  'tierctl.component',
  'tierctl.component_attribute',
  'tierctl.former_component',
  'tierctl.former_component_attribute',
  'tierctl.transition',
  'tierctl.taken_away',
  'tierctl.run_failure',
];

export const rowLocks: Migration = {
  name: '0009-row-locks',
  tables: [],
  up: (session) => escalateLocks(session, false),
  beforeDown: (session) => escalateLocks(session, true),
};

async function escalateLocks({ db, dialect }: Session, escalates: boolean): Promise<void> {
  for (const table of TABLES) await dialect.escalateLocks(table, escalates)?.execute(db);
}
