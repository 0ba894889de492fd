import { expect } from 'vitest';
import { definedProblems } from '../../scripts/error-codes.ts';
import type { CliRun } from './cli.ts';

export interface ShownError {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** The error of a command that was called with -o json: the last line of stderr. */
export function shownError({ stderr }: CliRun): ShownError {
  return JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error;
}

const MEMBERS = new Map<string, readonly string[]>(
  definedProblems(() => undefined).map(({ code, data }) => [code, data]),
);

/** Its `data` has the members that docs/error-codes.md promises; an error of a catalogue file also has `problems`. */
export function expectPromisedData({ code, data }: ShownError): void {
  const promised = (MEMBERS.get(code) ?? []).map((one) => (one === '[noun]' ? String(data?.noun) : one));
  const ofFile = data?.problems === undefined || promised.includes('problems') ? [] : ['problems'];
  expect(Object.keys(data ?? {}).sort(), code).toEqual([...promised, ...ofFile].sort());
}
