import type { PathGraph, PathGraphNode } from '../../../domain/paths/path-graph.ts';
import { type Dot, dot, dotAttributes, dotDocument, dotName, dotText } from '../../safe-text/dot-text.ts';
import { textWidth } from '../svg.ts';
import { broken, graphTitle, nodeIds, nodeLines, onCycle, pathLines } from './path-graph-words.ts';

/** Font size of a box in points; an inch has 72. */
const SIZE = 12;

/**
 * Items and paths in Graphviz's language. A solid arrow is the default path of its source, a dashed one is followed only by
 * override; a cycle of default paths is red. Ids and classes are kept in an SVG that is made from it.
 */
export function pathGraphAsDot(graph: PathGraph): Dot {
  const idOf = nodeIds(graph);
  const isOnCycle = onCycle(graph);
  const lines = [
    dot`digraph ${graphTitle(graph)} {`,
    dot`  rankdir=LR; bgcolor="transparent"; nodesep=0.4; ranksep=0.7;`,
    dot`  node [shape=box, style="rounded,filled", fillcolor="#f6f8fa", color="#d0d7de", fontcolor="#1f2328", fontname="Arial", fontsize=${dotName(SIZE)}, margin="0.2,0.1"];`,
    dot`  edge [color="#656d76", fontcolor="#656d76", fontname="Arial", fontsize=10, arrowsize=0.8];`,
  ];
  for (const node of graph.nodes)
    lines.push(dot`  ${dotName(idOf(node.item))} [${dotAttributes(nodeAttributes(node))}];`);
  for (const [place, path] of graph.edges.entries()) {
    const round = isOnCycle(path);
    lines.push(
      dot`  ${dotName(idOf(path.source))} -> ${dotName(idOf(path.destination))} [${dotAttributes({
        id: `path${place + 1}`,
        class: round ? 'round' : 'plain',
        label: dotText(...broken(pathLines(path, round))),
        ...(path.isDefault ? { penwidth: '1.8' } : { style: 'dashed' }),
        ...(round ? { color: '#cf222e', fontcolor: '#cf222e' } : {}),
      })}];`,
    );
  }
  return dotDocument([...lines, dot`}`]);

  function nodeAttributes(node: PathGraphNode): Record<string, string | Dot> {
    const off = !node.active || node.item.articleNumber === null;
    const text = broken(nodeLines(node));
    return {
      id: idOf(node.item),
      class: off ? 'off' : 'item',
      label: dotText(...text),
      ...(off ? { style: 'rounded,filled,dashed', color: '#cf222e' } : {}),
      width: roomFor(text),
    };
  }
}

/** In inches. Graphviz measures the Latin letters of one font; the viewer may use another. */
function roomFor(lines: readonly string[]): string {
  const points = Math.max(...lines.map((line) => textWidth(line, SIZE)));
  return ((points + 2 * SIZE) / 72).toFixed(2);
}
