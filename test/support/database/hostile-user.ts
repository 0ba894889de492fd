// A user who may create objects in schema public, and nothing else: every user could up to PostgreSQL 14, and servers that
// were upgraded since have kept that.

/** An operator that fits `name = $1` better than the server's own, and gives its maker what its caller may give. */
export function attack(role: string): readonly string[] {
  return [
    `create function public.varchar_equals(varchar, varchar) returns boolean language plpgsql as $f$
      begin
        begin
          execute 'grant usage on schema tierctl to ${role}';
          execute 'grant select, insert, update, delete on all tables in schema tierctl to ${role}';
        exception when others then null;
        end;
        return $1::text operator(pg_catalog.=) $2::text;
      end $f$`,
    'create operator public.= (leftarg = varchar, rightarg = varchar, function = public.varchar_equals)',
  ];
}

/**
 * A trap under each name that a statement may use without a schema: operators for pairs of types that the server has none
 * for, and its functions of text once more for varchar. Each reports when it is called.
 */
export const TRAPS: readonly string[] = [
  `do $do$
  declare
    one record;
    number integer := 0;
  begin
    for one in
      select distinct o.oprname as name, l.oid::regtype as lefts, r.oid::regtype as rights
      from pg_operator o
      cross join unnest('{varchar,text,int2,int4,int8,float8,numeric,date,timestamptz,interval,uuid,bool}'::regtype[]) as l(oid)
      cross join unnest('{varchar,text,int2,int4,int8,float8,numeric,date,timestamptz,interval,uuid,bool}'::regtype[]) as r(oid)
      where o.oprname in ('=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', '||', '~~', '!~~', '~')
        and not exists (select from pg_operator e
          where e.oprname = o.oprname and e.oprleft = l.oid and e.oprright = r.oid)
    loop
      number := number + 1;
      execute format('create function public.trap_%s(%s, %s) returns boolean language plpgsql as '
        '$f$ begin raise exception ''caught by operator %s''; end $f$', number, one.lefts, one.rights, one.name);
      execute format('create operator public.%s (leftarg = %s, rightarg = %s, function = public.trap_%s)',
        one.name, one.lefts, one.rights, number);
    end loop;
    for one in
      select distinct p.proname as name, replace(pg_get_function_identity_arguments(p.oid), 'text', 'varchar') as arguments,
        format_type(p.prorettype, null) as result
      from pg_proc p join pg_type t on t.oid = p.prorettype
      where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and not p.proretset
        and t.typtype = 'b' and p.provariadic = 0 and 'text'::regtype = any (p.proargtypes)
        and not exists (select from unnest(p.proargtypes) as a(oid) join pg_type y on y.oid = a.oid where y.typtype = 'p')
    loop
      execute format('create or replace function public.%I(%s) returns %s language plpgsql as '
        '$f$ begin raise exception ''caught by function %s''; end $f$', one.name, one.arguments, one.result, one.name);
    end loop;
  end $do$`,
];
