// What a database says about its subscriptions, in the words of the oracle: ids and numbers aside.
import type { Session } from '../../../src/database/session.ts';
import { inOneOrder, type StoryComponent, type StoryLink } from '../transitions/transition-oracle.ts';

/** Each original subscription with all that followed it, and under which original each address stands. */
export interface StoryChains {
  readonly chains: Record<string, StoryLink[]>;
  readonly originals: ReadonlyMap<string, string>;
}

export async function readStories({ db }: Session): Promise<StoryChains> {
  const items = new Map(
    (await db.selectFrom('billing.item').selectAll().execute()).map((row) => [row.id, row.article_number]),
  );
  const paths = new Map(
    (await db.selectFrom('tierctl.path').selectAll().execute()).map((row) => [row.id, row.name]),
  );
  const attributesOf = of(await db.selectFrom('tierctl.subscription_attribute').selectAll().execute());
  const extensionsOf = of(await db.selectFrom('tierctl.subscription_extension').selectAll().execute());
  const usageOf = of(await db.selectFrom('tierctl.subscription_usage').selectAll().execute());
  const componentsOf = of(await db.selectFrom('tierctl.component').selectAll().execute());
  const componentValuesOf = of(await db.selectFrom('tierctl.component_attribute').selectAll().execute());
  const transitions = await db.selectFrom('tierctl.transition').selectAll().execute();
  const taken = await db.selectFrom('tierctl.taken_away').selectAll().execute();
  const takenFrom = of(taken.map((row) => ({ ...row, subscription_number: row.from_number })));
  const left = new Map(transitions.map((row) => [`${row.account_id}/${row.from_number}`, row]));
  const name = (id: string | null) => items.get(id ?? '') ?? `no item ${id}`;

  const chains: Record<string, StoryLink[]> = {};
  const originals = new Map<string, string>();
  const subscriptions = await db
    .selectFrom('tierctl.subscription')
    .selectAll()
    .orderBy('account_id')
    .orderBy('number')
    .execute();
  for (const row of subscriptions) {
    const address = `${row.account_id}/${row.number}`;
    const before = row.replaces_number === null ? undefined : `${row.account_id}/${row.replaces_number}`;
    const original = before === undefined ? address : (originals.get(before) ?? `no original of ${before}`);
    originals.set(address, original);
    const transition = left.get(address);
    const components = componentsOf(address).map((component): StoryComponent => {
      const continued =
        component.continues_number === null
          ? undefined
          : componentsOf(before ?? '').find((one) => one.component_number === component.continues_number);
      return {
        item: name(component.item_id),
        status: component.status,
        start: component.start_date,
        end: component.end_date,
        continues: component.continues_number === null ? null : name(continued?.item_id ?? null),
        attributes: valuesOf(
          componentValuesOf(address).filter((one) => one.component_number === component.component_number),
        ),
      };
    });
    const chain = chains[original] ?? [];
    chains[original] = chain;
    chain.push({
      item: name(row.item_id),
      status: row.status,
      start: row.start_date,
      end: row.end_date,
      attributes: valuesOf(attributesOf(address)),
      components: inOneOrder(components),
      extensions: Object.fromEntries(
        extensionsOf(address).map((one) => [name(one.extension_item_id), one.quantity]),
      ),
      usage: Object.fromEntries(usageOf(address).map((one) => [one.service, one.amount])),
      left:
        transition === undefined
          ? null
          : {
              path: paths.get(transition.path_id ?? '') ?? '',
              effectiveOn: transition.effective_on,
              direction: transition.direction,
              takenAway: [
                ...(transition.lost_end_date === null ? [] : [`end date ${transition.lost_end_date}`]),
                ...takenFrom(address).map(
                  ({ what, item_id, attribute, quantity }) =>
                    `${what} ${name(item_id)}${attribute === '' ? '' : `:${attribute}`} ${quantity}`,
                ),
              ].sort(),
            },
    });
  }
  return { chains, originals };
}

interface Owned {
  readonly account_id: string;
  readonly subscription_number: number;
}

/** Looks rows up by the address of the subscription that they belong to. */
function of<Row extends Owned>(rows: readonly Row[]): (address: string) => readonly Row[] {
  const byOwner = new Map<string, Row[]>();
  for (const row of rows) {
    const address = `${row.account_id}/${row.subscription_number}`;
    byOwner.set(address, [...(byOwner.get(address) ?? []), row]);
  }
  return (address) => byOwner.get(address) ?? [];
}

function valuesOf(
  rows: readonly { readonly attribute: string; readonly value: string }[],
): Record<string, string> {
  return Object.fromEntries(rows.map(({ attribute, value }) => [attribute, value]));
}
