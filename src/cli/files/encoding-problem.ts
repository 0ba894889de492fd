// Files that people provide are not always UTF-8. Their real encoding can often be detected, and naming it helps.

export interface EncodingProblem {
  /** What is wrong, as a sentence about the file or the line: `it is UTF-16`. */
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

export const SAVE_AS_UTF8 = 'save it as UTF-8; in a spreadsheet that is "CSV UTF-8"';

const NEWLINE = 10;

/** Whether a file that begins with these bytes is UTF-16: by its byte order mark, or because every other byte is 0. */
export function isUtf16(start: Uint8Array): boolean {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const some = start.subarray(0, 64);
  const zeros = some.filter((byte) => byte === 0).length;
  return some.length >= 4 && zeros * 3 >= some.length;
}

/** The problem with bytes that begin with line number `firstLine`; undefined if they are UTF-8. */
export function encodingProblem(bytes: Uint8Array, firstLine = 1): EncodingProblem | undefined {
  if (firstLine === 1 && isUtf16(bytes)) return { message: 'it is UTF-16', line: 1 };
  if (isUtf8(bytes)) return undefined;
  let line = firstLine;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const one = bytes.subarray(start, end);
    if (!isUtf8(one)) return { message: badByte(one), line };
    start = end;
  }
  return { message: 'it is not UTF-8', line: firstLine };
}

function badByte(line: Uint8Array): string {
  const at = firstBad(line);
  const byte = line[at] ?? 0;
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  const letter = Buffer.of(byte).toString('latin1');
  // If a continuation byte or nothing follows, it is more likely a broken character.
  const next = line[at + 1] ?? 0x80;
  const isLatin = /\p{L}/u.test(letter) && (next < 0x80 || next > 0xbf);
  return `it is not UTF-8: byte ${hex}${isLatin ? `, which in Latin-1 is "${letter}"` : ''}`;
}

/** The position of the first byte that does not decode. */
function firstBad(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let read = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) {
    offset += Buffer.byteLength(text.slice(read, at));
    // The text may contain the replacement character itself.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) return offset;
    read = at;
  }
  return 0;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // A new decoder each time: one that has failed may keep half a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
