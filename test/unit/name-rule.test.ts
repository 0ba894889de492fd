// The one rule about names, by table and by property; what every door makes of it is in test/contract/names and test/cli/names.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAccountId, checkAccountName, checkExternalId } from '../../src/domain/accounts/account.ts';
import { parseGroupName } from '../../src/domain/groups/group.ts';
import { parseArticleNumber } from '../../src/domain/items/article-number.ts';
import { requireDistinctAttributes } from '../../src/domain/items/item-attribute.ts';
import { parseService } from '../../src/domain/items/service.ts';
import { parseWrittenAttribute } from '../../src/domain/items/written-attribute.ts';
import {
  calledSo,
  flawOfName,
  lookAlikeKey,
  quotedName,
  refusedCharacter,
  refusedInLabel,
  spellingsOf,
  withoutRefused,
} from '../../src/domain/name-rule.ts';
import { notFound } from '../../src/domain/not-found.ts';
import { checkPathName } from '../../src/domain/paths/path.ts';

const NFC = 'gr\u00f6\u00dfe';
const NFD = 'gro\u0308\u00dfe';

/** Everything that is found by what it is called. */
const NAMES: readonly (readonly [string, (text: string) => string])[] = [
  ['a group name', parseGroupName],
  ['a path name', checkPathName],
  ['an article number', parseArticleNumber],
  ['an account id', checkAccountId],
  ['an external id', checkExternalId],
  ['an attribute', (text) => parseWrittenAttribute(text).name],
  ['a choice', (text) => parseWrittenAttribute(`plan:choice=${text}`).choices?.[0] ?? ''],
  ['a service', parseService],
];

describe.each(NAMES)('%s', (_, check) => {
  test('is kept in its composed form', () => {
    expect(check(NFD)).toBe(NFC);
  });

  test.each([
    ['U+200B', '\u200b'],
    ['U+200D', '\u200d'],
    ['U+00AD', '\u00ad'],
    ['U+2060', '\u2060'],
    ['U+202E', '\u202e'],
    ['U+3164', '\u3164'],
    ['U+FE0F', '\ufe0f'],
    ['U+E0041', '\u{e0041}'],
    ['U+2028', '\u2028'],
    ['U+0007', '\u0007'],
    ['U+0378', '\u0378'],
    ['U+FFFF', '\uffff'],
    ['U+E000', '\ue000'],
    ['U+2800', '\u2800'],
  ])('holds no %s, and says so', (codePoint, character) => {
    // Some are written as others in a service, whose width does not count.
    const named = check === parseService && codePoint === 'U+3164' ? 'U+1160' : codePoint;
    expect(() => check(`A${character}B`)).toThrow(
      expect.objectContaining({ kind: 'usage', message: expect.stringContaining(`it holds ${named}, `) }),
    );
  });
});

test.each(NAMES.filter(([, check]) => check !== parseService))(
  '%s has no blank but the ordinary one, also at its ends',
  (_, check) => {
    for (const blank of ['\u00a0', '\u2003', '\u202f', '\u3000']) {
      expect(() => check(`A${blank}B`)).toThrow(expect.objectContaining({ kind: 'usage' }));
    }
    if (check !== parseArticleNumber) return;
    expect(() => check('A\ufeff')).toThrow(/it holds U\+FEFF, an invisible character/);
  },
);

test('an id has letters and digits of one width', () => {
  for (const check of [checkAccountId, checkExternalId]) {
    expect(() => check('ACC-１')).toThrow(/it holds U\+FF11, "1" in another width/);
    expect(check('ACC-1')).toBe('ACC-1');
    expect(check('acc-1')).toBe('acc-1');
    expect(check('会社-1')).toBe('会社-1');
  }
});

test('a service has one spelling, whatever its case and width', () => {
  expect([parseService('Ｅｍａｉｌ'), parseService('EMAIL'), parseService('e-mail')]).toEqual([
    'email',
    'email',
    'e-mail',
  ]);
});

