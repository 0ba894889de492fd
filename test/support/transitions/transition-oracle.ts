// A simple simulation of transitions, day by day: no SQL, no batches, nothing of the engine's. Written from the rules
// alone, so that engine and rules can be held against each other.
import { afterTerm, dayAfter } from '../calendar-oracle.ts';
import type { SeedPath, SeedSubscription } from '../catalogue/catalogue.ts';
import { comingAlong, remedy, shortfall } from '../subscriptions/fit-oracle.ts';
import {
  type Amounts,
  attributesOf,
  defaultPath,
  holderOf,
  itemNamed,
  pathNamed,
  productsOf,
  type World,
} from './world.ts';

export interface StoryComponent {
  readonly item: string;
  readonly status: 'active' | 'ended';
  readonly start: string;
  readonly end: string | null;
  /** The item of the instance that it carries on. */
  readonly continues: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface StoryLink {
  readonly item: string;
  readonly status: 'active' | 'ended';
  readonly start: string;
  readonly end: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly components: readonly StoryComponent[];
  readonly extensions: Amounts;
  readonly usage: Amounts;
  readonly left: {
    readonly path: string;
    readonly effectiveOn: string;
    readonly direction: string;
    /** What the successor does not get: `extension EXTRA-1 2`, `attribute MAIL:a 1`, `end date 2027-01-31`. */
    readonly takenAway: readonly string[];
  } | null;
}

export interface Story {
  /** Each original subscription with all that followed it. */
  readonly chains: Readonly<Record<string, readonly StoryLink[]>>;
  /** Why what is due at the end stays: original subscription → reason. */
  readonly stays: Readonly<Record<string, string>>;
}

/** The world as it is after punctual runs on every day up to `asOf`. */
export function simulate(world: World, asOf: string): Story {
  const chains = world.subscriptions.map((seed, index) => [original(world, seed, addressAt(world, index))]);
  const firstDay = world.subscriptions.map(({ start }) => start).sort()[0] ?? asOf;
  for (let today = firstDay; today <= asOf; today = dayAfter(today)) {
    for (const chain of chains) {
      const current = chain.at(-1);
      if (current === undefined || dueOn(current) !== today || reasonToStay(world, current, today) !== null) {
        continue;
      }
      chain.push(replace(world, current, today));
    }
  }
  const stays = chains.flatMap((chain, index) => {
    const current = chain.at(-1);
    const due = current === undefined ? null : dueOn(current);
    if (current === undefined || due === null || due > asOf) return [];
    return [[addressAt(world, index), reasonToStay(world, current, due) ?? 'it should have moved'] as const];
  });
  return {
    chains: Object.fromEntries(
      chains.map((chain, index) => [addressAt(world, index), chain.map(describeLink)]),
    ),
    stays: Object.fromEntries(stays),
  };
}

interface Instance {
  item: string;
  status: 'active' | 'ended';
  start: string;
  end: string | null;
  /** The instance whose place it takes, and whose values it gets. */
  from: Instance | null;
  /** The same, where that was on the predecessor when it ended. */
  continues: Instance | null;
  attributes: Record<string, string>;
}

interface Held {
  item: string;
  status: 'active' | 'ended';
  start: string;
  end: string | null;
  path: SeedPath | null;
  fromDate: string | null;
  attributes: Record<string, string>;
  instances: Instance[];
  extensions: Amounts;
  usage: Amounts;
  left: StoryLink['left'];
}

/** Subscriptions are numbered within their account, in the order in which they are given. */
function addressAt({ subscriptions }: World, index: number): string {
  const account = subscriptions[index]?.account ?? '';
  const number = subscriptions.slice(0, index + 1).filter((one) => one.account === account).length;
  return `${account}/${number}`;
}

function original(world: World, seed: SeedSubscription, address: string): Held {
  return {
    item: seed.item,
    status: 'active',
    start: seed.start,
    end: seed.end ?? null,
    path:
      seed.path === undefined
        ? defaultPath(world, seed.item)
        : seed.path === null
          ? null
          : pathNamed(world, seed.path),
    fromDate: seed.fromDate ?? null,
    attributes: { ...seed.attributes },
    instances: (seed.components ?? []).map((component) => ({
      item: component.item,
      status: component.status ?? 'active',
      start: component.start ?? seed.start,
      end: component.end ?? null,
      from: null,
      continues: null,
      attributes: { ...component.attributes },
    })),
    extensions: world.held[address] ?? {},
    usage: world.usage[address] ?? {},
    left: null,
  };
}

/** "on_end_date: the successor starts at end + 1. from_date D: the successor starts on D." */
function dueOn({ end, fromDate, status }: Held): string | null {
  if (status === 'ended') return null;
  return fromDate ?? (end === null ? null : dayAfter(end));
}

function reasonToStay(world: World, subscription: Held, due: string): string | null {
  const { path } = subscription;
  if (path === null) return 'no-path';
  if ((path.from ?? due) > due || (path.until ?? due) < due) return 'path-not-effective';
  const destination = itemNamed(world, path.destination);
  if (destination.active === false) return 'destination-inactive';
  if (overMaximum(world, subscription, path)) return 'over-maximum';
  const short = shortfall(world, subscription, destination.articleNumber);
  if (Object.keys(short).length === 0 || path.overLimit === 'allow') return null;
  if (path.overLimit === 'extend' && remedy(world, subscription, destination.articleNumber) !== null)
    return null;
  return 'over-limit';
}

function replace(world: World, current: Held, today: string): Held {
  const path = current.path as SeedPath;
  const destination = itemNamed(world, path.destination);
  const active = byAge(current);
  const formerEnd = current.end;
  current.status = 'ended';
  current.end = dayAfter(today, -1);
  const last = current.end;
  current.instances = current.instances.filter(({ start }) => start <= last);
  for (const instance of current.instances) {
    instance.status = 'ended';
    instance.end = instance.end === null || instance.end > last ? last : instance.end;
  }
  const successor: Held = {
    item: destination.articleNumber,
    status: 'active',
    start: today,
    end: destination.term === undefined ? null : dayAfter(afterTerm(today, destination.term), -1),
    path: defaultPath(world, destination.articleNumber),
    fromDate: null,
    attributes: {},
    instances: [],
    extensions: extensionsAfter(world, current, path),
    usage: current.usage,
    left: null,
  };
  successor.instances = instancesAfter(world, path, active, today);
  const used = new Map<object, Set<string>>();
  const filled = (holder: string, instance: Instance | null) =>
    valuesOf(world, { path, predecessor: current, active, holder, instance, used });
  successor.attributes = filled(destination.articleNumber, null);
  for (const instance of successor.instances) instance.attributes = filled(instance.item, instance);
  const lost = [
    ...(formerEnd !== null && formerEnd >= today && formerEnd !== successor.end
      ? [`end date ${formerEnd}`]
      : []),
    ...extensionsLost(world, current, path),
    ...valuesLost(current.item, [current], used),
    ...active.flatMap((instance) =>
      path.products?.[instance.item] === undefined
        ? [`component ${instance.item}`]
        : valuesLost(instance.item, [instance], used),
    ),
  ];
  current.left = {
    path: path.name,
    effectiveOn: today,
    direction: direction(world, path),
    takenAway: counted(lost),
  };
  return successor;
}

function extensionsLost(world: World, current: Held, { destination }: SeedPath): string[] {
  const along = comingAlong(world, current, destination);
  return Object.entries(current.extensions).flatMap(([name, quantity]) =>
    Array.from({ length: quantity - (along[name] ?? 0) }, () => `extension ${name}`),
  );
}

function valuesLost(
  item: string,
  holders: readonly { readonly attributes: Readonly<Record<string, string>> }[],
  used: ReadonlyMap<object, ReadonlySet<string>>,
): string[] {
  return holders.flatMap((holder) =>
    Object.keys(holder.attributes)
      .filter((name) => used.get(holder)?.has(name) !== true)
      .map((name) => `attribute ${item}:${name}`),
  );
}

/** Alike ones as one with their number, but for end dates; in one order. */
function counted(lost: readonly string[]): string[] {
  return [...new Set(lost)]
    .map((one) =>
      one.startsWith('end date') ? one : `${one} ${lost.filter((other) => other === one).length}`,
    )
    .sort();
}

/** "The first active instance (by start date, then id)." */
function byAge({ instances }: Held): Instance[] {
  return instances
    .filter(({ status }) => status === 'active')
    .sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0));
}

