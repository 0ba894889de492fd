import { AS_OF, withClient } from './dataset.ts';

/** The same job as a DBA would write it for this one night: one transaction, a work table, set-based statements. */
const STATEMENTS = [
  'begin',
  `create temporary table work on commit drop as
    select s.account_id, s.number as from_number, s.item_id,
      (select max(m.number) from tierctl.subscription m where m.account_id = s.account_id)
        + row_number() over (partition by s.account_id order by s.due_on, s.number) as to_number,
      p.id as path_id, p.destination_item_id, s.due_on as starts,
      (s.due_on + make_interval(months => d.term_months, days => d.term_days))::date - 1 as ends,
      case when tm.upgrade_level > sm.upgrade_level then 'upgrade'
        when tm.upgrade_level < sm.upgrade_level then 'downgrade' else 'none' end as direction
    from tierctl.subscription s
    join tierctl.item_profile i on i.item_id = s.item_id
    join tierctl.path p on p.id = case s.path_rule when 'default' then i.default_path_id when 'override' then s.path_id end
    join tierctl.item_profile d on d.item_id = p.destination_item_id and d.active
    left join upgrade_group_member sm on sm.fk_item_id = p.source_item_id
    left join upgrade_group_member tm on tm.fk_item_id = p.destination_item_id and tm.fk_group_id = sm.fk_group_id
    where s.status = 'active' and s.due_on <= '${AS_OF}'
      and (p.effective_from is null or p.effective_from <= s.due_on)
      and (p.effective_until is null or p.effective_until >= s.due_on)
      and not exists (
        select 1 from tierctl.subscription_usage u
        left join tierctl.service_limit l on l.item_id = d.item_id and l.service = u.service
        where u.account_id = s.account_id and u.subscription_number = s.number and p.over_limit_policy <> 'allow'
          and u.amount > coalesce(l.amount, 0) + coalesce((
            select sum(el.amount * least(e.quantity, a.maximum_quantity))
            from tierctl.subscription_extension e
            join tierctl.item_extension a on a.item_id = d.item_id and a.extension_item_id = e.extension_item_id
            join tierctl.service_limit el on el.item_id = e.extension_item_id and el.service = u.service
            where e.account_id = s.account_id and e.subscription_number = s.number), 0))`,
  'analyze work',
  `update tierctl.subscription s
    set status = 'ended', end_date = w.starts - 1, ended_run = 1, ended_hop = 1, ended_path_id = w.path_id
    from work w where s.account_id = w.account_id and s.number = w.from_number and s.status = 'active'`,
  `insert into tierctl.transition
      (account_id, from_number, to_number, path_id, from_item_id, to_item_id, direction, effective_on, applied_at, run_id, hop)
    select account_id, from_number, to_number, path_id, item_id, destination_item_id, direction, starts, now(), 1, 1 from work`,
  `insert into tierctl.subscription
      (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when, replaces_number)
    select account_id, to_number, destination_item_id, 'active', starts, ends, 'default', 'on_end_date', from_number
    from work`,
  `insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select w.account_id, w.to_number, m.destination_attribute, v.value
    from work w
    join tierctl.path_attribute m on m.path_id = w.path_id
    join tierctl.subscription_attribute v
      on v.account_id = w.account_id and v.subscription_number = w.from_number and v.attribute = m.source_attribute`,
  `insert into tierctl.taken_away (account_id, from_number, run_id, what, item_id, attribute, quantity)
    select w.account_id, w.from_number, 1, 'attribute', w.item_id, v.attribute, 1
    from work w
    join tierctl.subscription_attribute v on v.account_id = w.account_id and v.subscription_number = w.from_number
    left join tierctl.path_attribute m on m.path_id = w.path_id and m.source_attribute = v.attribute
    where m.path_id is null`,
  `insert into tierctl.subscription_extension
    select w.account_id, w.to_number, e.extension_item_id, least(e.quantity, a.maximum_quantity)
    from work w
    join tierctl.subscription_extension e on e.account_id = w.account_id and e.subscription_number = w.from_number
    join tierctl.item_extension a on a.item_id = w.destination_item_id and a.extension_item_id = e.extension_item_id`,
  `insert into tierctl.subscription_usage
    select w.account_id, w.to_number, u.service, u.amount
    from work w
    join tierctl.subscription_usage u on u.account_id = w.account_id and u.subscription_number = w.from_number`,
  'commit',
];

/** Runs it; resolves to the milliseconds it took. */
export async function runHandWrittenSql(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const start = performance.now();
    for (const statement of STATEMENTS) await client.query(statement);
    return performance.now() - start;
  });
}
