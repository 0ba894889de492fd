import { expect, test } from 'vitest';
import { encodingProblem } from '../../../src/cli/files/encoding-problem.ts';

const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))));

test.each([
  ['UTF-8', bytes('a,é,€,😀\n')],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 'a\n')],
  ['nothing', bytes()],
  ['a NUL among letters', bytes('account', 0, 'name')],
  ['a written replacement character', bytes('a\ufffdb')],
])('%s is UTF-8', (_, file) => {
  expect(encodingProblem(file)).toBeUndefined();
});

test.each([
  ['UTF-16 of Windows', Buffer.from('\ufeffa,b\n', 'utf16le'), 'it is UTF-16', 1],
  ['UTF-16 of others', Buffer.from('\ufeffa,b\n', 'utf16le').swap16(), 'it is UTF-16', 1],
  ['UTF-16 without a mark', Buffer.from('account,name\n', 'utf16le'), 'it is UTF-16', 1],
  ['Latin-1', bytes('a\nb\ncaf', 0xe9, '\n'), 'it is not UTF-8: byte E9, which in Latin-1 is "é"', 3],
  ['the euro sign of Windows', bytes('5 ', 0x80, '\n'), 'it is not UTF-8: byte 80', 1],
  ['letters in a row', bytes(0xe9, 0xe8, '\n'), 'it is not UTF-8: byte E9, which in Latin-1 is "é"', 1],
  ['half a character', bytes('a\n', 0xe2, 0x82), 'it is not UTF-8: byte E2', 2],
  ['an overlong one', bytes(0xc0, 0xaf, '\n'), 'it is not UTF-8: byte C0', 1],
  [
    'one behind a written replacement character',
    bytes('\ufffd€\ufffd', 0xfc, 'x\n'),
    'it is not UTF-8: byte FC, which in Latin-1 is "ü"',
    1,
  ],
])('%s is not', (_, file, message, line) => {
  expect(encodingProblem(file)).toEqual({ message, line });
});

test('lines are counted from the one that is said', () => {
  expect(encodingProblem(bytes('a\n', 0xff, '\n'), 10)).toMatchObject({ line: 11 });
});
