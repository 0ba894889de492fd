// The one rule about what a name may be made of, and when two names are one (docs/concepts.md, "Names"). It holds at every
// door: for names, article numbers, account ids and external ids.

/** Composed already, and free of whatever is refused. Most names are such, and an import looks at millions. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A name as it is stored: in Unicode's composed form (NFC), so that each name has one spelling. */
export function composed(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC');
}

/**
 * The spellings under which a name may be stored: as it is given first, then composed and decomposed. tierctl writes the
 * composed one; other programs write what they like.
 */
export function spellingsOf(name: string): readonly string[] {
  return PLAIN.test(name) ? [name] : [...new Set([name, name.normalize('NFC'), name.normalize('NFD')])];
}

/** Those that go by `name`: letter by letter, or else in another composition. */
export function calledSo<Thing>(
  things: readonly Thing[],
  name: string,
  nameOf: (thing: Thing) => string | null,
): Thing[] {
  const exactly = things.filter((thing) => nameOf(thing) === name);
  if (exactly.length > 0 || PLAIN.test(name)) return exactly;
  const wanted = composed(name);
  return things.filter((thing) => composed(nameOf(thing) ?? '') === wanted);
}

/**
 * Characters that no screen shows, or shows as another one: control and format characters, halves of characters, code points
 * without a character or without an agreed one, blanks but the ordinary one, separators of lines. `DI` has what is ignorable
 * though it counts as a letter or a mark; the last two are drawn as blanks.
 */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800\u{1d159}]|[^\P{Zs} ]/u;

/**
 * Joiners between two characters and variation selectors behind one: Persian, Indic scripts, Han variants and emoji are not
 * written right without them. In Latin letters they do nothing but hide.
 */
const SHAPING =
  /(?<=(?!\p{Script=Latin})[\p{L}\p{M}\p{S}])[\u200c\u200d](?=[\p{L}\p{M}\p{S}])|(?<=(?!\p{Script=Latin})[\p{L}\p{M}\p{N}\p{P}\p{S}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

const KINDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/\p{Cc}/u, 'a control character'],
  [/[\p{Zl}\p{Zp}]/u, 'a line separator'],
  [/[\p{Zs}\u2800\u{1d159}]/u, 'a blank that is not the ordinary one'],
  [/\p{Cs}/u, 'half a character'],
  [/\p{Co}/u, 'a private-use character'],
  [/\p{Cn}/u, 'an unassigned code point'],
];

/** `it holds U+200B, an invisible character`: the first character that no name may hold; undefined where there is none. */
export function refusedCharacter(name: string): string | undefined {
  if (PLAIN.test(name)) return undefined;
  const [found] = REFUSED.exec(name) ?? [];
  if (found === undefined) return undefined;
  const words = KINDS.find(([pattern]) => pattern.test(found))?.[1] ?? 'an invisible character';
  return `it holds ${codePoint(found)}, ${words}`;
}

/** As refusedCharacter, for a text that a thing is called by but not found by: what shapes a character may stand behind it. */
export function refusedInLabel(label: string): string | undefined {
  return refusedCharacter(PLAIN.test(label) ? label : label.replace(SHAPING, ''));
}

/** As refusedCharacter, for an id: compared exactly, so that letters and digits of another width would make another id. */
export function refusedInId(id: string): string | undefined {
  const refused = refusedCharacter(id);
  if (refused !== undefined || PLAIN.test(id)) return refused;
  const [wide] = /[\uff01-\uffee]/.exec(id) ?? [];
  if (wide === undefined) return undefined;
  return `it holds ${codePoint(wide)}, "${wide.normalize('NFKC')}" in another width`;
}

/** What is wrong with a name that is stored already: refusedCharacter, or that it is not composed. */
export function flawOfName(name: string): string | undefined {
  return refusedCharacter(name) ?? (name === composed(name) ? undefined : NOT_COMPOSED);
}

/** As flawOfName, for an id. */
export function flawOfId(id: string): string | undefined {
  return refusedInId(id) ?? (id === composed(id) ? undefined : NOT_COMPOSED);
}

const NOT_COMPOSED = 'it is not in the composed form (NFC)';

/** The name without what is refused, and with ordinary blanks. It may be empty then. */
export function withoutRefused(name: string): string {
  return composed(name)
    .replace(/[\p{Zs}\u2800\u{1d159}]/gu, ' ')
    .replace(new RegExp(REFUSED, 'gu'), '')
    .trim();
}

/** The name in quotes, with escapes for what could not be seen. */
export function quotedName(name: string): string {
  return JSON.stringify(name).replace(
    new RegExp(REFUSED, 'gu'),
    (found) => `\\u{${found.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

/** Equal for names that look alike: that differ in case, in width, in composition or in what no screen shows. */
export function lookAlikeKey(name: string): string {
  if (PLAIN.test(name)) return name.trim().toLowerCase();
  return name
    .normalize('NFKC')
    .replace(/[\p{Z}\u2800\u{1d159}]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{DI}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .trim();
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