/** "As many instances as are active on the source, never fewer than the minimum." */
function instancesAfter(
  world: World,
  path: SeedPath,
  active: readonly Instance[],
  today: string,
): Instance[] {
  const fresh = (item: string, from: Instance | null): Instance => ({
    item,
    status: 'active',
    // "Starts on the successor on its own day."
    start: from !== null && from.start > today ? from.start : today,
    end: null,
    from,
    continues: from !== null && from.start < today ? from : null,
    attributes: {},
  });
  const carried = active.flatMap((instance) => {
    const becomes = path.products?.[instance.item];
    return becomes === undefined ? [] : [fresh(becomes, instance)];
  });
  const filling = productsOf(world, path.destination).flatMap(({ item, minimum }) => {
    const there = carried.filter((one) => one.item === item).length;
    return Array.from({ length: Math.max(0, minimum - there) }, () => fresh(item, null));
  });
  return [...carried, ...filling];
}

function overMaximum(world: World, subscription: Held, path: SeedPath): boolean {
  return productsOf(world, path.destination).some(({ item, maximum }) => {
    const sources = Object.entries(path.products ?? {}).filter(([, to]) => to === item);
    const carried = byAge(subscription).filter((one) => sources.some(([from]) => from === one.item)).length;
    return maximum !== null && maximum !== undefined && carried > maximum;
  });
}

