// YAML as plain values that still know where they stand. JSON is YAML too.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { CatalogueSource } from './catalogue-source.ts';
import { badCatalogue, badFile } from './file-problem.ts';

export type ValuePath = readonly (string | number)[];

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlDocument {
  readonly value: unknown;
  /** Where the value at `path` stands; of what is not there, what should hold it. */
  positionOf(path: ValuePath): Position;
  /** Where the key stands that is the last step of `path`. */
  positionOfKey(path: ValuePath): Position;
}

/** A catalogue has five levels. */
const DEEPEST = 40;
/** So many values, aliases counted as what they stand for: more than a file of the largest size can hold by itself. */
const MOST_VALUES = 5_000_000;

/** Throws `config` (`bad-catalogue`), with a position, for anything that is not one plain YAML 1.2 document. */
export function readYaml({ file, text }: CatalogueSource): YamlDocument {
  const lineCounter = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail = (message: string, offset: number) => {
    const { line, column } = positionAt(offset);
    return badFile(file, message, line, column);
  };
  const document = parse(text, lineCounter, fail);
  // Once the parser has lost its way it stumbles over every token that follows: the first place is the one to mend.
  const complaints = [...document.errors, ...document.warnings].filter(
    ({ code }, index) => index === 0 || code !== 'UNEXPECTED_TOKEN',
  );
  if (complaints.length > 0) {
    throw badCatalogue(
      complaints.map((error) => ({ file, path: '', ...positionAt(error.pos[0]), message: complaint(error) })),
    );
  }
  if (document.directives?.yaml.version !== '1.2') throw fail('only YAML 1.2 is read', 0);
  const value = valueReader(document, fail)(document.contents);
  return {
    value,
    positionOf: (path) => positionAt(offsetOf(find(document, path).node)),
    positionOfKey: (path) => {
      const { node, key } = find(document, path);
      return positionAt(offsetOf(key ?? node));
    },
  };
}

function parse(text: string, lineCounter: LineCounter, fail: Fail): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw fail('it is nested too deeply', 0);
    throw error;
  }
}

// The parser advises other programmers.
function complaint({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'it is not one YAML document: a second one begins here';
  return `it is not YAML: ${message.split('\n')[0]?.replace(/[:;.]$/, '')}`;
}

/** Turns nodes into values. What an anchor marks is read once and shared by its aliases. */
function valueReader(document: Document.Parsed, fail: Fail) {
  const known = new Map<Node, { readonly value: unknown; readonly size: number }>();
  const open = new Set<Node>();
  const read = (node: Node | null, depth: number): { readonly value: unknown; readonly size: number } => {
    if (node === null) return { value: null, size: 1 };
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) throw fail(`there is no anchor "${node.source}"`, offsetOf(node));
      if (open.has(target))
        throw fail(`the alias "${node.source}" is within what it stands for`, offsetOf(node));
      return read(target, depth);
    }
    if (isScalar(node)) return { value: storable(node.value, node, fail), size: 1 };
    const before = known.get(node);
    if (before !== undefined) return before;
    if (depth > DEEPEST) throw fail('it is nested too deeply', offsetOf(node));
    open.add(node);
    let size = 1;
    const grown = (child: { readonly value: unknown; readonly size: number }, at: Node | null): unknown => {
      size += child.size;
      if (size > MOST_VALUES) throw fail('its aliases stand for too many values', offsetOf(at ?? node));
      return child.value;
    };
    let value: unknown;
    if (isSeq(node)) {
      value = (node.items as (Node | null)[]).map((item) => grown(read(item, depth + 1), item));
    } else if (isMap(node)) {
      // A key called __proto__ must be a key like any other.
      value = Object.fromEntries(
        (node.items as Pair<Node, Node | null>[]).map(({ key, value: own }) => [
          keyOf(key, fail),
          grown(read(own, depth + 1), own),
        ]),
      );
    }
    open.delete(node);
    const found = { value, size };
    known.set(node, found);
    return found;
  };
  return (node: Node | null) => read(node, 0).value;
}

type Fail = (message: string, offset: number) => Error;

/** Control characters but line breaks and tabs, halves of characters, and code points that no text may hold. */
const UNSTORABLE = /[^\P{Cc}\n\r\t]|\p{Cs}|[\ufdd0-\ufdef]/u;

// Some servers would not keep such a text, others not give it back as it was.
function storable<Value>(value: Value, node: Node, fail: Fail): Value {
  const found = typeof value === 'string' ? UNSTORABLE.exec(value)?.[0] : undefined;
  if (found === undefined) return value;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw fail(`the character U+${code} cannot be stored`, offsetOf(node));
}

// Keys are names: `0042` must not become the number 42.
function keyOf(key: Node | null, fail: Fail): string {
  if (isScalar(key)) return storable(key.source ?? String(key.value), key, fail);
  throw fail('a key must be a text', key === null ? 0 : offsetOf(key));
}

function find(document: Document.Parsed, path: ValuePath): { readonly node: Node; readonly key?: Node } {
  let node: Node | null = document.contents;
  let found: { node: Node; key?: Node } | undefined = node === null ? undefined : { node };
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isSeq(node) && typeof step === 'number') {
      node = (node.items[step] as Node | null | undefined) ?? null;
      if (node === null) break;
      found = { node };
    } else if (isMap(node)) {
      const pair = (node.items as Pair<Node, Node | null>[]).find(
        ({ key }) => isScalar(key) && (key.source ?? String(key.value)) === String(step),
      );
      if (pair === undefined) break;
      node = pair.value;
      found = { node: node ?? pair.key, key: pair.key };
    } else {
      break;
    }
  }
  return found ?? { node: document.contents as unknown as Node };
}

function offsetOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0;
}