test.each(['می\u200cخواهم', '👩\u200d👩\u200d👧', '❤\ufe0f', '葛\u{e0100}城', '1\ufe0f\u20e3'])(
  '%s may be what a customer is called, and nothing by which one is found',
  (text) => {
    expect(checkAccountName(text)).toBe(text);
    expect(() => checkAccountId(text)).toThrow(/it holds U\+/);
    expect(() => parseGroupName(text)).toThrow(/it holds U\+/);
  },
);

test.each(['Go\u200dld', 'Gold\u200c', '\u200dGold', 'A\ufe0f', 'Go\u200bld', 'Go\u202eld', 'a \ufe0fb'])(
  '%j is not a valid label',
  (text) => {
    expect(() => checkAccountName(text)).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'bad-account-name' }),
    );
  },
);

test('no control, format, unassigned or private-use character, no blank and no separator passes, whichever', () => {
  const passed: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    const refused =
      /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u.test(character) || (/\p{Zs}/u.test(character) && code !== 0x20);
    if (refused !== (refusedCharacter(character) !== undefined)) passed.push(code.toString(16));
  }
  // Drawn as blanks, though they are symbols.
  expect(passed).toEqual(['2800', '1d159']);
});

test.each([
  ['Webhosting', 'webhosting'],
  ['GRÖSSE', 'größe'],
  ['ΣΑΣ', 'σας'],
  ['ＨＳＴ－１', 'hst-1'],
  ['ｶﾞ', 'ガ'],
  [NFD, NFC],
  ['Web\u00a0hosting', 'Web hosting'],
  ['Web\u200bhosting', 'Webhosting'],
  ['Ⅳ', 'IV'],
  ['GROẞE', 'große'],
  ['ひ', 'ヒ'],
  ['ｶｯ', 'かつ'],
  ['ヵヶヮ', 'かけわ'],
  ['ÆŒÞ', 'aeoeth'],
  ['\u{10400}', '\u{10428}'],
])('%j looks like %j', (one, other) => {
  expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
});

test.each([
  ['HST-1', 'HST-I'],
  ['grosse', 'größere'],
  ['Web hosting', 'Webhosting'],
  ['か', 'が'],
  ['e', 'é'],
  ['😀', '😁'],
  ['x', 'x😀'],
])('%j does not look like %j', (one, other) => {
  expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
});

const text = fc.string({ unit: 'binary', maxLength: 12 });

test('whatever a name was, what is left of it without what is refused is right and looks the same', () => {
  fc.assert(
    fc.property(text, (name) => {
      const clean = withoutRefused(name);
      expect(flawOfName(clean)).toBeUndefined();
      expect(withoutRefused(clean)).toBe(clean);
      expect(lookAlikeKey(lookAlikeKey(name))).toBe(lookAlikeKey(name));
    }),
    { numRuns: 2_000 },
  );
});

test('a name is found under each of its compositions, and letter by letter first', () => {
  const nameOf = (name: string) => name;
  expect(calledSo([NFC, 'x'], NFD, nameOf)).toEqual([NFC]);
  expect(calledSo([NFD, 'x'], NFC, nameOf)).toEqual([NFD]);
  expect(calledSo([NFC, NFD], NFD, nameOf)).toEqual([NFD]);
  expect(calledSo(['Web', 'web'], 'web', nameOf)).toEqual(['web']);
  expect(calledSo(['Web'], 'web', nameOf)).toEqual([]);
  expect(spellingsOf('web')).toEqual(['web']);
  expect(spellingsOf(NFD)).toEqual([NFD, NFC]);
});

test('attributes of an item differ by more than case and width', () => {
  for (const other of ['Domain', 'ｄｏｍａｉｎ', 'do\u00admain']) {
    expect(() => requireDistinctAttributes([{ name: 'domain' }, { name: other }])).toThrow(
      expect.objectContaining({
        code: 'duplicate-attribute',
        message: `the attribute ${quotedName(other)} looks like "domain"`,
      }),
    );
  }
});

test('messages show what cannot be seen', () => {
  expect(quotedName('A"\u200bB')).toBe('"A\\"\\u{200b}B"');
  expect(notFound('account', 'ACC-1\u200b', ['ACC-1']).message).toBe(
    'no account "ACC-1\\u{200b}": it holds U+200B, an invisible character; did you mean ACC-1?',
  );
  expect(refusedInLabel('plain')).toBeUndefined();
});
