// Rows as an operator types them in a query window: plain SQL with literals, nothing of tierctl's.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/database.ts';
import type { MemberFlags } from '../../../src/domain/groups/member.ts';

export interface HandWritten {
  /** Executes one statement; `billing.` stands for the schema that holds the billing tables. */
  execute(statement: string): Promise<void>;
  /** Each of these inserts one row and gives its id. */
  item(articleNumber: string, name?: string): Promise<string>;
  group(name: string): Promise<string>;
  member(groupId: string, itemId: string, level: number, flags?: Partial<MemberFlags>): Promise<string>;
  renewalPeriod(itemId: string, value: number, unit: string): Promise<string>;
  /** Deletes an item that members still refer to, which only tables without the foreign key allow. */
  orphanMembersOf(itemId: string): Promise<void>;
}

/** Writes by hand into the database that `database` gives; it is asked at each statement. */
export function handWritten(database: () => Database): HandWritten {
  const execute = async (statement: string): Promise<void> => {
    const { kysely, dialect } = database();
    await sql.raw(statement.replaceAll('billing.', `${dialect.defaultBillingSchema}.`)).execute(kysely);
  };
  const insert = async (table: string, columns: string, values: string): Promise<string> => {
    const id = randomUUID();
    await execute(`insert into billing.${table} (id, ${columns}) values ('${id.toUpperCase()}', ${values})`);
    return id;
  };
  return {
    execute,
    item: (articleNumber, name = `Item ${articleNumber}`) =>
      insert('item', 'article_number, name', `'${articleNumber}', '${name}'`),
    group: (name) => insert('upgrade_group', 'name', `'${name}'`),
    member: (groupId, itemId, level, flags = {}) => {
      const columns =
        'fk_group_id, fk_item_id, upgrade_level, upgradeable, downgradeable, upgradeable_from, downgradeable_from';
      const { upgradeable, downgradeable, upgradeableFrom, downgradeableFrom } = flags;
      const bits = [upgradeable, downgradeable, upgradeableFrom, downgradeableFrom]
        .map((flag) => (flag === false ? `'0'` : `'1'`))
        .join(', ');
      return insert('upgrade_group_member', columns, `'${groupId}', '${itemId}', ${level}, ${bits}`);
    },
    renewalPeriod: (itemId, value, unit) =>
      insert(
        'renewal_period',
        'fk_item_id, renewal_period_value, renewal_period_unit',
        `'${itemId}', ${value}, '${unit}'`,
      ),
    orphanMembersOf: async (itemId) => {
      await execute('alter table billing.upgrade_group_member drop constraint upgrade_group_member_item');
      await execute(`delete from billing.item where id = '${itemId}'`);
    },
  };
}
