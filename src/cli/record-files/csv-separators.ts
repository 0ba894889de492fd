// Spreadsheets in much of the world write semicolons into what they call CSV, others tabs. Looked for before anything is parsed:
// with quotation marks such a file has no right row at all.
import type { RecordShape } from '../../domain/imports/record-file.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { RecordNames } from './record-names.ts';
import type { TextLines } from './text-lines.ts';

const SEPARATORS: readonly (readonly [sign: string, inWords: string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

/** Hands on the lines. Throws `refused` (`bad-separator`) where the first has something else than commas between its names. */
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

/** What is between the cells of a row that has one cell, and should have `count`; undefined where nothing tells. */
export function otherSeparator(cell: string, count: number): string | undefined {
  return SEPARATORS.find(([sign]) => cell.split(sign).length === count)?.[1];
}

function checkHeader(header: string, file: string, line: number, shape: RecordShape): void {
  if (/^"?sep=.?"?,*$/i.test(header)) {
    throw refused(
      file,
      line,
      `"${header}" is no header`,
      'remove the line: it speaks to one spreadsheet alone',
    );
  }
  const names = new RecordNames(shape);
  const parts = (sign: string) => header.split(sign).map((part) => part.replaceAll('"', '').trim());
  if (parts(',').some((name) => names.use(name) !== undefined)) return;
  const commas = parts(',').length;
  const found = SEPARATORS.find(([sign]) => parts(sign).length > 1 && parts(sign).length >= commas);
  if (found === undefined) return;
  throw refused(
    file,
    line,
    `the columns are separated by ${found[1]}, and commas are needed`,
    'save it with commas: a spreadsheet asks for the field delimiter, or takes it from the list separator of the region',
  );
}

function refused(file: string, line: number, why: string, hint: string): TierctlError {
  return new TierctlError('refused', 'bad-separator', `${file}, line ${line}: ${why}; nothing was written`, {
    hint,
    data: { file, line },
  });
}
