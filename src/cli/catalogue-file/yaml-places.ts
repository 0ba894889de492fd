// The positions of values in a YAML document.
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { BoundedYaml } from './bounded-yaml.ts';

export type ValuePath = readonly (string | number)[];

interface Found {
  readonly node: Node;
  readonly key?: Node | undefined;
}

/** Finds the node at a path or, if it is missing, its container. A large mapping is searched once, not once per path. */
export function nodeFinder({ document, targets }: BoundedYaml): (path: ValuePath) => Found {
  const pairs = new Map<Node, ReadonlyMap<string | undefined, Pair<Node | null, Node | null>>>();
  const pairAt = (map: YAMLMap, step: string) => {
    const known = pairs.get(map) ?? new Map(pairsOf(map).map((pair) => [textOf(pair.key), pair]));
    pairs.set(map, known);
    return known.get(step);
  };
  return (path) => {
    let node: Node | null = document.contents;
    let found: Found | undefined = node === null ? undefined : { node };
    for (const step of path) {
      if (isAlias(node)) node = targets.get(node) ?? null;
      if (isSeq(node) && typeof step === 'number') {
        node = (node.items[step] as Node | null | undefined) ?? null;
        if (node === null) break;
        found = { node };
      } else if (isMap(node)) {
        const pair = pairAt(node, String(step));
        if (pair === undefined) break;
        node = pair.value;
        const at = node ?? pair.key;
        if (at === null) break;
        found = { node: at, key: pair.key ?? undefined };
      } else {
        break;
      }
    }
    return found ?? { node: document.contents as unknown as Node };
  };
}

export function pairsOf(map: YAMLMap): readonly Pair<Node | null, Node | null>[] {
  return map.items as Pair<Node | null, Node | null>[];
}

export function textOf(key: Node | null): string | undefined {
  return isScalar(key) ? (key.source ?? String(key.value)) : undefined;
}

export function offsetOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0;
}
