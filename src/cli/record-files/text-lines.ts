// Bytes as portions of text that end with a line. The length of a line is limited, because a line is held in memory.

import type { TierctlError } from '../../domain/tierctl-error.ts';
import { formatCount } from '../../domain/wording.ts';
import { encodingProblem, isUtf16, SAVE_AS_UTF8 } from '../files/encoding-problem.ts';
import { badEncoding, lineTooLong } from './problems.ts';

/** The limit for a line in bytes, and for a record of several lines in characters. */
export const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 10;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

export interface TextLines {
  /** Whole lines; the last line of a file may lack its line break. */
  readonly text: string;
  /** The number of the first of them. */
  readonly line: number;
}

/** Throws `refused` (`bad-encoding`, `line-too-long`), with the line number. `file` is the name for messages. */
export async function* textLines(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<TextLines> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = Buffer.alloc(0);
  let line = 1;
  let begun = false;
  for await (const chunk of bytes) {
    let all = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    // The byte order mark has three bytes, and a pipe may deliver them one by one.
    if (
      !begun &&
      all.length < BYTE_ORDER_MARK.length &&
      all.every((byte, index) => byte === BYTE_ORDER_MARK[index])
    ) {
      rest = all;
      continue;
    }
    if (!begun && BYTE_ORDER_MARK.every((byte, index) => all[index] === byte)) {
      all = all.subarray(BYTE_ORDER_MARK.length);
    }
    begun = true;
    const end = all.lastIndexOf(NEWLINE) + 1;
    const whole = all.subarray(0, end);
    rest = all.subarray(end);
    if (whole.length > 0) {
      const lines = countLines(whole, line, file);
      yield { text: decode(decoder, whole, line, file), line };
      line += lines;
    }
    if (rest.length > LONGEST_LINE) throw tooLong(file, line);
  }
  if (rest.length > 0) yield { text: decode(decoder, rest, line, file), line };
}

export function tooLong(file: string, line: number, why = ''): TierctlError {
  return lineTooLong(file, line, `it is longer than ${formatCount(LONGEST_LINE)} characters${why}`);
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer,
  first: number,
  file: string,
): string {
  // ASCII in UTF-16 without a mark decodes as UTF-8, with a NUL in every other place.
  if (first === 1 && isUtf16(bytes)) throw notUtf8(bytes, first, file);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw notUtf8(bytes, first, file, cause);
  }
}

function notUtf8(bytes: Buffer, first: number, file: string, cause?: unknown): TierctlError {
  const { message, line } = encodingProblem(bytes, first) ?? { message: 'it is not UTF-8', line: first };
  return badEncoding(file, line, message, SAVE_AS_UTF8, cause);
}

/** For whole lines. Throws `line-too-long`. */
function countLines(bytes: Buffer, first: number, file: string): number {
  let lines = 0;
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    if (end - start > LONGEST_LINE) throw tooLong(file, first + lines);
    lines += 1;
    start = end + 1;
  }
  return lines;
}
