// Lines of a given width, with colours: a colour that is open at the end of a line is closed there and opened again on the next.
import { graphemes, lineWidth } from './line-width.ts';
import type { Printable } from './printable.ts';
import { safe } from './safe-text.ts';

const COLOUR = new RegExp(String.raw`(${'\u001b'}\[\d+m)`);

/** The end code for each start code. */
const ENDS: Readonly<Record<string, string>> = {
  '\u001b[1m': '\u001b[22m',
  '\u001b[2m': '\u001b[22m',
  '\u001b[31m': '\u001b[39m',
  '\u001b[32m': '\u001b[39m',
  '\u001b[33m': '\u001b[39m',
};

/** A piece that is not broken, and its colours. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly colours: readonly string[];
  readonly isBlank: boolean;
}

/**
 * Breaks `printable` at blanks, and within words that are wider than `width`. Lines after the first begin with `indent`,
 * which counts towards the width.
 */
export function wrap({ text }: Printable, width: number, indent = ''): Printable[] {
  const found: Piece[][] = [];
  let colours: readonly string[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    const read = piecesOf(line, colours);
    colours = read.colours;
    found.push(
      ...brokenLine(read.pieces, place === 0 ? width : width - indent.length, width - indent.length),
    );
  }
  return found.map((pieces, place) => safe((place === 0 ? '' : indent) + painted(pieces)));
}

function piecesOf(line: string, before: readonly string[]) {
  const pieces: Piece[] = [];
  let colours = before;
  for (const [place, part] of line.split(COLOUR).entries()) {
    if (place % 2 === 1) {
      const end = ENDS[part];
      colours = end === undefined ? colours.filter((one) => ENDS[one] !== part) : [...colours, part];
      continue;
    }
    for (const text of part.split(/( +)/)) {
      if (text !== '') pieces.push({ text, width: lineWidth(text), colours, isBlank: text.startsWith(' ') });
    }
  }
  return { pieces, colours };
}

function brokenLine(pieces: readonly Piece[], first: number, following: number): Piece[][] {
  const found: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const room = () => (found.length === 0 ? first : following) - used;
  const turn = () => {
    found.push(line.at(-1)?.isBlank === true ? line.slice(0, -1) : line);
    line = [];
    used = 0;
  };
  for (const word of words(pieces)) {
    const width = word.reduce((sum, piece) => sum + piece.width, 0);
    const isBlank = word[0]?.isBlank === true;
    if (width > room() && used > 0) turn();
    if (isBlank && used === 0 && found.length > 0) continue;
    for (const piece of word) {
      for (const part of piece.width <= room() ? [piece] : single(piece)) {
        if (part.width > room() && used > 0) turn();
        line.push(part);
        used += part.width;
      }
    }
  }
  turn();
  return found;
}

/** Pieces without a blank between them are one word, even in different colours. */
function words(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last === undefined || piece.isBlank || last[0]?.isBlank === true) found.push([piece]);
    else last.push(piece);
  }
  return found;
}

function single({ text, colours, isBlank }: Piece): Piece[] {
  return graphemes(text).map((sign) => ({ text: sign, width: lineWidth(sign), colours, isBlank }));
}

function painted(pieces: readonly Piece[]): string {
  let line = '';
  let open: readonly string[] = [];
  const close = () =>
    [...open]
      .reverse()
      .map((code) => ENDS[code] ?? '')
      .join('');
  for (const { text, colours } of pieces) {
    if (colours.join('') !== open.join('')) {
      line += close() + colours.join('');
      open = colours;
    }
    line += text;
  }
  return line + close();
}
