// Pairs of texts that some servers, or people, take for one: by letter case, accent, width, kana, ligature, or because one of the
// characters has no weight in an old collation. With what the rule in docs/concepts.md ("Names") makes of each pair.

import { expect } from 'vitest';

/**
 * What a second text is beside a first: another one, one that looks like it, the very same, or not allowed at all; `by server`:
 * another one by the rule, unless the database takes the two for one.
 */
type Beside = 'another' | 'alike' | 'same' | 'refused' | 'by server';

export interface LookAlike {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  /** As names of items, groups and paths. */
  readonly name: Beside;
  /** As ids of accounts, external ids. No two ids are too much alike. */
  readonly id: Exclude<Beside, 'alike' | 'by server'>;
  /** Whether the texts look the same to doctor: not every character that is refused is invisible. */
  readonly looksSame: boolean;
}

const pair = (
  what: string,
  one: string,
  other: string,
  name: Beside,
  id: LookAlike['id'],
  looksSame = !['another', 'by server'].includes(name),
): LookAlike => ({ what, one, other, name, id, looksSame });

const PAIRS: readonly LookAlike[] = [
  pair('case', 'aB3', 'Ab3', 'alike', 'another'),
  pair('case of letters with accents', 'Édition', 'édition', 'alike', 'another'),
  pair('case of supplementary letters', '\u{10400}a', '\u{10428}a', 'alike', 'another'),
  pair('acute', 'resume', 'résumé', 'another', 'another'),
  pair('cedilla', 'garcon', 'garçon', 'another', 'another'),
  pair('umlaut', 'Muller', 'Müller', 'another', 'another'),
  pair('stroke', 'lodz', 'łodz', 'another', 'another'),
  pair('composed and decomposed', 'caf\u00e9', 'cafe\u0301', 'same', 'same'),
  pair('order of two accents', 'a\u0327\u0301b', 'a\u0301\u0327b', 'same', 'same'),
  pair('composed and decomposed Hangul', '\uac00', '\u1100\u1161', 'same', 'same'),
  pair('ring and Angstrom sign', '\u00c5x', '\u212bx', 'same', 'same'),
  pair('K and Kelvin sign', 'Kx', '\u212ax', 'same', 'same'),
  pair('sharp s', 'strasse', 'straße', 'alike', 'another'),
  pair('capital sharp s', 'große', 'GROẞE', 'alike', 'another'),
  pair('dotless i', 'fix', 'fıx', 'alike', 'another'),
  pair('capital I with dot', 'Izmir', 'İzmir', 'another', 'another'),
  pair('full-width letters', 'AB', '\uff21\uff22', 'alike', 'refused'),
  pair('full-width digits', '12', '\uff11\uff12', 'alike', 'refused'),
  pair('half-width katakana', 'アイ', '\uff71\uff72', 'alike', 'refused'),
  pair('hiragana and katakana', 'あい', 'アイ', 'alike', 'another'),
  pair('small kana', 'きつて', 'きって', 'alike', 'another'),
  pair('voiced kana', 'かき', 'がき', 'another', 'another'),
  pair('fi ligature', 'fin', '\ufb01n', 'alike', 'another'),
  pair('ae ligature', 'aegir', 'ægir', 'alike', 'another'),
  pair('oe ligature', 'oeuvre', 'œuvre', 'alike', 'another'),
  pair('thorn', 'thor', 'þor', 'alike', 'another'),
  pair('long s', 'most', 'mo\u017ft', 'alike', 'another'),
  pair('final sigma', 'λογοσ', 'λογος', 'alike', 'another'),
  pair('Greek letter', 'Alpha', '\u0391lpha', 'another', 'another'),
  pair('Cyrillic letter', 'pay', 'p\u0430y', 'another', 'another'),
  pair('Cyrillic io', 'еж', 'ёж', 'another', 'another'),
  pair('superscript', 'm2', 'm²', 'alike', 'another'),
  pair('Roman numeral', 'IV', '\u2163', 'alike', 'another'),
  pair('circled digit', '1', '①', 'alike', 'another'),
  pair('digits of another script', 'a1', 'a\u0661', 'by server', 'another'),
  pair('two blanks', 'a b', 'a  b', 'alike', 'another'),
  pair('trailing blank', 'ab', 'ab ', 'refused', 'refused'),
  pair('no-break space', 'a b', 'a\u00a0b', 'refused', 'refused'),
  pair('hyphen', 'ab', 'a-b', 'another', 'another'),
  pair('en dash', 'a-b', 'a–b', 'another', 'another'),
  pair('apostrophe', "d'or", 'd’or', 'another', 'another'),
  pair('soft hyphen', 'ab', 'a\u00adb', 'refused', 'refused'),
  pair('zero-width space', 'ab', 'a\u200bb', 'refused', 'refused'),
  pair('joiner', 'ab', 'a\u200db', 'refused', 'refused'),
  pair('byte order mark', 'ab', 'ab\ufeff', 'refused', 'refused'),
  pair('direction mark', 'ab', '\u202eab', 'refused', 'refused'),
  pair('variation selector', '☂', '☂\ufe0f', 'refused', 'refused'),
  pair('private use', 'ab', 'ab\ue000', 'refused', 'refused', false),
  pair('control character', 'ab', 'a\u0001b', 'refused', 'refused'),
  pair('emoji', '😀', '😁', 'another', 'another'),
  pair('emoji and nothing', 'x', 'x😀', 'another', 'another'),
  pair('mathematical letter', 'Ax', '𝒜x', 'alike', 'another'),
  pair('supplementary ideograph', '吉', '𠮷', 'another', 'another'),
];

/** Each pair under a number of its own, so that texts of different pairs are never alike. */
export const LOOK_ALIKES: readonly LookAlike[] = PAIRS.map((one, index) => {
  const prefix = `P${String(index + 10)}-`;
  return { ...one, one: prefix + one.one, other: prefix + one.other };
});

/** Whether a text that is never used to find anything, such as a value, may not have this one. */
export const isControl = (text: string): boolean => text.includes('\u0001');

/**
 * Compares what an engine answers with what the first of them answered to the same, without what differs from one call to the next:
 * ids and instants.
 */
export function sameOnEveryEngine(): (what: string, answer: unknown) => void {
  const first = new Map<string, unknown>();
  return (what, answer) => {
    const known = withoutIds(answer);
    if (first.has(what)) expect(known, what).toEqual(first.get(what));
    else first.set(what, known);
  };
}

function withoutIds(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an id')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'an instant'),
  );
}
