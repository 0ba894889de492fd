// The operator's own tables in the shape the seed gives. Other programs write to them by hand, so they carry no
// index that needs session settings (SQL Server's filtered ones do) and no trigger.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';

export const billingTables: Migration = {
  name: '0001-billing-tables',
  tables: ['billing.renewal_period', 'billing.upgrade_group_member', 'billing.upgrade_group', 'billing.item'],
  adoptable: true,

  async up({ db, dialect: { types } }) {
    const { schema } = db;
    const uuid = sql.raw(types.uuid);
    const flag = sql.raw(types.boolean);
    const integer = sql.raw(types.integer);
    const text = (length: number) => sql.raw(types.text(length));

    await schema
      .createTable('billing.item')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('article_number', text(100), (column) => column.notNull())
      .addColumn('name', text(200), (column) => column.notNull())
      .addPrimaryKeyConstraint('item_pkey', ['id'])
      .addUniqueConstraint('item_article_number_key', ['article_number'])
      .execute();

    await schema
      .createTable('billing.upgrade_group')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('name', text(200), (column) => column.notNull())
      .addPrimaryKeyConstraint('upgrade_group_pkey', ['id'])
      .addUniqueConstraint('upgrade_group_name_key', ['name'])
      .execute();

    await schema
      .createTable('billing.upgrade_group_member')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('fk_group_id', uuid, (column) => column.notNull())
      .addColumn('fk_item_id', uuid, (column) => column.notNull())
      .addColumn('upgrade_level', integer, (column) => column.notNull())
      .addColumn('upgradeable', flag, (column) => column.notNull())
      .addColumn('downgradeable', flag, (column) => column.notNull())
      .addColumn('upgradeable_from', flag, (column) => column.notNull())
      .addColumn('downgradeable_from', flag, (column) => column.notNull())
      .addPrimaryKeyConstraint('upgrade_group_member_pkey', ['id'])
      .addUniqueConstraint('upgrade_group_member_once', ['fk_group_id', 'fk_item_id'])
      .addForeignKeyConstraint('upgrade_group_member_group', ['fk_group_id'], 'billing.upgrade_group', ['id'])
      .addForeignKeyConstraint('upgrade_group_member_item', ['fk_item_id'], 'billing.item', ['id'])
      .execute();
    await schema
      .createIndex('upgrade_group_member_item_idx')
      .on('billing.upgrade_group_member')
      .column('fk_item_id')
      .execute();

    await schema
      .createTable('billing.renewal_period')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('fk_item_id', uuid, (column) => column.notNull())
      .addColumn('renewal_period_value', integer, (column) => column.notNull())
      .addColumn('renewal_period_unit', text(20), (column) => column.notNull())
      .addPrimaryKeyConstraint('renewal_period_pkey', ['id'])
      .addForeignKeyConstraint('renewal_period_item', ['fk_item_id'], 'billing.item', ['id'])
      .addCheckConstraint('renewal_period_positive', sql`renewal_period_value > 0`)
      .execute();
    await schema
      .createIndex('renewal_period_item_idx')
      .on('billing.renewal_period')
      .column('fk_item_id')
      .execute();
  },
};
