import { visible } from '../safe-text/hidden-characters.ts';
import { graphemes, lineWidth } from '../safe-text/line-width.ts';
import { isPrintable, type Text } from '../safe-text/printable.ts';

/** The colour codes of chalk. */
const COLOUR = new RegExp(String.raw`${'\u001b'}\[\d+m`, 'g');

/** The terminal columns of the widest line of `text` as shown; colours do not count. */
export function displayWidth(text: Text): number {
  if (!isPrintable(text)) return lineWidth(visible(String(text)));
  const plain = text.text.includes('\u001b') ? text.text.replace(COLOUR, '') : text.text;
  return plain.includes('\n') ? Math.max(...plain.split('\n').map(lineWidth)) : lineWidth(plain);
}

/** Data on one line of at most `width` columns as shown; a cut is marked with an ellipsis. */
export function shorten(data: string, width: number): string {
  const line = visible(data);
  if (lineWidth(line) <= width) return line;
  let kept = '';
  for (const sign of graphemes(line)) {
    if (lineWidth(kept + sign) > width - 1) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}
