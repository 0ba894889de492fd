import type { PathGraph } from '../../../domain/paths/path-graph.ts';
import { shellWord } from '../../../domain/shell-word.ts';
import { prose } from '../prose.ts';
import type { Terminal, View } from '../view.ts';
import { PATH_COLUMNS } from './path.ts';
import { drawTrees } from './path-graph-tree.ts';
import { cycleWords, oneLine, ROUND } from './path-graph-words.ts';

export function shownPathGraph(graph: PathGraph): View {
  const { item, nodes, edges, cycles } = graph;
  return {
    json: { item, nodes, edges, cycles },
    records: edges,
    columns: PATH_COLUMNS,
    ...(item === null
      ? { empty: 'No paths. Create one: tierctl path create NAME --source ITEM --destination ITEM' }
      : {}),
    text: (terminal) =>
      [
        drawTrees(terminal, graph).join('\n'),
        edges.length === 0 && item !== null
          ? `No path leads from it or to it. Create one: tierctl path create NAME --source ${shellWord(item.articleNumber)} --destination ITEM`
          : '',
        cycles.map((cycle) => drawnCycle(terminal, cycle)).join('\n'),
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
  };
}

function drawnCycle(terminal: Terminal, cycle: PathGraph['cycles'][number]): string {
  const { paint } = terminal;
  const brush = cycle.outcome === 'by-hand' ? paint.faint : paint.warning;
  const [first = '', ...rest] = prose(terminal, oneLine(cycleWords(cycle)), '  ').split('\n');
  return [`${brush(ROUND)} ${first.trimStart()}`, ...rest].join('\n');
}
