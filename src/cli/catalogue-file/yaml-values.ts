// YAML nodes as plain values. The target of an alias counts each time, so that a short file cannot become a huge catalogue.

import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { formatCount } from '../../domain/wording.ts';
import type { BoundedYaml, YamlFail } from './bounded-yaml.ts';
import { offsetOf, pairsOf, textOf } from './yaml-places.ts';

// The targets of aliases are checked, copied and compared like any other value, and take as long. If many items share a
// list of attributes, the catalogue is a few times larger than its file.
const TIMES_LARGER = 10;
const MOST_OF_A_SMALL_FILE = 10_000;
const MOST_VALUES = 500_000;

interface Read {
  readonly value: unknown;
  /** The number of values, with aliases counted as their targets. */
  readonly size: number;
}

export interface RepeatedKey {
  readonly name: string;
  readonly key: Node;
}

/** Turns nodes into values. An anchored value is read once and shared by its aliases. `repeated` are duplicate keys. */
export function readValue({ document, nodes, targets }: BoundedYaml, fail: YamlFail) {
  const most = Math.max(nodes, Math.min(nodes * TIMES_LARGER + MOST_OF_A_SMALL_FILE, MOST_VALUES));
  const known = new Map<Node, Read>();
  const open = new Set<Node>();
  const repeated: RepeatedKey[] = [];
  const read = (node: Node | null): Read => {
    if (node === null) return { value: null, size: 1 };
    if (isAlias(node)) {
      const target = targets.get(node);
      if (target === undefined) throw fail(`there is no anchor "${node.source}"`, offsetOf(node));
      if (open.has(target))
        throw fail(`the alias "${node.source}" refers to a value that contains it`, offsetOf(node));
      return read(target);
    }
    if (isScalar(node)) return { value: storable(node.value, node, fail), size: 1 };
    const before = known.get(node);
    if (before !== undefined) return before;
    open.add(node);
    let size = 1;
    const grown = (child: Read, at: Node | null): unknown => {
      size += child.size;
      if (size > most) {
        const allowed = formatCount(most);
        throw fail(`its aliases expand to too many values: more than ${allowed}`, offsetOf(at ?? node));
      }
      return child.value;
    };
    let value: unknown;
    if (isSeq(node)) {
      value = (node.items as (Node | null)[]).map((item) => grown(read(item), item));
    } else if (isMap(node)) {
      const members = new Map<string, unknown>();
      for (const { key, value: own } of pairsOf(node)) {
        const name = keyOf(key, fail);
        if (key !== null && members.has(name)) repeated.push({ name, key });
        members.set(name, grown(read(own), own));
      }
      // A key named __proto__ must be an ordinary key.
      value = Object.fromEntries(members);
    }
    open.delete(node);
    const found = { value, size };
    known.set(node, found);
    return found;
  };
  return { value: read(document.contents).value, repeated };
}

/**
 * NUL, lone surrogates, and code points that are not allowed in text. Other control characters may be in the database already:
 * they are checked when the catalogue is compared with it.
 */
const UNSTORABLE = /[\0\p{Cs}\ufdd0-\ufdef]/u;

// Some servers reject such a text, others return it changed.
function storable<Value>(value: Value, node: Node, fail: YamlFail): Value {
  const found = typeof value === 'string' ? UNSTORABLE.exec(value)?.[0] : undefined;
  if (found === undefined) return value;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw fail(`the character U+${code} cannot be stored`, offsetOf(node));
}

// Keys are names: `0042` must not become the number 42.
function keyOf(key: Node | null, fail: YamlFail): string {
  const text = textOf(key);
  if (key !== null && text !== undefined) return storable(text, key, fail);
  throw fail('a key must be a text', key === null ? 0 : offsetOf(key));
}
