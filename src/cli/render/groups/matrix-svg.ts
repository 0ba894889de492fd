import type { MatrixRow, MoveMatrix } from '../../../domain/groups/move-matrix.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import { type Svg, svg } from '../../safe-text/svg-text.ts';
import { svgArrow, svgDocument, svgText, textWidth } from '../svg.ts';
import { MARK_MEANINGS, type MoveMark, type Square, squares } from './move-mark.ts';

const MARGIN = 24;
const TITLE = 56;
const SQUARE = 28;
const LABEL = 13;
const LEVELS = 44;
const LONGEST_LABEL = 240;
const LEAST_WIDTH = 480;
const LEGEND_LINE = 22;

/** A picture of the allowed switches: rows are sources, columns are targets. */
export function matrixAsSvg({ group, rows }: MoveMatrix): Svg {
  const labels = rows.map(({ source }) => itemLabel(source.item));
  const label = Math.min(
    LONGEST_LABEL,
    labels.reduce((most, one) => Math.max(most, textWidth(one, LABEL)), 0),
  );
  // Columns are labelled at 45 degrees; the last label reaches beyond the squares.
  const slant = Math.ceil(label * Math.SQRT1_2) + 12;
  const left = MARGIN + LEVELS + label + 10;
  const top = TITLE + slant;
  const edge = left + rows.length * SQUARE;
  const width = Math.max(LEAST_WIDTH, edge + slant + MARGIN);
  const marks = rows.map(squares);
  const legendLines = legend(top + rows.length * SQUARE + 28, new Set(marks.flat()));
  const height = top + rows.length * SQUARE + 24 + legendLines.length * LEGEND_LINE + 8;
  return svgDocument({ width, height }, `Upgrade group ${group.name}: allowed switches`, [
    svgText(MARGIN, 34, `${group.name}: allowed switches`, {
      size: 20,
      bold: true,
      room: width - 2 * MARGIN,
    }),
    svgText(left - 10, top - 8, 'from ↓ to →', { size: 12, tone: 'faint', anchor: 'end' }),
    ...labels.map((text, column) =>
      svgText(left + column * SQUARE + SQUARE / 2 + 4, top - 8, text, {
        size: LABEL,
        room: label,
        turn: -45,
      }),
    ),
    ...rows.flatMap((row, index) => [
      ...rowLabel(row, labels[index] ?? '', top + index * SQUARE, label),
      ...(marks[index] ?? []).map((mark, column) =>
        square(mark, left + column * SQUARE, top + index * SQUARE, `${labels[index]} → ${labels[column]}`),
      ),
    ]),
    ...legendLines.flat(),
  ]);
}

function rowLabel({ source }: MatrixRow, text: string, top: number, room: number): Svg[] {
  const y = top + SQUARE / 2 + 4;
  return [
    svgText(MARGIN + LEVELS - 10, y, String(source.level), { size: LABEL, tone: 'faint', anchor: 'end' }),
    svgText(MARGIN + LEVELS + room, y, text, { size: LABEL, room, anchor: 'end' }),
  ];
}

function square(mark: Square, x: number, y: number, move: string): Svg {
  const shade = mark === 'up' || mark === 'down' || mark === 'itself' ? `square square-${mark}` : 'square';
  const box = svg`<rect class="${shade}" x="${x + 1}" y="${y + 1}" width="${SQUARE - 2}" height="${SQUARE - 2}" rx="3"/>`;
  if (mark === 'itself') return box;
  return svg`<g><title>${move}: ${MARK_MEANINGS[mark]}</title>${box}${sign(mark, x + SQUARE / 2, y + SQUARE / 2)}</g>`;
}

function sign(mark: MoveMark, x: number, y: number): Svg {
  switch (mark) {
    case 'up':
    case 'down':
      return svgArrow(x, y, mark);
    case 'blocked':
      return svg`<circle class="blocked" cx="${x}" cy="${y}" r="4.5"/>`;
    case 'equivalent':
      return svg`<path class="none" d="M${x - 4} ${y - 2.5}h8M${x - 4} ${y + 2.5}h8"/>`;
    case 'no':
      return svgArrow(x, y, 'none');
  }
}

/** The signs in use, one per line. */
function legend(top: number, used: ReadonlySet<Square>): Svg[][] {
  return (Object.keys(MARK_MEANINGS) as MoveMark[])
    .filter((mark) => used.has(mark))
    .map((mark, line) => {
      const y = top + line * LEGEND_LINE;
      return [
        sign(mark, MARGIN + 8, y),
        svgText(MARGIN + 26, y + 4, MARK_MEANINGS[mark], { size: 12, tone: 'faint' }),
      ];
    });
}
