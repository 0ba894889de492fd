import type pg from 'pg';
import { AS_OF, withClient } from './dataset.ts';

interface Due {
  readonly account_id: string;
  readonly number: number;
  readonly item_id: string;
  readonly path_id: string;
  readonly destination_item_id: string;
  readonly starts: string;
  readonly ends: string | null;
}

/**
 * What a plain script does: it reads the list of due subscriptions and moves each in a transaction of its own. It moves
 * the first `count`; resolves to the milliseconds it took.
 */
export async function runOneAtATime(url: string, count: number): Promise<number> {
  return withClient(url, async (client) => {
    const start = performance.now();
    const { rows } = await client.query<Due>(
      `select s.account_id, s.number, s.item_id, p.id as path_id, p.destination_item_id, s.due_on::text as starts,
         ((s.due_on + make_interval(months => d.term_months, days => d.term_days))::date - 1)::text as ends
       from tierctl.subscription s
       join tierctl.item_profile i on i.item_id = s.item_id
       join tierctl.path p on p.id = i.default_path_id
       join tierctl.item_profile d on d.item_id = p.destination_item_id and d.active
       where s.status = 'active' and s.due_on <= $1
       order by s.account_id, s.number limit $2`,
      [AS_OF, count],
    );
    for (const due of rows) await move(client, due);
    return performance.now() - start;
  });
}

async function move(client: pg.Client, due: Due): Promise<void> {
  const key = [due.account_id, due.number];
  await client.query('begin');
  await client.query(
    `update tierctl.subscription set status = 'ended', ended_run = 1, ended_hop = 1, ended_path_id = $3
     where account_id = $1 and number = $2 and status = 'active'`,
    [...key, due.path_id],
  );
  const { rows } = await client.query<{ next: number }>(
    'select max(number) + 1 as next from tierctl.subscription where account_id = $1',
    [due.account_id],
  );
  const next = rows[0]?.next;
  await client.query(
    `insert into tierctl.subscription
       (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when, replaces_number)
     values ($1, $3, $4, 'active', $5, $6, 'default', 'on_end_date', $2)`,
    [...key, next, due.destination_item_id, due.starts, due.ends],
  );
  await client.query(
    `insert into tierctl.subscription_attribute
     select v.account_id, $3, m.destination_attribute, v.value
     from tierctl.subscription_attribute v
     join tierctl.path_attribute m on m.path_id = $4 and m.source_attribute = v.attribute
     where v.account_id = $1 and v.subscription_number = $2`,
    [...key, next, due.path_id],
  );
  await client.query(
    `insert into tierctl.transition
       (account_id, from_number, to_number, path_id, from_item_id, to_item_id, direction, effective_on, applied_at, run_id, hop)
     values ($1, $2, $3, $4, $5, $6, 'upgrade', $7, now(), 1, 1)`,
    [...key, next, due.path_id, due.item_id, due.destination_item_id, due.starts],
  );
  await client.query('commit');
}
