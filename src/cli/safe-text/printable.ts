// Text for a terminal: lists, previews, prompts, errors. Hidden characters in data are made visible before it is painted.
import { visible } from './hidden-characters.ts';
import { isSafe, type SafeText, safe, templateFor } from './safe-text.ts';

/** Harmless for a terminal; may contain our own colours and line breaks. */
export type Printable = SafeText<'terminal'>;

/** The input of renderers. A string is always data: it is shown on one line. */
export type Text = string | number | Printable;

export function printable(text: Text): Printable {
  return isPrintable(text) ? text : safe(visible(String(text)));
}

export function isPrintable(text: Text): text is Printable {
  return isSafe(text);
}

/** For template literals: ``show`${name} (${paint.bad('gone')})` ``. */
export const show = templateFor<'terminal'>(visible);

export function joined(parts: readonly Text[], between: string): Printable {
  return safe(parts.map((part) => printable(part).text).join(between));
}

export function lines(parts: readonly Text[]): Printable {
  return joined(parts, '\n');
}

/** The non-empty parts, with a blank line between them. */
export function sections(parts: readonly (Text | null | undefined)[]): Printable {
  return joined(parts.filter(isPresent), '\n\n');
}

/** Data that may have several lines: lines after the first are indented, so that none looks like one of ours. */
export function printableLines(text: string, indent = ''): Printable {
  const [first = '', ...rest] = text.split(/\r?\n/);
  return lines([
    first,
    ...rest.map((line) => (line === '' || line.startsWith(indent) ? line : indent + line)),
  ]);
}

export function isPresent(text: Text | null | undefined): text is Text {
  return text !== null && text !== undefined && (isPrintable(text) ? text.text : text) !== '';
}

/** Rows of cells as a layout prints them: it adds only blanks. */
export function arranged(
  rows: readonly (readonly Printable[])[],
  layout: (rows: readonly (readonly string[])[]) => readonly string[],
): Printable[] {
  return layout(rows.map((cells) => cells.map(({ text }) => text))).map((line) => safe(line));
}

/** With secrets hidden. */
export function masked(text: Text, mask: (text: string) => string): Printable {
  return isPrintable(text) ? safe(mask(text.text)) : printable(mask(String(text)));
}
