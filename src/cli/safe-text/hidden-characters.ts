// Characters that steer whatever shows them, or that cannot be seen: controls (C0, DEL, C1), format characters such as
// the bidirectional overrides and the zero-width space, line and paragraph separators, halves of characters, code points
// that no text may hold, fillers. Signs that are called "format" but can be seen (U+0600 and its like) are none of them.
const HIDDEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\u115f\u1160\u3164\uffa0]|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/gu;

/** As above, where joiners are as they should be: within emoji, and in scripts that are written with them. */
const OUT_OF_PLACE = new RegExp(
  String.raw`(?<=[\p{M}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Syriac}])[\u200c\u200d]|(${HIDDEN.source})`,
  'gu',
);

/**
 * `text` on one line, as a terminal or a picture may get it: what is hidden is shown, C0 controls as their pictures (`␛`,
 * `␊`), all else as `<U+202E>`. tierctl lets no one write control characters, but other programs write to the same tables.
 */
export function visible(text: string): string {
  if (text.search(HIDDEN) === -1) return text;
  return text.replace(OUT_OF_PLACE, (found, hidden: string | undefined) =>
    hidden === undefined ? found : picture(hidden),
  );
}

/** JSON with hidden characters within its texts as `\u202e`: the same value to every reader. */
export function escapeHidden(json: string): string {
  // Of control characters JSON leaves only its own line breaks as they are.
  return json.replace(HIDDEN, (found) => (found === '\n' ? found : escaped(found)));
}

/** `\u009b` for each unit of a character, as JSON spells it. */
export function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x7f) return '\u2421';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
