// What a move takes away, recorded with the move: the history shows it when the subscriptions have moved on or are gone.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';

export const takenAway: Migration = {
  name: '0007-taken-away',
  tables: ['tierctl.taken_away'],

  async up({ db, dialect: { types } }) {
    const { schema } = db;
    const integer = sql.raw(types.integer);

    await schema
      .createTable('tierctl.taken_away')
      .addColumn('account_id', sql.raw(types.accountId), (column) => column.notNull())
      .addColumn('from_number', integer, (column) => column.notNull())
      .addColumn('run_id', integer, (column) => column.notNull())
      .addColumn('what', sql.raw(types.text(10)), (column) => column.notNull())
      // The extension, the product of the components, or the item that has the attribute. No key: it may be gone later.
      .addColumn('item_id', sql.raw(types.uuid), (column) => column.notNull())
      // Empty but for an attribute.
      .addColumn('attribute', sql.raw(types.text(100)), (column) => column.notNull())
      .addColumn('quantity', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('taken_away_pkey', [
        'account_id',
        'from_number',
        'run_id',
        'what',
        'item_id',
        'attribute',
      ])
      .addForeignKeyConstraint(
        'taken_away_by',
        ['account_id', 'from_number', 'run_id'],
        'tierctl.transition',
        ['account_id', 'from_number', 'run_id'],
      )
      .addCheckConstraint('taken_away_what', sql`what in ('extension', 'component', 'attribute')`)
      .addCheckConstraint('taken_away_quantity', sql`quantity > 0`)
      .execute();
    await schema
      .createIndex('taken_away_run_idx')
      .on('tierctl.taken_away')
      .columns(['run_id', 'account_id'])
      .execute();

    // The end date that the predecessor had and the successor does not keep.
    await sql`alter table tierctl.transition add lost_end_date ${sql.raw(types.date)}`.execute(db);
    // Whether the successor of a pending change keeps the end date. Null, as in rows from before: it does.
    await sql`alter table tierctl.subscription add change_keeps_end ${sql.raw(types.boolean)}`.execute(db);
  },

  async beforeDown({ db }) {
    await sql`alter table tierctl.transition drop column lost_end_date`.execute(db);
    await sql`alter table tierctl.subscription drop column change_keeps_end`.execute(db);
  },
};
