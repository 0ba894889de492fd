// Plain words: none of the words below stands in the project's code, messages and docs, and each has a plainer one. Run by
// `npm run words`; exits 1 and prints each place.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The word, in all its forms, and what to write in its place. */
const WORDS: readonly (readonly [forms: readonly string[], instead: string])[] = [
  [['mend', 'mends', 'mended', 'mending'], 'fix'],
  [['tell', 'tells', 'told', 'telling'], 'show, say, report, notify'],
  [['shall'], 'must, should, will'],
  [['whoever', 'whomever'], 'who, anyone who, the user'],
  [['nobody', 'somebody', 'anybody'], 'no one, someone, anyone, a user, another transaction'],
  [['anew'], 'again'],
  [['so many'], 'the number, N'],
  [['meanwhile'], 'in the meantime, since then, concurrently'],
  [['foretell', 'foretells', 'foretold', 'foretelling'], 'forecast'],
  [['unwell'], 'with findings, failing'],
  [['belongings'], 'the name of the things'],
  [['take back', 'takes back', 'took back', 'taken back', 'taking back'], 'cancel, undo, revert'],
  [['give way', 'gives way', 'gave way', 'giving way'], 'stop, retry, yield'],
  [['unsaid'], 'without a message'],
  [['in vain'], 'without a result'],
  [['stranger', 'strangers'], 'another user, other users'],
  [['hence', 'thereof', 'whereof', 'lest', 'albeit', 'whilst', 'upon', 'naught', 'behold'], 'a plain word'],
];

/** Not ours, or the list itself. */
const LEFT_OUT = /^(package-lock\.json|LICENSE|scripts\/check-words\.ts)$|\.(gz|png|svg)$/;

const INSTEAD = new Map(WORDS.flatMap(([forms, instead]) => forms.map((form) => [form, instead] as const)));
const FORMS = [...INSTEAD.keys()];
const CAPITALISED = FORMS.map((form) => form[0]?.toUpperCase() + form.slice(1));
// A word of prose, or one in the middle of an identifier. A hyphen makes it part of a code such as `changed-meanwhile`.
const FOUND = new RegExp(
  `(?<![A-Za-z-])(?:${FORMS.join('|')}|${CAPITALISED.join('|')}|${FORMS.join('|').toUpperCase()})(?![a-z-])|(?<=[a-z])(?:${CAPITALISED.join('|')})(?![a-z])`,
  'g',
);

const places = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && !LEFT_OUT.test(file))
  .flatMap((file) =>
    [...`${file}\n${readFileSync(file, 'utf8')}`.split('\n').entries()].flatMap(([line, text]) =>
      [...text.matchAll(FOUND)].map(
        ([word]) => `${file}:${line}: "${word}": ${INSTEAD.get(word.toLowerCase())}`,
      ),
    ),
  );

for (const place of places) console.error(place);
console.log(`${places.length} words to replace`);
process.exitCode = places.length === 0 ? 0 : 1;
