const encoder = new TextEncoder();

/** Characters that a terminal hides or moves: a person could not see what is pasted. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** No character has a special meaning in a shell; zsh expands an `=` at the beginning. */
const PLAIN = /^(?!=)[\w@%+=:,./-]+$/;

/**
 * `text` as one word of a command line in a hint: quoted if a shell would split or expand it, with escapes
 * (`$'\033'`) for characters that cannot be seen.
 */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text.search(HIDDEN) === -1) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replace(/[\\']/g, '\\$&').replace(HIDDEN, octal)}'`;
}

function octal(character: string): string {
  return Array.from(encoder.encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
