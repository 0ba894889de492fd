// A parser that stops early. The composer behind it recurses for each level and keeps several objects per value, so depth
// and number of values are checked on the tokens first.

import {
  type Alias,
  Composer,
  CST,
  type Document,
  isAlias,
  isCollection,
  isScalar,
  Lexer,
  type LineCounter,
  type Node,
  Parser,
  visit,
  YAMLParseError,
} from 'yaml';
import { formatCount } from '../../domain/wording.ts';

/** The maximum depth of nested collections. A catalogue has six. */
const DEEPEST = 40;
/** Keys and values of one file, each up to 3 kB of memory. Enough for about 20,000 complete items. */
const MOST_NODES = 500_000;

const NODES: ReadonlySet<string> = new Set([
  'alias',
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'block-scalar-header',
  'flow-map-start',
  'flow-seq-start',
  'seq-item-ind',
]);

/** The error for a problem at an offset. */
export type YamlFail = (message: string, offset: number) => Error;

export interface BoundedYaml {
  readonly document: Document.Parsed;
  /** The number of keys and values in the text; each alias counts as one. */
  readonly nodes: number;
  /** The target of an alias: the last anchor of that name before it. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** One document; YAML errors are among its errors. Calls `fail` if it is too deep or too large. */
export function parseBounded(text: string, lineCounter: LineCounter, fail: YamlFail): BoundedYaml {
  const counts = { nodes: 0, aliases: 0 };
  const composer = new Composer({
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
    // This option compares each key with all keys before it. The reader of values finds duplicate keys.
    uniqueKeys: false,
  });
  const tokens = boundedTokens(text, lineCounter, counts, fail);
  let document: Document.Parsed | undefined;
  for (const one of composer.compose(tokens, true, text.length)) {
    if (document === undefined) {
      document = one as Document.Parsed;
      continue;
    }
    const [start, end] = one.range;
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', ''));
    break;
  }
  if (document === undefined) throw fail('it contains no YAML document', 0);
  return {
    document,
    nodes: counts.nodes,
    targets: counts.aliases === 0 ? new Map() : aliasTargets(document),
  };
}

function* boundedTokens(
  text: string,
  lineCounter: LineCounter,
  counts: { nodes: number; aliases: number },
  fail: YamlFail,
): Generator<CST.Token> {
  const parser = new Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    // One lexeme announces a plain scalar, and the next is its text, which may look like any other lexeme.
    const type: CST.TokenType | null = isText ? null : CST.tokenType(lexeme);
    isText = type === 'scalar';
    if (type !== null && NODES.has(type)) {
      counts.nodes += 1;
      if (type === 'alias') counts.aliases += 1;
      if (counts.nodes > MOST_NODES) {
        throw fail(
          `it contains more than ${formatCount(MOST_NODES)} keys and values; split it into several files`,
          parser.offset,
        );
      }
    }
    yield* parser.next(lexeme);
    // The stack also contains the document and a value.
    if (parser.stack.length > DEEPEST + 2) throw fail('it is nested too deeply', parser.offset);
  }
  yield* parser.end();
}

/** In one walk: resolving each alias alone would take a walk each. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return targets;
}
