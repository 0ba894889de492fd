// East Asian wide and emoji characters take two columns of a terminal, combining marks none.
import { stripVTControlCharacters } from 'node:util';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\u{fe0f}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mark}\p{Control}\p{Format}]+$/u;

/** The terminal columns of the widest line of `text`; colour codes count nothing. */
export function displayWidth(text: string): number {
  return Math.max(...stripVTControlCharacters(text).split('\n').map(lineWidth));
}

function lineWidth(line: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(line)) {
    if (!INVISIBLE.test(segment)) width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
