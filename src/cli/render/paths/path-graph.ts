import { commandLine } from '../../../domain/command-line.ts';
import type { PathGraph } from '../../../domain/paths/path-graph.ts';
import { lines, type Printable, sections, show } from '../../safe-text/printable.ts';
import { prose } from '../prose.ts';
import type { Terminal, View } from '../view.ts';
import { PATH_COLUMNS } from './path.ts';
import { drawTrees } from './path-graph-tree.ts';
import { cycleWords, ROUND } from './path-graph-words.ts';

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
      sections([
        lines(drawTrees(terminal, graph)),
        edges.length === 0 && item !== null
          ? `No path leads from it or to it. Create one: ${commandLine`tierctl path create NAME --source ${item.articleNumber} --destination ITEM`}`
          : '',
        lines(cycles.map((cycle) => drawnCycle(terminal, cycle))),
      ]),
  };
}

function drawnCycle(terminal: Terminal, cycle: PathGraph['cycles'][number]): Printable {
  const { paint } = terminal;
  const brush = cycle.outcome === 'by-hand' ? paint.faint : paint.warning;
  return prose(terminal, cycleWords(cycle), '  ', show`${brush(ROUND)} `);
}
