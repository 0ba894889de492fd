// East Asian wide and emoji characters take two columns of a terminal, combining marks none.
import { stripVTControlCharacters } from 'node:util';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\u{fe0f}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mark}\p{Control}\p{Format}]+$/u;

/** Letters, punctuation, arrows and lines that take one column each: no need to look at them one by one. */
const PLAIN = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f]*$/;

/** What chalk writes: by far the most frequent, and quickly found. */
const COLOUR = new RegExp(String.raw`${'\u001b'}\[\d*m`, 'g');

/** The terminal columns of the widest line of `text`; colour codes count nothing. */
export function displayWidth(text: string): number {
  const plain = withoutCodes(text);
  return plain.includes('\n') ? Math.max(...plain.split('\n').map(lineWidth)) : lineWidth(plain);
}

function withoutCodes(text: string): string {
  if (!text.includes('\u001b') && !text.includes('\u009b')) return text;
  const uncoloured = text.replace(COLOUR, '');
  return uncoloured.includes('\u001b') || uncoloured.includes('\u009b')
    ? stripVTControlCharacters(uncoloured)
    : uncoloured;
}

/** One line of at most `width` columns; what was cut off leaves an ellipsis. No colour codes. */
export function shorten(line: string, width: number): string {
  if (lineWidth(line) <= width) return line;
  let kept = '';
  for (const { segment } of segmenter.segment(line)) {
    if (lineWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

function lineWidth(line: string): number {
  if (PLAIN.test(line)) return line.length;
  let width = 0;
  for (const { segment } of segmenter.segment(line)) {
    if (!INVISIBLE.test(segment)) width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
