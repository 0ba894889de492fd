/**
 * The things that have the same key, as one list a key: keys in the order in which they first appear, things in theirs. (Node 20
 * has no `Map.groupBy`.)
 */
export function collectBy<Thing, Key>(
  things: Iterable<Thing>,
  keyOf: (thing: Thing) => Key,
): Map<Key, Thing[]>;
export function collectBy<Thing, Key, Value>(
  things: Iterable<Thing>,
  keyOf: (thing: Thing) => Key,
  toValue: (thing: Thing) => Value,
): Map<Key, Value[]>;
export function collectBy<Thing, Key>(
  things: Iterable<Thing>,
  keyOf: (thing: Thing) => Key,
  toValue: (thing: Thing) => unknown = (thing) => thing,
): Map<Key, unknown[]> {
  const lists = new Map<Key, unknown[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [toValue(thing)]);
    else list.push(toValue(thing));
  }
  return lists;
}
