// The rule for the characters of a name and for when two names are equal (docs/concepts.md, "Names"). It applies to all
// input: names, article numbers, account ids and external ids. Other texts have a rule of their own: refusedInText.

/** Composed already, and free of whatever is refused. Most names are such, and an import looks at millions. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A name as it is stored: in Unicode's composed form (NFC), so each name has one spelling. */
export function composed(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC');
}

/**
 * The spellings under which a name may be stored: first as given, then composed and decomposed. tierctl writes the
 * composed one; other programs may write any.
 */
export function spellingsOf(name: string): readonly string[] {
  return PLAIN.test(name) ? [name] : [...new Set([name, name.normalize('NFC'), name.normalize('NFD')])];
}

/** The entries with `name`: exact matches, else matches in another composition. */
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
 * Characters that are invisible or look like another one: control and format characters, surrogates, unassigned and
 * private-use code points, blanks other than the space, line separators. `DI` adds ignorable characters that count as
 * letters or marks; the last two are drawn as blanks.
 */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800\u{1d159}]|[^\P{Zs} ]/u;

/**
 * Joiners between two characters and variation selectors after one: Persian, Indic scripts, Han variants and emoji need
 * them. Between Latin letters they are only invisible.
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

/** `it holds U+200B, an invisible character`: the first character that is not allowed in a name; undefined where there is none. */
export function refusedCharacter(name: string): string | undefined {
  if (PLAIN.test(name)) return undefined;
  const [found] = REFUSED.exec(name) ?? [];
  return found === undefined ? undefined : described(found);
}

function described(found: string): string {
  const words = KINDS.find(([pattern]) => pattern.test(found))?.[1] ?? 'an invisible character';
  return `it holds ${codePoint(found)}, ${words}`;
}

/** Like refusedCharacter, for a label that is not used for lookup: joiners and variation selectors are allowed after a character. */
export function refusedInLabel(label: string): string | undefined {
  return refusedCharacter(PLAIN.test(label) ? label : label.replace(SHAPING, ''));
}

/**
 * Like refusedCharacter, for a text that is not used to find anything: line breaks, tabs and invisible characters are allowed. A
 * carriage return alone is no line break: it overwrites the line on a screen.
 */
export function refusedInText(text: string): string | undefined {
  if (PLAIN.test(text)) return undefined;
  const [found] = REFUSED_IN_TEXT.exec(text) ?? [];
  return found === undefined ? undefined : described(found);
}

/** Control characters except line breaks and tabs; lone surrogates and code points that are not allowed in text. */
const REFUSED_IN_TEXT = /[^\P{Cc}\t\n\r]|\r(?!\n)|\p{Cs}|[\ufdd0-\ufdef]/u;

/** Like refusedCharacter, for an id. Ids are compared exactly, so letters and digits of another width would make another id. */
export function refusedInId(id: string): string | undefined {
  const refused = refusedCharacter(id);
  if (refused !== undefined || PLAIN.test(id)) return refused;
  const [wide] = /[\uff01-\uffee]/.exec(id) ?? [];
  if (wide === undefined) return undefined;
  return `it holds ${codePoint(wide)}, "${wide.normalize('NFKC')}" in another width`;
}

/** The flaw of a stored name: the result of refusedCharacter, or that it is not composed. */
export function flawOfName(name: string): string | undefined {
  return refusedCharacter(name) ?? (name === composed(name) ? undefined : NOT_COMPOSED);
}

/** Like flawOfName, for an id. */
export function flawOfId(id: string): string | undefined {
  return refusedInId(id) ?? (id === composed(id) ? undefined : NOT_COMPOSED);
}

const NOT_COMPOSED = 'it is not in the composed form (NFC)';

/** The name without refused characters, and with ordinary blanks. It may be empty. */
export function withoutRefused(name: string): string {
  return composed(name)
    .replace(/[\p{Zs}\u2800\u{1d159}]/gu, ' ')
    .replace(new RegExp(REFUSED, 'gu'), '')
    .trim();
}

/** The name in quotes, with escapes for invisible characters. */
export function quotedName(name: string): string {
  return JSON.stringify(name).replace(
    new RegExp(REFUSED, 'gu'),
    (found) => `\\u{${found.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

/**
 * Equal for names that look alike: they differ only in case, width, ligatures, kind of kana, composition, the number of blanks or
 * invisible characters.
 */
export function lookAlikeKey(name: string): string {
  if (PLAIN.test(name)) return name.trim().replace(/ {2,}/g, ' ').toLowerCase();
  return (
    name
      .normalize('NFKC')
      .replace(/[\p{Z}\u2800\u{1d159}]/gu, ' ')
      .replace(/[\p{Cc}\p{Cf}\p{DI}]/gu, '')
      .replace(/ {2,}/g, ' ')
      // Twice: the capital sharp s has no capitals of its own, the small one has two, and the final sigma has those of the other.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKC')
      .replace(/[\u00e6\u0153\u00fe]/g, (ligature) => LIGATURES[ligature] ?? ligature)
      .replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, (katakana) => shifted(katakana, -0x60))
      .replace(/[\u3095\u3096]/g, (small) => (small === '\u3095' ? 'か' : 'け'))
      .replace(/[ぁぃぅぇぉっゃゅょゎ]/g, (small) => shifted(small, 1))
      .trim()
  );
}

/** Letters that many servers take for two. */
const LIGATURES: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', þ: 'th' };

function shifted(character: string, by: number): string {
  return String.fromCharCode(character.charCodeAt(0) + by);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
