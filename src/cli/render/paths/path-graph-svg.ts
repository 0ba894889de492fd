// Graphviz places boxes and arrows, and gets only their sizes. The texts are measured and drawn here, as in every other
// picture, so that no name in any script can disturb the layout.
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Path } from '../../../domain/paths/path.ts';
import type { PathGraph, PathGraphNode } from '../../../domain/paths/path-graph.ts';
import { type Dot, dot, dotDocument, dotName } from '../../safe-text/dot-text.ts';
import { type Svg, svg } from '../../safe-text/svg-text.ts';
import { type Size, svgDocument, svgText, textWidth } from '../svg.ts';
import type { Arrow, GraphLayout, Point } from './graph-layout.ts';
import { broken, graphTitle, nodeIds, nodeLines, onCycle, pathLines } from './path-graph-words.ts';

const MARGIN = 24;
const HEADER = 56;
const LEGEND = 40;
const CARD = { size: 13, line: 17, margin: 10 };
const LABEL = { size: 11, line: 14, margin: 2 };
const WORDS =
  'solid: default path of its source; dashed: followed only by override; red: on a cycle of defaults, inactive or deleted';

const STYLE = svg`<style>
    .way { fill: none; stroke: #656d76; stroke-width: 1.3; stroke-dasharray: 5 3 } .way.default { stroke-width: 2; stroke-dasharray: none }
    .tip { fill: #656d76 } .way.round { stroke: #cf222e } .tip.round { fill: #cf222e } .card.off { stroke: #cf222e; stroke-dasharray: 5 3 }
    @media (prefers-color-scheme: dark) {
      .way { stroke: #8b949e } .tip { fill: #8b949e } .way.round, .card.off { stroke: #ff7b72 } .tip.round { fill: #ff7b72 }
    }
  </style>`;

/** The input of Graphviz: the sizes of boxes and labels, and the arrows. */
export function pathGraphFrame(graph: PathGraph): Dot {
  const idOf = nodeIds(graph);
  const isOnCycle = onCycle(graph);
  const inches = (points: number) => (points / 72).toFixed(3);
  return dotDocument([
    dot`digraph { rankdir=LR; nodesep=0.35; ranksep=0.5; node [shape=box, fixedsize=true, label=""];`,
    ...graph.nodes.map((node) => {
      const { width, height } = sizeOf(broken(nodeLines(node)), CARD);
      return dot`${dotName(idOf(node.item))} [width=${inches(width)}, height=${inches(height)}];`;
    }),
    ...graph.edges.map((path, place) => {
      const { width, height } = sizeOf(broken(pathLines(path, isOnCycle(path))), LABEL);
      const room = dot`<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH=${width} HEIGHT=${height}><TR><TD></TD></TR></TABLE>`;
      return dot`${dotName(idOf(path.source))} -> ${dotName(idOf(path.destination))} [id=${pathId(place)}, label=<${room}>];`;
    }),
    dot`}`,
  ]);
}

/** The picture, with the layout from Graphviz. */
export function pathGraphAsSvg(graph: PathGraph, { width, height, boxes, arrows }: GraphLayout): Svg {
  const title = graphTitle(graph);
  const idOf = nodeIds(graph);
  const isOnCycle = onCycle(graph);
  const wide = Math.max(width, textWidth(WORDS, 12));
  return svgDocument({ width: wide + 2 * MARGIN, height: HEADER + height + LEGEND }, title, [
    STYLE,
    svgText(MARGIN, 34, title, { size: 20, bold: true, room: wide }),
    svg`<g transform="translate(${MARGIN} ${HEADER})">`,
    ...graph.edges.flatMap((path, place) => drawPath(path, arrows.get(pathId(place)), isOnCycle(path))),
    ...graph.nodes.flatMap((node) => drawNode(node, boxes.get(idOf(node.item)))),
    svg`</g>`,
    svgText(MARGIN, HEADER + height + 24, WORDS, { size: 12, tone: 'faint' }),
  ]);
}

function pathId(place: number): string {
  return `path${place + 1}`;
}

function drawNode(node: PathGraphNode, middle: Point | undefined): Svg[] {
  if (middle === undefined) return [];
  const { item, active } = node;
  const lines = broken(nodeLines(node));
  const { width, height } = sizeOf(lines, CARD);
  const off = active && item.articleNumber !== null ? '' : ' off';
  return [
    svg`<g><title>${item.name === null ? itemLabel(item) : `${itemLabel(item)} ${item.name}`}</title>`,
    svg`<rect class="card${off}" x="${middle.x - width / 2}" y="${middle.y - height / 2}" width="${width}" height="${height}" rx="6"/>`,
    ...writeLines(middle, lines, CARD, (place) => (place === 0 ? { bold: true } : { tone: 'faint' })),
    svg`</g>`,
  ];
}

function drawPath(path: Path, arrow: Arrow | undefined, round: boolean): Svg[] {
  if (arrow === undefined) return [];
  const { name, source, destination, isDefault } = path;
  const [start = '', ...curves] = arrow.curve.map(({ x, y }) => `${x} ${y}`);
  const red = round ? ' round' : '';
  return [
    svg`<g><title>${name}: ${itemLabel(source)} → ${itemLabel(destination)}</title>`,
    svg`<path class="way${isDefault ? ' default' : ''}${red}" d="M${start}C${curves.join(' ')}"/>`,
    svg`<path class="tip${red}" d="${tipOf(arrow)}"/>`,
    ...writeLines(arrow.label, broken(pathLines(path, round)), LABEL, () => ({
      tone: round ? 'bad' : 'ink',
    })),
    svg`</g>`,
  ];
}

/** A triangle from the end of the curve to the tip. */
function tipOf({ curve, tip }: Arrow): string {
  const base = curve.at(-1) ?? tip;
  const length = Math.hypot(tip.x - base.x, tip.y - base.y) || 1;
  const [across, down] = [((tip.y - base.y) / length) * 3.5, ((tip.x - base.x) / length) * 3.5];
  const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${at(tip.x, tip.y)}L${at(base.x - across, base.y + down)}L${at(base.x + across, base.y - down)}Z`;
}

interface Lettering {
  readonly size: number;
  readonly line: number;
  readonly margin: number;
}

function sizeOf(lines: readonly string[], { size, line, margin }: Lettering): Size {
  const width = Math.max(...lines.map((text) => textWidth(text, size)));
  return { width: width + 2 * margin, height: lines.length * line + 2 * margin };
}

function writeLines(
  middle: Point,
  lines: readonly string[],
  { size, line }: Lettering,
  how: (place: number) => { readonly bold?: boolean; readonly tone?: 'ink' | 'faint' | 'bad' },
): Svg[] {
  const first = middle.y - (lines.length * line) / 2 + line * 0.75;
  return lines.map((text, place) =>
    svgText(middle.x, Math.round((first + place * line) * 10) / 10, text, {
      size,
      anchor: 'middle',
      ...how(place),
    }),
  );
}
