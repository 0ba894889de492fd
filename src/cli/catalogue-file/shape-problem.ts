// Problems that zod found, in words for people who write catalogue files.
import type { z } from 'zod';
import { didYouMean, suggest, suggestKey } from '../../domain/suggestion.ts';
import { CATALOGUE_KEYS, FORMAT_VERSION } from './catalogue-shape.ts';

export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Whether it is about the key at `path`, not its value. */
  readonly atKey: boolean;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** One problem or several: each unknown key is a problem of its own. `root` is the whole checked value. */
export function shapeProblems(issue: z.core.$ZodIssue, root: unknown): ShapeProblem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const value = valueAt(root, path);
  const at = (message: string): ShapeProblem[] => [{ path, message, atKey: false }];
  switch (issue.code) {
    case 'invalid_type':
      return at(typeProblem(issue.expected, value, issue.message));
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = suggestKey(key, CATALOGUE_KEYS);
        const question = didYouMean(near === key ? undefined : near);
        return { path: [...path, key], message: `no such key${question}`, atKey: true };
      });
    case 'invalid_value':
      return at(valueProblem(issue.values, path, value));
    case 'invalid_union': {
      const [first = []] = issue.errors.filter((issues) => !issues.some(isOfOtherType)).concat(issue.errors);
      const every = issue.errors.every((issues) => issues.some(isOfOtherType));
      if (every) return at(`expected a text, or a mapping in the long form, found ${described(value)}`);
      return first.flatMap((one) =>
        shapeProblems({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue, root),
      );
    }
    case 'too_big':
    case 'too_small':
      if (/^(Too|Invalid)/.test(issue.message)) return at(`${described(value)} is out of range`);
      return at(issue.message);
    default:
      return at(issue.message);
  }
}

function isOfOtherType(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function typeProblem(expected: string, value: unknown, fallback: string): string {
  // zod first expects a number, and only then an integer.
  const whole = expected === 'number' || expected === 'int';
  const wanted = whole ? 'an integer' : EXPECTED[expected];
  if (wanted === undefined) return fallback;
  const quoted =
    expected === 'string' && ['number', 'boolean'].includes(typeof value) ? '; write it in quotes' : '';
  return `expected ${wanted}, found ${described(value)}${quoted}`;
}

function valueProblem(values: readonly unknown[], path: readonly unknown[], value: unknown): string {
  if (path.length === 1 && path[0] === 'tierctl') {
    return value === undefined
      ? `the version is missing; add as the first line: tierctl: ${FORMAT_VERSION}`
      : `this program reads version ${FORMAT_VERSION} of the format, found ${described(value)}`;
  }
  const near = typeof value === 'string' ? suggest(value, values.map(String)) : undefined;
  return `expected one of ${values.join(', ')}, found ${described(value)}${didYouMean(near)}`;
}

function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return String(value);
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
