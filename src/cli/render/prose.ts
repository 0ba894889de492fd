import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

const WIDEST = 100;

/** Breaks a sentence at blanks so that it fits the terminal; each line is indented. What is pasted is not broken. */
export function prose({ width }: Pick<Terminal, 'width'>, text: string, indent = ''): string {
  const most = Math.min(WIDEST, width) - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > most) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => indent + one).join('\n');
}
