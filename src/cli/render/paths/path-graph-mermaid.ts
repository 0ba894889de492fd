import type { PathGraph } from '../../../domain/paths/path-graph.ts';
import {
  type Mermaid,
  mermaid,
  mermaidDocument,
  mermaidFlowchart,
  mermaidLabel,
} from '../../safe-text/mermaid-text.ts';
import { graphTitle, nodeIds, nodeLines, onCycle, pathLines } from './path-graph-words.ts';

/**
 * Items and paths as a Mermaid flowchart. A thick arrow is the default path of its source, a dotted one is followed only by
 * override; a cycle of default paths is red.
 */
export function pathGraphAsMermaid(graph: PathGraph): Mermaid {
  const idOf = nodeIds(graph);
  const isOnCycle = onCycle(graph);
  const lines = mermaidFlowchart(graphTitle(graph), 'LR');
  for (const node of graph.nodes)
    lines.push(mermaid`  ${idOf(node.item)}[${mermaidLabel(...nodeLines(node))}]`);
  for (const path of graph.edges) {
    const label = mermaidLabel(...pathLines(path, isOnCycle(path)));
    const arrow = path.isDefault ? mermaid`==>` : mermaid`-.->`;
    lines.push(mermaid`  ${idOf(path.source)} ${arrow}|${label}| ${idOf(path.destination)}`);
  }
  const off = graph.nodes.filter(({ active, item }) => !active || item.articleNumber === null);
  if (off.length > 0) {
    lines.push(mermaid`  classDef off stroke-dasharray: 4 3`);
    lines.push(mermaid`  class ${off.map(({ item }) => idOf(item)).join(',')} off`);
  }
  const round = [...graph.edges.entries()].filter(([, path]) => isOnCycle(path));
  if (round.length > 0) {
    lines.push(mermaid`  linkStyle ${round.map(([place]) => place).join(',')} stroke:#cf222e`);
  }
  return mermaidDocument(lines);
}
