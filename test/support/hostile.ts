// Text as an enemy of the person at the terminal would write it into a database.
import fc from 'fast-check';

/** What chalk writes for us. */
export const OUR_COLOURS = new RegExp(String.raw`${'\u001b'}\[(?:1|2|22|31|32|33|39)m`, 'g');

/** Whether a terminal would take any of `text` for a command, or reorder it; line breaks are none. */
export function steers(text: string): boolean {
  return /[^\P{Cc}\n]|\p{Bidi_Control}|[\u2028\u2029\p{Cs}]/u.test(text);
}

/** A few of them, each in its own way. */
const HOSTILE_TEXTS = [
  'ok\u001b[8m',
  '\u001b[31mred\u001b[39m',
  '\u001b[2J\u001b[H',
  '\u001b]0;owned\u0007',
  '\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u009b31mred',
  '\u0090q\u009c',
  'a\rb',
  'one\ntwo  forged',
  'one\r\nin effect  always',
  'tab\tbell\u0007del\u007f',
  'next\u0085line\u2028paragraph\u2029',
  '\u202egnp.exe',
  '\u2066x\u2069',
  '\ud83d half',
  'A\\"{x[label="",URL=<javascript:alert(1)>]}',
  '"]; click A href "javascript:alert(1)"',
  '%%{init: {"theme": "dark"}}%%',
  '</text><script>alert(1)</script>',
  "'; rm -rf ~ #",
  '$(reboot) `reboot`',
] as const;

/** Those that a server takes. */
export const STORABLE_TEXTS: readonly string[] = HOSTILE_TEXTS.filter((text) => !/\p{Cs}/u.test(text));

/** Any text, one of those above more often than not. */
export const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.tuple(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...HOSTILE_TEXTS)).map((both) => both.join('')),
);
