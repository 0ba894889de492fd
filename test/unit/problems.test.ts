import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { definedProblems, KINDS } from '../../scripts/error-codes.ts';
import { describeError } from '../../src/cli/errors.ts';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { RECORD_CODES } from '../../src/domain/imports/record-codes.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../src/domain/problem-codes.ts';
import { PROBLEM_EXAMPLES } from '../support/problem-examples.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CODES = [...new Set<ProblemCode>(KINDS.flatMap((kind) => [...PROBLEM_CODES[kind]]))].sort();

const textsIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/problem-examples|unit\/problems/.test(name))
    .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')] as const);

/** Codes that no test reads from the program, and why. */
const NOT_THROWN: Partial<Record<ProblemCode, string>> = {
  'example-missing': 'a broken installation only',
  'tour-stopped': 'the demo shows no code; demo.test.ts reads its text and exit code',
  'not-moved': 'a guard: what is judged before leaves no reason for it',
  'no-path': 'a guard: a pending change goes before any path',
  'path-not-effective': 'a guard: a pending change has no window',
  'destination-inactive': 'a guard: `not-eligible` says it first, by the gate `target-active`',
};

describe('the set of codes', () => {
  test('each has one definition, with what it means and what to do', () => {
    const complaints: string[] = [];
    const defined = definedProblems((message) => complaints.push(message));
    expect(complaints).toEqual([]);
    expect(defined.map(({ code }) => code)).toEqual(CODES);
  });

  test('docs/error-codes.md has exactly these', () => {
    const text = readFileSync(join(ROOT, 'docs/error-codes.md'), 'utf8');
    const [errors = '', records = ''] = text.split('\n## Records of an import\n');
    const listed = (part: string) => Array.from(part.matchAll(/^\| `([a-z-]+)`/gm), ([, code]) => code);
    expect([...new Set(listed(errors))].sort()).toEqual(CODES);
    expect(listed(records)).toEqual(Object.keys(RECORD_CODES).sort());
  });

  test('each is in a test, or has a reason not to be', () => {
    const tests = textsIn('test').map(([, text]) => text);
    const isRead = (code: string) => tests.some((text) => new RegExp(`['"\`]${code}['"\`]`).test(text));
    expect(CODES.filter((code) => !isRead(code) && NOT_THROWN[code] === undefined)).toEqual([]);
    expect(Object.keys(RECORD_CODES).filter((code) => !tests.some((text) => text.includes(code)))).toEqual(
      [],
    );
  });

  test('only definitions make errors', () => {
    const makers = textsIn('src').filter(([, text]) => text.includes('new TierctlError('));
    expect(makers.map(([name]) => name).sort()).toEqual([
      'src/domain/problem.ts',
      'src/domain/tierctl-error.ts',
    ]);
  });
});

describe('an example of each', () => {
  const documented = new Map(definedProblems(() => undefined).map(({ code, data }) => [code, data]));

  test('there is one of each code', () => {
    expect([...new Set(PROBLEM_EXAMPLES.map(({ code }) => code))].sort()).toEqual(CODES);
  });

  test.each(PROBLEM_EXAMPLES.map((error) => ({ code: error.code, error })))('$code', ({ code, error }) => {
    const codes: readonly string[] = PROBLEM_CODES[error.kind];
    expect(codes).toContain(code);
    expect(describeError(error, 'tierctl').exitCode).toBe(EXIT_CODES[error.kind]);
    for (const text of [error.message, error.hint ?? '']) {
      expect(text).not.toMatch(/\bundefined\b|"null"|\[object|\s$/);
    }
    expect(error.message).not.toBe('');
    const data = error.data ?? {};
    const members = (documented.get(code) ?? []).map((one) => (one === '[noun]' ? String(data.noun) : one));
    expect(Object.keys(data).sort()).toEqual(members.sort());
    // A program finds every member, also where it is null.
    expect(Object.keys(JSON.parse(JSON.stringify(data)))).toHaveLength(Object.keys(data).length);
  });
});
