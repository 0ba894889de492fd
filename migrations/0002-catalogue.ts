// What tierctl knows of items beyond the billing tables, and the paths. An item is referred to through its profile,
// so that adopted billing tables need no key that they may not have.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';

export const catalogue: Migration = {
  name: '0002-catalogue',
  tables: [
    'tierctl.path_product',
    'tierctl.path_attribute',
    'tierctl.path',
    'tierctl.service_limit',
    'tierctl.item_extension',
    'tierctl.package_product',
    'tierctl.item_attribute',
    'tierctl.item_profile',
  ],

  async up({ db, dialect }) {
    const { schema } = db;
    const { types } = dialect;
    const uuid = sql.raw(types.uuid);
    const integer = sql.raw(types.integer);
    const date = sql.raw(types.date);
    const text = (length: number) => sql.raw(types.text(length));

    await schema
      .createTable('tierctl.item_profile')
      .addColumn('item_id', uuid, (column) => column.notNull())
      .addColumn('kind', text(20), (column) => column.notNull())
      .addColumn('active', sql.raw(types.boolean), (column) => column.notNull())
      .addColumn('term_months', integer)
      .addColumn('term_days', integer)
      .addColumn('default_path_id', uuid)
      .addPrimaryKeyConstraint('item_profile_pkey', ['item_id'])
      .addCheckConstraint('item_profile_kind', sql`kind in ('product', 'package', 'extension')`)
      .addCheckConstraint(
        'item_profile_term',
        // Both or neither, with explicit null checks: a comparison with null is unknown, and a check constraint accepts unknown.
        sql`(term_months is null and term_days is null)
          or (term_months is not null and term_days is not null
            and term_months >= 0 and term_days >= 0 and term_months + term_days > 0)`,
      )
      .execute();

    await schema
      .createTable('tierctl.item_attribute')
      .addColumn('item_id', uuid, (column) => column.notNull())
      .addColumn('name', text(100), (column) => column.notNull())
      .addColumn('type', text(20), (column) => column.notNull())
      .addColumn('required', sql.raw(types.boolean), (column) => column.notNull())
      .addColumn('default_value', sql.raw(types.longText))
      .addColumn('choices', sql.raw(types.longText))
      .addPrimaryKeyConstraint('item_attribute_pkey', ['item_id', 'name'])
      .addForeignKeyConstraint('item_attribute_item', ['item_id'], 'tierctl.item_profile', ['item_id'])
      .addCheckConstraint('item_attribute_type', sql`type in ('text', 'number', 'date', 'boolean', 'choice')`)
      .execute();

    await schema
      .createTable('tierctl.package_product')
      .addColumn('package_item_id', uuid, (column) => column.notNull())
      .addColumn('product_item_id', uuid, (column) => column.notNull())
      .addColumn('minimum_quantity', integer, (column) => column.notNull())
      .addColumn('maximum_quantity', integer)
      .addPrimaryKeyConstraint('package_product_pkey', ['package_item_id', 'product_item_id'])
      .addForeignKeyConstraint('package_product_package', ['package_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addForeignKeyConstraint('package_product_product', ['product_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addCheckConstraint(
        'package_product_quantity',
        sql`minimum_quantity >= 0 and (maximum_quantity is null or maximum_quantity >= minimum_quantity)`,
      )
      .execute();

    await schema
      .createTable('tierctl.item_extension')
      .addColumn('item_id', uuid, (column) => column.notNull())
      .addColumn('extension_item_id', uuid, (column) => column.notNull())
      .addColumn('maximum_quantity', integer)
      .addPrimaryKeyConstraint('item_extension_pkey', ['item_id', 'extension_item_id'])
      .addForeignKeyConstraint('item_extension_item', ['item_id'], 'tierctl.item_profile', ['item_id'])
      .addForeignKeyConstraint('item_extension_extension', ['extension_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addCheckConstraint('item_extension_quantity', sql`maximum_quantity is null or maximum_quantity > 0`)
      .execute();

    await schema
      .createTable('tierctl.service_limit')
      .addColumn('item_id', uuid, (column) => column.notNull())
      .addColumn('service', text(100), (column) => column.notNull())
      .addColumn('amount', sql.raw(types.bigint), (column) => column.notNull())
      .addPrimaryKeyConstraint('service_limit_pkey', ['item_id', 'service'])
      .addForeignKeyConstraint('service_limit_item', ['item_id'], 'tierctl.item_profile', ['item_id'])
      .addCheckConstraint('service_limit_amount', sql`amount >= 0`)
      .execute();

    await schema
      .createTable('tierctl.path')
      .addColumn('id', uuid, (column) => column.notNull())
      .addColumn('name', text(200), (column) => column.notNull())
      .addColumn('source_item_id', uuid, (column) => column.notNull())
      .addColumn('destination_item_id', uuid, (column) => column.notNull())
      .addColumn('effective_from', date)
      .addColumn('effective_until', date)
      .addColumn('over_limit_policy', text(20), (column) => column.notNull())
      .addColumn('description', sql.raw(types.longText))
      .addPrimaryKeyConstraint('path_pkey', ['id'])
      .addUniqueConstraint('path_name_key', ['name'])
      // The target of keys that make an assigned path start at the item it is assigned to.
      .addUniqueConstraint('path_id_source_key', ['id', 'source_item_id'])
      .addForeignKeyConstraint('path_source', ['source_item_id'], 'tierctl.item_profile', ['item_id'])
      .addForeignKeyConstraint('path_destination', ['destination_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addCheckConstraint('path_window', sql`effective_until >= effective_from`)
      .addCheckConstraint('path_not_to_itself', sql`source_item_id <> destination_item_id`)
      .addCheckConstraint('path_over_limit_policy', sql`over_limit_policy in ('block', 'allow', 'extend')`)
      .execute();

    await schema
      .createTable('tierctl.path_attribute')
      .addColumn('path_id', uuid, (column) => column.notNull())
      .addColumn('source_item_id', uuid, (column) => column.notNull())
      .addColumn('source_attribute', text(100), (column) => column.notNull())
      .addColumn('destination_item_id', uuid, (column) => column.notNull())
      .addColumn('destination_attribute', text(100), (column) => column.notNull())
      // By source as well: instances of two products may become instances of one, each with its own values.
      .addPrimaryKeyConstraint('path_attribute_pkey', [
        'path_id',
        'destination_item_id',
        'destination_attribute',
        'source_item_id',
      ])
      .addForeignKeyConstraint('path_attribute_path', ['path_id'], 'tierctl.path', ['id'])
      .addForeignKeyConstraint(
        'path_attribute_source',
        ['source_item_id', 'source_attribute'],
        'tierctl.item_attribute',
        ['item_id', 'name'],
      )
      .addForeignKeyConstraint(
        'path_attribute_destination',
        ['destination_item_id', 'destination_attribute'],
        'tierctl.item_attribute',
        ['item_id', 'name'],
      )
      .execute();

    await schema
      .createTable('tierctl.path_product')
      .addColumn('path_id', uuid, (column) => column.notNull())
      .addColumn('source_item_id', uuid, (column) => column.notNull())
      .addColumn('destination_item_id', uuid, (column) => column.notNull())
      .addPrimaryKeyConstraint('path_product_pkey', ['path_id', 'source_item_id'])
      .addForeignKeyConstraint('path_product_path', ['path_id'], 'tierctl.path', ['id'])
      .addForeignKeyConstraint('path_product_source', ['source_item_id'], 'tierctl.item_profile', ['item_id'])
      .addForeignKeyConstraint('path_product_destination', ['destination_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .execute();

    await schema
      .alterTable('tierctl.item_profile')
      .addForeignKeyConstraint('item_profile_default_path', ['default_path_id', 'item_id'], 'tierctl.path', [
        'id',
        'source_item_id',
      ])
      .execute();
  },

  async beforeDown({ db }) {
    await db.schema.alterTable('tierctl.item_profile').dropConstraint('item_profile_default_path').execute();
  },
};
