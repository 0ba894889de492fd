// Accounts and what they hold. Every key begins with account_id, and every foreign key between these tables carries
// it, so that they can be distributed by account.
import { sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';

export const accountSide: Migration = {
  name: '0003-account-side',
  tables: [
    'tierctl.change_attribute',
    'tierctl.change_termination',
    'tierctl.change_extension',
    'tierctl.component_attribute',
    'tierctl.component',
    'tierctl.subscription_usage',
    'tierctl.subscription_extension',
    'tierctl.subscription_attribute',
    'tierctl.subscription',
    'tierctl.account',
  ],

  async up({ db, dialect }) {
    const { schema } = db;
    const { types } = dialect;
    const uuid = sql.raw(types.uuid);
    const integer = sql.raw(types.integer);
    const date = sql.raw(types.date);
    const accountId = sql.raw(types.accountId);
    const longText = sql.raw(types.longText);
    const text = (length: number) => sql.raw(types.text(length));

    await schema
      .createTable('tierctl.account')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('name', text(200), (column) => column.notNull())
      .addPrimaryKeyConstraint('account_pkey', ['account_id'])
      .execute();

    // The day the successor starts. Indexed, so that what is due is found without looking at what is not.
    const dayAfterEnd = dialect.plusDays(sql.ref('end_date'), 1);
    const dueOn = dialect.computedColumn(
      'due_on',
      types.date,
      sql`case when change_on is not null then change_on when apply_when = 'from_date' then from_date else ${dayAfterEnd} end`,
    );
    // A subscription that ended may have kept a date that it no longer waits for: a change moved it before.
    await sql`
      create table tierctl.subscription (
        account_id ${accountId} not null,
        number ${integer} not null,
        item_id ${uuid} not null,
        status ${text(10)} not null,
        start_date ${date} not null,
        end_date ${date},
        path_rule ${text(10)} not null,
        path_id ${uuid},
        apply_when ${text(12)} not null,
        from_date ${date},
        change_item_id ${uuid},
        change_on ${date},
        ${dueOn},
        replaces_number ${integer},
        external_id ${text(100)},
        ended_run ${integer},
        ended_hop ${integer},
        ended_path_id ${uuid},
        previous_end_date ${date},
        revision ${integer} not null default 0,
        constraint subscription_pkey primary key (account_id, number),
        constraint subscription_account foreign key (account_id) references tierctl.account (account_id),
        constraint subscription_item foreign key (item_id) references tierctl.item_profile (item_id),
        constraint subscription_path foreign key (path_id, item_id) references tierctl.path (id, source_item_id),
        constraint subscription_number check (number > 0),
        constraint subscription_status check (status in ('active', 'ended')),
        constraint subscription_dates check (end_date >= start_date),
        constraint subscription_path_rule check (
          (path_rule = 'override' and path_id is not null) or (path_rule in ('default', 'none') and path_id is null)),
        constraint subscription_apply check (
          (apply_when = 'on_end_date' and from_date is null)
          or (apply_when = 'from_date' and from_date is not null and from_date > start_date)),
        constraint subscription_change_item foreign key (change_item_id) references tierctl.item_profile (item_id),
        constraint subscription_change check (
          (change_item_id is null and change_on is null)
          or (change_item_id is not null and change_on is not null and change_on > start_date)),
        constraint subscription_moves_in_time check (
          status = 'ended' or ((from_date is null or end_date is null or from_date <= ${dayAfterEnd})
            and (change_on is null or end_date is null or change_on <= ${dayAfterEnd}))),
        constraint subscription_replaces_earlier check (replaces_number < number)
      )`.execute(db);

    await sql`create index subscription_due on tierctl.subscription (due_on, account_id)
      where status = 'active'`.execute(db);
    await sql`create index subscription_ended_by_run on tierctl.subscription (ended_run, ended_hop, account_id)
      where ended_run is not null`.execute(db);
    // A subscription is replaced at most once, whatever crashes or runs twice.
    await sql`create unique index subscription_replaced_once on tierctl.subscription (account_id, replaces_number)
      where replaces_number is not null`.execute(db);
    await sql`create unique index subscription_external_id on tierctl.subscription (account_id, external_id)
      where external_id is not null`.execute(db);
    await schema
      .createIndex('subscription_item_idx')
      .on('tierctl.subscription')
      .columns(['item_id', 'account_id', 'number'])
      .execute();
    await sql`create index subscription_path_idx on tierctl.subscription (path_id)
      where path_id is not null`.execute(db);

    await schema
      .createTable('tierctl.subscription_attribute')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('attribute', text(100), (column) => column.notNull())
      .addColumn('value', longText, (column) => column.notNull())
      .addPrimaryKeyConstraint('subscription_attribute_pkey', [
        'account_id',
        'subscription_number',
        'attribute',
      ])
      .addForeignKeyConstraint(
        'subscription_attribute_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .execute();

    await schema
      .createTable('tierctl.subscription_extension')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('extension_item_id', uuid, (column) => column.notNull())
      .addColumn('quantity', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('subscription_extension_pkey', [
        'account_id',
        'subscription_number',
        'extension_item_id',
      ])
      .addForeignKeyConstraint(
        'subscription_extension_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .addForeignKeyConstraint('subscription_extension_item', ['extension_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addCheckConstraint('subscription_extension_quantity', sql`quantity > 0`)
      .execute();

    await schema
      .createTable('tierctl.subscription_usage')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('service', text(100), (column) => column.notNull())
      .addColumn('amount', sql.raw(types.bigint), (column) => column.notNull())
      .addPrimaryKeyConstraint('subscription_usage_pkey', ['account_id', 'subscription_number', 'service'])
      .addForeignKeyConstraint(
        'subscription_usage_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .addCheckConstraint('subscription_usage_amount', sql`amount >= 0`)
      .execute();

    // What comes with a pending change: extensions bought, services given up, the successor's attribute values.
    await schema
      .createTable('tierctl.change_extension')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('extension_item_id', uuid, (column) => column.notNull())
      .addColumn('quantity', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('change_extension_pkey', [
        'account_id',
        'subscription_number',
        'extension_item_id',
      ])
      .addForeignKeyConstraint(
        'change_extension_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .addForeignKeyConstraint('change_extension_item', ['extension_item_id'], 'tierctl.item_profile', [
        'item_id',
      ])
      .addCheckConstraint('change_extension_quantity', sql`quantity > 0`)
      .execute();

    await schema
      .createTable('tierctl.change_termination')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('service', text(100), (column) => column.notNull())
      .addColumn('amount', sql.raw(types.bigint), (column) => column.notNull())
      .addPrimaryKeyConstraint('change_termination_pkey', ['account_id', 'subscription_number', 'service'])
      .addForeignKeyConstraint(
        'change_termination_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .addCheckConstraint('change_termination_amount', sql`amount > 0`)
      .execute();

    await schema
      .createTable('tierctl.change_attribute')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('attribute', text(100), (column) => column.notNull())
      .addColumn('value', longText, (column) => column.notNull())
      .addPrimaryKeyConstraint('change_attribute_pkey', ['account_id', 'subscription_number', 'attribute'])
      .addForeignKeyConstraint(
        'change_attribute_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .execute();

    await schema
      .createTable('tierctl.component')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('component_number', integer, (column) => column.notNull())
      .addColumn('item_id', uuid, (column) => column.notNull())
      .addColumn('status', text(10), (column) => column.notNull())
      .addColumn('start_date', date, (column) => column.notNull())
      .addColumn('end_date', date)
      .addColumn('continues_number', integer)
      .addColumn('ended_run', integer)
      .addPrimaryKeyConstraint('component_pkey', ['account_id', 'subscription_number', 'component_number'])
      .addForeignKeyConstraint(
        'component_of',
        ['account_id', 'subscription_number'],
        'tierctl.subscription',
        ['account_id', 'number'],
      )
      .addForeignKeyConstraint('component_item', ['item_id'], 'tierctl.item_profile', ['item_id'])
      .addCheckConstraint('component_status', sql`status in ('active', 'ended')`)
      .addCheckConstraint('component_dates', sql`end_date >= start_date`)
      .execute();

    await schema
      .createTable('tierctl.component_attribute')
      .addColumn('account_id', accountId, (column) => column.notNull())
      .addColumn('subscription_number', integer, (column) => column.notNull())
      .addColumn('component_number', integer, (column) => column.notNull())
      .addColumn('attribute', text(100), (column) => column.notNull())
      .addColumn('value', longText, (column) => column.notNull())
      .addPrimaryKeyConstraint('component_attribute_pkey', [
        'account_id',
        'subscription_number',
        'component_number',
        'attribute',
      ])
      .addForeignKeyConstraint(
        'component_attribute_of',
        ['account_id', 'subscription_number', 'component_number'],
        'tierctl.component',
        ['account_id', 'subscription_number', 'component_number'],
      )
      .execute();
  },
};
