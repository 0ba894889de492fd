// Characters that control a display or are invisible: controls (C0, DEL, C1), format characters such as the bidirectional
// overrides and the zero-width space, line and paragraph separators, lone surrogates, noncharacters, fillers. Visible signs
// of the category "format" (U+0600 and similar) are not included.
const HIDDEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\u115f\u1160\u3164\uffa0]|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/gu;

/** The same, but joiners are allowed within emoji and in scripts that need them. */
const OUT_OF_PLACE = new RegExp(
  String.raw`(?<=[\p{M}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Syriac}])[\u200c\u200d]|(${HIDDEN.source})`,
  'gu',
);

/**
 * `text` on one line, safe for a terminal or a picture: hidden characters are shown, C0 controls as their pictures (`␛`,
 * `␊`), others as `<U+202E>`. tierctl refuses control characters, but other programs write to the same tables.
 */
export function visible(text: string): string {
  if (text.search(HIDDEN) === -1) return text;
  return text.replace(OUT_OF_PLACE, (found, hidden: string | undefined) =>
    hidden === undefined ? found : picture(hidden),
  );
}

/** JSON with hidden characters in its texts as `\u202e`: the same value for every reader. */
export function escapeHidden(json: string): string {
  // The only control characters that JSON leaves unescaped are its own line breaks.
  return json.replace(HIDDEN, (found) => (found === '\n' ? found : escaped(found)));
}

/** `\u009b` for each code unit of a character, as in JSON. */
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
