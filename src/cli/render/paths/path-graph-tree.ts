// The graph as trees: an item, below it the paths that start there, each with the item that it leads to. Every item is drawn
// once with its paths; other places refer to it. A chain that is too long for the width continues as a tree of its
// own.
import type { ItemReference } from '../../../domain/items/item.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Path } from '../../../domain/paths/path.ts';
import type { PathGraph, PathGraphNode } from '../../../domain/paths/path-graph.ts';
import { visible } from '../../safe-text/hidden-characters.ts';
import { type Printable, printable, show } from '../../safe-text/printable.ts';
import { displayWidth } from '../display-width.ts';
import type { Terminal } from '../view.ts';
import { nodeFacts, onCycle, pathFacts, ROUND } from './path-graph-words.ts';

/** Limits the indentation if the output is not a terminal. */
const WIDEST = 120;
/** The share of the width for the rails, before the tree continues elsewhere. */
const FOR_RAILS = 0.4;

/** A word or phrase that is not broken, its colour, and the gap before it. */
interface Piece {
  readonly text: string;
  readonly brush?: (text: string) => Printable;
  readonly gap?: string;
}

/** What to draw, and what is already drawn. */
interface Drawing {
  readonly terminal: Terminal;
  readonly nodes: ReadonlyMap<string, PathGraphNode>;
  readonly paths: ReadonlyMap<string, readonly Path[]>;
  readonly isOnCycle: (path: Path) => boolean;
  /** Items with a place: already drawn, or waiting for a tree of their own. */
  readonly placed: Set<string>;
  readonly waiting: PathGraphNode[];
  readonly lines: Printable[];
}

/** A tree for each item that no path leads to, then for items that are only on cycles. */
export function drawTrees(terminal: Terminal, graph: PathGraph): Printable[] {
  const paths = new Map<string, Path[]>();
  for (const path of graph.edges) {
    const own = paths.get(path.source.id);
    if (own === undefined) paths.set(path.source.id, [path]);
    else own.push(path);
  }
  const drawing: Drawing = {
    terminal,
    nodes: new Map(graph.nodes.map((node) => [node.item.id, node])),
    paths,
    isOnCycle: onCycle(graph),
    placed: new Set(),
    waiting: [],
    lines: [],
  };
  const reached = new Set(graph.edges.map(({ destination }) => destination.id));
  const first = graph.nodes.filter(({ item }) => !reached.has(item.id));
  for (const root of [...first, ...graph.nodes]) {
    if (drawing.placed.has(root.item.id)) continue;
    drawing.placed.add(root.item.id);
    plant(drawing, root);
    for (let next = drawing.waiting.shift(); next !== undefined; next = drawing.waiting.shift())
      plant(drawing, next);
  }
  return drawing.lines;
}

function plant(drawing: Drawing, root: PathGraphNode): void {
  if (drawing.lines.length > 0) drawing.lines.push(printable(''));
  lay(drawing, '', '', nodePieces(drawing, root));
  grow(drawing, root.item, '', new Set([root.item.id]));
}

/** The paths from `item`, and what follows each. `above` contains the items on the way here. */
function grow(drawing: Drawing, { id }: ItemReference, rails: string, above: ReadonlySet<string>): void {
  const paths = drawing.paths.get(id) ?? [];
  for (const [place, path] of paths.entries()) {
    const isLast = place === paths.length - 1;
    const below = `${rails}${isLast ? '   ' : '│  '}`;
    lay(drawing, `${rails}${isLast ? '└─ ' : '├─ '}`, below, pathPieces(drawing, path));
    reach(drawing, path.destination, below, above);
  }
}

function reach(drawing: Drawing, item: ItemReference, rails: string, above: ReadonlySet<string>): void {
  const { terminal, nodes, paths, placed, waiting } = drawing;
  const node = nodes.get(item.id);
  if (node === undefined) return;
  const put = (pieces: readonly Piece[]) => lay(drawing, `${rails}→ `, `${rails}  `, pieces);
  const refer = (where: string) =>
    put([named(drawing, item), { text: where, brush: terminal.paint.faint, gap: '  ' }]);
  if (above.has(item.id)) {
    refer(`${ROUND} back to it`);
  } else if (placed.has(item.id)) {
    refer(waiting.includes(node) ? '(below)' : '(above)');
  } else if (paths.has(item.id) && rails.length > Math.min(terminal.width, WIDEST) * FOR_RAILS) {
    placed.add(item.id);
    waiting.push(node);
    refer('(continues below)');
  } else {
    placed.add(item.id);
    put(nodePieces(drawing, node));
    grow(drawing, item, rails, new Set([...above, item.id]));
  }
}

function named({ terminal }: Drawing, item: ItemReference): Piece {
  return { text: itemLabel(item), brush: terminal.paint.strong };
}

function nodePieces(drawing: Drawing, node: PathGraphNode): Piece[] {
  const { paint } = drawing.terminal;
  const facts = nodeFacts(node);
  return [
    named(drawing, node.item),
    ...wordsOf(node.item.name ?? ''),
    ...phrases(facts.map(({ text, bad }) => ({ text, brush: bad ? paint.bad : paint.faint }))),
  ];
}

function pathPieces({ terminal, isOnCycle }: Drawing, path: Path): Piece[] {
  const { paint } = terminal;
  const [first, ...words] = wordsOf(path.name);
  return [
    { text: first?.text ?? '' },
    ...words,
    ...(isOnCycle(path) ? [{ text: ROUND, brush: paint.warning, gap: ' ' }] : []),
    ...phrases(
      pathFacts(path).map((text) => ({ text, brush: text === 'default' ? paint.good : paint.faint })),
    ),
  ];
}

/** The words of a name, the first with a wider gap. */
function wordsOf(name: string): Piece[] {
  return visible(name)
    .split(' ')
    .filter((word) => word !== '')
    .map((text, place) => ({ text, gap: place === 0 ? '  ' : ' ' }));
}

/** Phrases with commas between them. */
function phrases(those: readonly Piece[]): Piece[] {
  return those.map((piece, place) => ({
    ...piece,
    text: place < those.length - 1 ? `${piece.text},` : piece.text,
    gap: place === 0 ? '  ' : ' ',
  }));
}

/** Lays out the pieces on lines; the first line has one prefix, the others another. */
function lay(
  { terminal, lines }: Drawing,
  prefix: string,
  following: string,
  pieces: readonly Piece[],
): void {
  const { paint, width } = terminal;
  let line = paint.faint(prefix);
  let used = displayWidth(prefix);
  let isEmpty = true;
  for (const { text, brush, gap = '' } of pieces) {
    const wide = displayWidth(text);
    if (!isEmpty && used + gap.length + wide > width) {
      lines.push(line);
      line = paint.faint(`${following}  `);
      used = displayWidth(following) + 2;
      isEmpty = true;
    }
    const before = isEmpty ? '' : gap;
    line = show`${line}${before}${brush === undefined ? text : brush(text)}`;
    used += before.length + wide;
    isEmpty = false;
  }
  lines.push(line);
}