interface Filling {
  readonly path: SeedPath;
  readonly predecessor: Held;
  /** Those that were active when it ended. */
  readonly active: readonly Instance[];
  /** The item whose attributes are filled. */
  readonly holder: string;
  /** Null for the successor itself. */
  readonly instance: Instance | null;
  /** Which values of which holder came along, to be added to. */
  readonly used: Map<object, Set<string>>;
}

function valuesOf(
  world: World,
  { path, predecessor, active, holder, instance, used }: Filling,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [from, to] of Object.entries(path.map ?? {})) {
    const source = holderOf(from, path.source);
    const target = holderOf(to, path.destination);
    if (target.item !== holder || (instance === null) !== (target.item === path.destination)) continue;
    const mapped = path.products?.[source.item] === holder;
    const supplier =
      source.item === path.source
        ? predecessor
        : instance !== null && mapped
          ? instance.from?.item === source.item
            ? instance.from
            : undefined
          : active.find((one) => one.item === source.item);
    const value = supplier?.attributes[source.attribute];
    if (supplier === undefined || value === undefined) continue;
    values[target.attribute] = value;
    used.set(supplier, new Set([...(used.get(supplier) ?? []), source.attribute]));
  }
  for (const attribute of attributesOf(world, holder)) {
    if (attribute.defaultValue !== undefined) values[attribute.name] ??= attribute.defaultValue;
  }
  return values;
}

/** "Extensions that the target allows come along, the others end"; a path may add what is short. */
function extensionsAfter(world: World, current: Held, { destination, overLimit }: SeedPath): Amounts {
  const along = comingAlong(world, current, destination);
  if (overLimit !== 'extend') return along;
  const added = remedy(world, current, destination) ?? {};
  const names = new Set([...Object.keys(along), ...Object.keys(added)]);
  return Object.fromEntries([...names].map((name) => [name, (along[name] ?? 0) + (added[name] ?? 0)]));
}

/** Derived from the ladders that both are on, if these agree. */
function direction({ groups }: World, { source, destination }: SeedPath): string {
  const steps = Object.values(groups).flatMap((levels) => {
    const [from, to] = [levels[source], levels[destination]];
    return from === undefined || to === undefined ? [] : [Math.sign(to - from)];
  });
  const [up, down] = [steps.includes(1), steps.includes(-1)];
  return up === down ? 'none' : up ? 'upgrade' : 'downgrade';
}

function describeLink(subscription: Held): StoryLink {
  const { item, status, start, end, attributes, extensions, usage, left } = subscription;
  const components = subscription.instances.map(({ from: _, continues, ...instance }) => ({
    ...instance,
    continues: continues?.item ?? null,
  }));
  return {
    item,
    status,
    start,
    end,
    attributes,
    extensions,
    usage,
    left,
    components: inOneOrder(components),
  };
}

/** Numbers aside, a subscription's components are a set. */
export function inOneOrder(components: readonly StoryComponent[]): StoryComponent[] {
  const key = ({ item, status, start, end, continues, attributes }: StoryComponent) =>
    JSON.stringify([item, start, status, end, continues, Object.entries(attributes).sort()]);
  return [...components].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
