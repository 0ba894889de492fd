import type { PathGraph } from '../../../domain/paths/path-graph.ts';
import { mermaidFlowchart, mermaidLabel } from '../mermaid-text.ts';
import { graphTitle, nodeIds, nodeLines, onCycle, pathLines } from './path-graph-words.ts';

/**
 * Items and paths as a Mermaid flowchart. A thick arrow is the default of its source, a dotted one is followed by
 * override alone; a cycle of default paths is red.
 */
export function pathGraphAsMermaid(graph: PathGraph): string {
  const idOf = nodeIds(graph);
  const isOnCycle = onCycle(graph);
  const lines = mermaidFlowchart(graphTitle(graph), 'LR');
  for (const node of graph.nodes) lines.push(`  ${idOf(node.item)}[${mermaidLabel(...nodeLines(node))}]`);
  for (const path of graph.edges) {
    const label = mermaidLabel(...pathLines(path, isOnCycle(path)));
    const arrow = path.isDefault ? '==>' : '-.->';
    lines.push(`  ${idOf(path.source)} ${arrow}|${label}| ${idOf(path.destination)}`);
  }
  const off = graph.nodes.filter(({ active, item }) => !active || item.articleNumber === null);
  if (off.length > 0) {
    lines.push('  classDef off stroke-dasharray: 4 3');
    lines.push(`  class ${off.map(({ item }) => idOf(item)).join(',')} off`);
  }
  const round = [...graph.edges.entries()].filter(([, path]) => isOnCycle(path));
  if (round.length > 0) {
    lines.push(`  linkStyle ${round.map(([place]) => place).join(',')} stroke:#cf222e`);
  }
  return `${lines.join('\n')}\n`;
}
