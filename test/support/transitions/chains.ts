// What a database says about its subscriptions, ids aside: two databases in which the same happened give equal chains.
import type { Session } from '../../../src/database/session.ts';

export interface Link {
  /** Its number in the account. */
  readonly number: number;
  readonly item: string;
  readonly status: string;
  readonly start: string;
  readonly end: string | null;
  readonly rule: string;
  readonly apply: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Left out where there are none. */
  readonly components?: readonly ComponentLink[];
  /** How it came to be replaced. */
  readonly left:
    | { readonly path: string; readonly effectiveOn: string; readonly direction: string }
    | undefined;
}

export interface ComponentLink {
  readonly number: number;
  readonly item: string;
  readonly status: string;
  readonly start: string;
  readonly end: string | null;
  readonly continues: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Each original subscription as `ACCOUNT/NUMBER`, with all that followed it, in order. */
export async function readChains({ db }: Session): Promise<Record<string, Link[]>> {
  const items = new Map(
    (await db.selectFrom('billing.item').selectAll().execute()).map((row) => [row.id, row.article_number]),
  );
  const paths = new Map(
    (await db.selectFrom('tierctl.path').selectAll().execute()).map((row) => [row.id, row.name]),
  );
  const values = await db.selectFrom('tierctl.subscription_attribute').selectAll().execute();
  const components = await db
    .selectFrom('tierctl.component')
    .selectAll()
    .orderBy('component_number')
    .execute();
  const componentValues = await db.selectFrom('tierctl.component_attribute').selectAll().execute();
  const transitions = await db.selectFrom('tierctl.transition').selectAll().execute();
  const subscriptions = await db
    .selectFrom('tierctl.subscription')
    .selectAll()
    .orderBy('account_id')
    .orderBy('number')
    .execute();

  const keyOf = (account: string, number: number | null) => `${account}/${number}`;
  const successors = new Map(subscriptions.map((row) => [keyOf(row.account_id, row.replaces_number), row]));
  const left = new Map(transitions.map((row) => [keyOf(row.account_id, row.from_number), row]));
  const componentsOf = (account: string, number: number): ComponentLink[] =>
    components
      .filter((row) => row.account_id === account && row.subscription_number === number)
      .map((row) => ({
        number: row.component_number,
        item: items.get(row.item_id) ?? row.item_id,
        status: row.status,
        start: row.start_date,
        end: row.end_date,
        continues: row.continues_number,
        attributes: valuesByName(
          componentValues.filter(
            (one) =>
              one.account_id === account &&
              one.subscription_number === number &&
              one.component_number === row.component_number,
          ),
        ),
      }));
  const chains: Record<string, Link[]> = {};
  for (const root of subscriptions.filter((row) => row.replaces_number === null)) {
    const links: Link[] = [];
    for (
      let row: (typeof subscriptions)[number] | undefined = root;
      row !== undefined;
      row = successors.get(keyOf(row.account_id, row.number))
    ) {
      const { account_id, number } = row;
      const transition = left.get(keyOf(account_id, number));
      const parts = componentsOf(account_id, number);
      const own = values.filter((one) => one.account_id === account_id && one.subscription_number === number);
      links.push({
        number,
        item: items.get(row.item_id) ?? row.item_id,
        status: row.status,
        start: row.start_date,
        end: row.end_date,
        rule: row.path_rule,
        apply: row.apply_when,
        attributes: valuesByName(own),
        ...(parts.length > 0 && { components: parts }),
        left: transition && {
          path: paths.get(transition.path_id ?? '') ?? '',
          effectiveOn: transition.effective_on,
          direction: transition.direction,
        },
      });
    }
    chains[keyOf(root.account_id, root.number)] = links;
  }
  return chains;
}

function valuesByName(
  values: readonly { readonly attribute: string; readonly value: string }[],
): Record<string, string> {
  return Object.fromEntries(values.map(({ attribute, value }) => [attribute, value]).sort());
}
