// Graphviz places boxes and arrows; the page around them, its colours and what a screen reader says are ours.
import { itemLabel } from '../../domain/item-label.ts';
import type { PathGraph } from '../../domain/path-graph.ts';
import { graphTitle, nodeIds, oneLine } from './path-graph-words.ts';
import { svgDocument, svgText, textWidth, xml } from './svg.ts';

const MARGIN = 24;
const HEADER = 56;
const LEGEND = 40;
const WORDS =
  'solid: the default of its source; dashed: followed by override alone; red: on a cycle, inactive or gone';

const STYLE = `<style>
    .node text, .edge text { font-family: inherit }
    .node path { fill: #f6f8fa; stroke: #d0d7de } .node text { fill: #1f2328 } .node text:first-of-type { font-weight: 600 }
    .edge path { stroke: #656d76 } .edge polygon { fill: #656d76; stroke: #656d76 } .edge text { fill: #656d76 }
    .node.off path { stroke: #cf222e } .round path { stroke: #cf222e } .round polygon { fill: #cf222e; stroke: #cf222e } .round text { fill: #cf222e }
    @media (prefers-color-scheme: dark) {
      .node path { fill: #161b22; stroke: #30363d } .node text { fill: #e6edf3 }
      .edge path { stroke: #8b949e } .edge polygon { fill: #8b949e; stroke: #8b949e } .edge text { fill: #8b949e }
      .node.off path { stroke: #ff7b72 } .round path { stroke: #ff7b72 } .round polygon { fill: #ff7b72; stroke: #ff7b72 } .round text { fill: #ff7b72 }
    }
  </style>`;

/** A page around what Graphviz made of the graph's DOT: `drawn` is its whole SVG document. */
export function pathGraphAsSvg(graph: PathGraph, drawn: string): string {
  const title = graphTitle(graph);
  const { width, height } = sizeOf(drawn);
  const wide = Math.max(width, textWidth(WORDS, 12), textWidth(title, 20));
  return svgDocument({ width: wide + 2 * MARGIN, height: HEADER + height + LEGEND }, title, [
    STYLE,
    svgText(MARGIN, 34, title, { size: 20, bold: true, room: wide }),
    `<g transform="translate(${MARGIN} ${HEADER})">`,
    titled(graph, innerOf(drawn)),
    '</g>',
    svgText(MARGIN, HEADER + height + 24, WORDS, { size: 12, tone: 'faint' }),
  ]);
}

/** Graphviz counts in points, and a point is taken for a pixel. */
function sizeOf(drawn: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(drawn) ?? [];
  if (width === undefined || height === undefined) throw new Error('Graphviz gave a picture without a size');
  return { width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) };
}

/** All that is in its document, without comments: these repeat names. */
function innerOf(drawn: string): string {
  const start = drawn.indexOf('<g id="graph0"');
  const end = drawn.lastIndexOf('</svg>');
  return drawn
    .slice(start, end)
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll('&#45;', '-')
    .trimEnd();
}

/** Whatever is pointed at says what it is, instead of its name in the diagram. */
function titled(graph: PathGraph, inner: string): string {
  const idOf = nodeIds(graph);
  const names = new Map([
    ['graph0', graphTitle(graph)],
    ...graph.nodes.map(({ item }) => [idOf(item), `${itemLabel(item)} ${item.name ?? ''}`] as const),
    ...graph.edges.map(
      ({ name, source, destination }, place) =>
        [`path${place + 1}`, `${name}: ${itemLabel(source)} → ${itemLabel(destination)}`] as const,
    ),
  ]);
  return inner.replace(
    /(<g id="(\w+)"[^>]*>\s*<title>)[^<]*/g,
    (_, opening: string, id: string) => opening + xml(oneLine(names.get(id) ?? '').trim()),
  );
}
