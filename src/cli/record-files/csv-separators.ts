// Many spreadsheets write CSV files with semicolons or tabs. This is checked before anything is parsed: with quotation
// marks, no row of such a file would be valid.

import type { RecordShape } from '../../domain/imports/record-file.ts';
import { badSeparator } from './problems.ts';
import { RecordNames } from './record-names.ts';
import type { TextLines } from './text-lines.ts';

const SEPARATORS: readonly (readonly [sign: string, inWords: string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

/** Passes the lines on. Throws `refused` (`bad-separator`) if the names in the first line are not separated by commas. */
export async function* commaSeparated(
  portions: AsyncIterable<TextLines>,
  file: string,
  shape: RecordShape,
): AsyncGenerator<TextLines> {
  let header: string | undefined;
  for await (const portion of portions) {
    if (header === undefined) {
      const found = /[^\r\n]+/.exec(portion.text);
      header = found?.[0];
      if (found !== null) {
        const above = portion.text.slice(0, found.index).split('\n').length - 1;
        checkHeader(found[0], file, portion.line + above, shape);
      }
    }
    yield portion;
  }
}

/** The separator of a row that has one cell and should have `count`; undefined if it cannot be detected. */
export function otherSeparator(cell: string, count: number): string | undefined {
  return SEPARATORS.find(([sign]) => cell.split(sign).length === count)?.[1];
}

function checkHeader(header: string, file: string, line: number, shape: RecordShape): void {
  if (/^"?sep=.?"?,*$/i.test(header)) {
    throw badSeparator(
      file,
      line,
      `"${header}" is not a header`,
      'remove the line: only one spreadsheet program uses it',
    );
  }
  const names = new RecordNames(shape);
  const parts = (sign: string) => header.split(sign).map((part) => part.replaceAll('"', '').trim());
  if (parts(',').some((name) => names.use(name) !== undefined)) return;
  const commas = parts(',').length;
  const found = SEPARATORS.find(([sign]) => parts(sign).length > 1 && parts(sign).length >= commas);
  if (found === undefined) return;
  throw badSeparator(
    file,
    line,
    `the columns are separated by ${found[1]}; commas are required`,
    'save it with commas: look for the field delimiter in the spreadsheet, or for the list separator in the regional settings',
  );
}
