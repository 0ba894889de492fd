// Shared by all pictures. Nothing is loaded and no font is required: arrows are drawn, and texts are cut to a length that
// certainly fits. Colours follow the reader's light or dark scheme; the default is light.

import { type Svg, svg, svgLines } from '../safe-text/svg-text.ts';
import { displayWidth, shorten } from './display-width.ts';

/** The maximum width of a text column as a share of the font size: an average capital of a wide font. */
const COLUMN = 0.66;

const STYLE = svg`
    .paper { fill: #ffffff } .ink { fill: #1f2328 } .faint { fill: #656d76 } .bad { fill: #cf222e }
    .card { fill: #f6f8fa; stroke: #d0d7de } .rail { stroke: #afb8c1; stroke-width: 3; stroke-linecap: round }
    .up, .down, .none { fill: none; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
    .up { stroke: #1a7f37 } .down { stroke: #9a6700 } .none { stroke: #afb8c1 } .blocked { fill: none; stroke: #cf222e; stroke-width: 1.6 }
    .square { fill: #f6f8fa } .square-up { fill: #dafbe1 } .square-down { fill: #fff8c5 } .square-itself { fill: #d0d7de }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { fill: #8b949e } .bad { fill: #ff7b72 }
      .card { fill: #161b22; stroke: #30363d } .rail { stroke: #484f58 }
      .up { stroke: #3fb950 } .down { stroke: #d29922 } .none { stroke: #484f58 } .blocked { stroke: #ff7b72 }
      .square { fill: #161b22 } .square-up { fill: #12361f } .square-down { fill: #3a2d0d } .square-itself { fill: #30363d }
    }`;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A whole document. Screen readers read `title`. */
export function svgDocument({ width, height }: Size, title: string, content: readonly Svg[]): Svg {
  const all = [
    svg`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">`,
    svg`  <title>${title}</title>`,
    svg`  <style>${STYLE}\n  </style>`,
    svg`  <rect class="paper" width="${width}" height="${height}"/>`,
    ...content.map((line) => svg`  ${line}`),
    svg`</svg>`,
  ];
  return svg`${svgLines(all)}\n`;
}

export interface TextOptions {
  readonly size: number;
  readonly tone?: 'ink' | 'faint' | 'bad';
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** The maximum width; longer text is cut. */
  readonly room?: number;
  /** Rotation about the starting point, in degrees. */
  readonly turn?: number;
}

/** One line of text whose baseline starts at the given point. */
export function svgText(x: number, y: number, text: string, options: TextOptions): Svg {
  const { size, tone = 'ink', bold = false, anchor = 'start', room, turn } = options;
  const shown = room === undefined ? text : shorten(text, Math.floor(room / (size * COLUMN)));
  const weight = bold ? svg` font-weight="600"` : '';
  const from = anchor === 'start' ? '' : svg` text-anchor="${anchor}"`;
  const turned = turn === undefined ? '' : svg` transform="rotate(${turn} ${x} ${y})"`;
  return svg`<text class="${tone}" x="${x}" y="${y}" font-size="${size}"${weight}${from}${turned}>${shown}</text>`;
}

/** The maximum width of the text, in whole pixels. */
export function textWidth(text: string, size: number): number {
  return Math.ceil(displayWidth(text) * size * COLUMN);
}

/** An arrow, or a dot for `none`, in a square of 12 pixels centred on the given point. */
export function svgArrow(x: number, y: number, direction: 'up' | 'down' | 'none'): Svg {
  if (direction === 'none') return svg`<path class="none" d="M${x - 1} ${y}h2"/>`;
  const tip = direction === 'up' ? -5 : 5;
  return svg`<path class="${direction}" d="M${x} ${y - tip}V${y + tip}M${x - 4} ${y + tip * 0.2}L${x} ${y + tip}L${x + 4} ${y + tip * 0.2}"/>`;
}
