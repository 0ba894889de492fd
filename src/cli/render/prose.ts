import { visible } from '../safe-text/hidden-characters.ts';
import { lines, type Printable, show, type Text } from '../safe-text/printable.ts';
import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

const WIDEST = 100;

/**
 * Breaks a sentence at blanks to fit the terminal; each line is indented, the first by `first`. Texts meant for pasting are
 * not broken.
 */
export function prose(
  { width }: Pick<Terminal, 'width'>,
  text: string,
  indent = '',
  first: Text = indent,
): Printable {
  const most = Math.min(WIDEST, width) - indent.length;
  return lines(brokenAtBlanks(text, most).map((line, place) => show`${place === 0 ? first : indent}${line}`));
}

/** Lines of at most `most` columns, if the words of `text` allow it; hidden characters are made visible. */
export function brokenAtBlanks(text: string, most: number): string[] {
  const found: string[] = [];
  let line = '';
  for (const word of visible(text).split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > most) {
      found.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...found, line];
}
