// What happened: runs, the transitions they made, what failed in them, and the audit trail of every change.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';

export const runsAndAudit: Migration = {
  name: '0004-runs-and-audit',
  tables: ['tierctl.run_failure', 'tierctl.transition', 'tierctl.run', 'tierctl.audit'],

  async up({ db, dialect: { types } }) {
    const { schema } = db;
    const uuid = sql.raw(types.uuid);
    const integer = sql.raw(types.integer);
    const instant = sql.raw(types.instant);
    const accountId = sql.raw(types.accountId);
    const longText = sql.raw(types.longText);
    const text = (length: number) => sql.raw(types.text(length));

    await schema
      .createTable('tierctl.run')
      .addColumn('id', integer, (column) => column.notNull())
      .addColumn('kind', text(20), (column) => column.notNull())
      .addColumn('as_of', sql.raw(types.date), (column) => column.notNull())
      .addColumn('started_at', instant, (column) => column.notNull())
      .addColumn('finished_at', instant)
      .addColumn('status', text(20), (column) => column.notNull())
      .addColumn('actor', text(200), (column) => column.notNull())
      .addColumn('options', longText, (column) => column.notNull())
      .addColumn('reverts_run', integer)
      .addColumn('moved', integer, (column) => column.notNull())
      .addColumn('not_moved', integer, (column) => column.notNull())
      .addColumn('failed', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('run_pkey', ['id'])
      .addCheckConstraint('run_kind', sql`kind in ('transitions', 'change', 'revert')`)
      .addCheckConstraint(
        'run_reverts',
        sql`(kind = 'revert' and reverts_run is not null) or (kind <> 'revert' and reverts_run is null)`,
      )
      .addCheckConstraint('run_status', sql`status in ('running', 'finished', 'interrupted', 'abandoned')`)
      .execute();

    await schema
      .createTable('tierctl.transition')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('from_number', integer, (column) => column.notNull())
      .addColumn('to_number', integer, (column) => column.notNull())
      .addColumn('path_id', uuid)
      // The history keeps the moves when runs are reverted and their subscriptions are deleted.
      .addColumn('from_item_id', uuid, (column) => column.notNull())
      .addColumn('to_item_id', uuid, (column) => column.notNull())
      .addColumn('direction', text(10), (column) => column.notNull())
      .addColumn('effective_on', sql.raw(types.date), (column) => column.notNull())
      .addColumn('applied_at', instant, (column) => column.notNull())
      .addColumn('run_id', integer, (column) => column.notNull())
      .addColumn('hop', integer, (column) => column.notNull())
      .addColumn('reverted_run', integer)
      // By run as well: a run may be reverted, and the same subscription move again.
      .addPrimaryKeyConstraint('transition_pkey', ['account_id', 'from_number', 'run_id'])
      .addForeignKeyConstraint('transition_account', ['account_id'], 'tierctl.account', ['account_id'])
      .addForeignKeyConstraint('transition_path', ['path_id'], 'tierctl.path', ['id'])
      .addCheckConstraint('transition_direction', sql`direction in ('upgrade', 'downgrade', 'none')`)
      .execute();
    await schema
      .createIndex('transition_run_idx')
      .on('tierctl.transition')
      .columns(['run_id', 'hop', 'account_id'])
      .execute();
    await schema
      .createIndex('transition_path_idx')
      .on('tierctl.transition')
      .columns(['path_id', 'run_id', 'hop', 'account_id'])
      .execute();

    await schema
      .createTable('tierctl.run_failure')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('run_id', integer, (column) => column.notNull())
      .addColumn('code', text(50), (column) => column.notNull())
      .addColumn('message', longText, (column) => column.notNull())
      .addPrimaryKeyConstraint('run_failure_pkey', ['account_id', 'subscription_number', 'run_id'])
      .execute();

    await schema
      .createTable('tierctl.audit')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('occurred_at', instant, (column) => column.notNull())
      .addColumn('actor', text(200), (column) => column.notNull())
      .addColumn('command', text(500), (column) => column.notNull())
      .addColumn('reason', longText)
      .addColumn('before', longText)
      .addColumn('after', longText)
      .addPrimaryKeyConstraint('audit_pkey', ['id'])
      .execute();
    await schema.createIndex('audit_time_idx').on('tierctl.audit').column('occurred_at').execute();
  },
};
