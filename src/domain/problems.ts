// Problems of names, texts, dates and transactions, which every room has.
import { quotedName } from './name-rule.ts';
import { problem } from './problem.ts';
import { didYouMean } from './suggestion.ts';
import type { TierctlError } from './tierctl-error.ts';

/** What is found by a name, an id or an address. */
export type FoundNoun = 'account' | 'group' | 'item' | 'migration' | 'path' | 'run' | 'subscription';

/** There is no such NOUN. Fix: correct the name, id or number; the message suggests the nearest one, and `list` shows all. */
export function nounNotFound(
  noun: FoundNoun,
  wanted: string,
  shown: string,
  near: string | undefined,
): TierctlError {
  return problem('not-found', `${noun}-not-found`, `no ${noun} ${shown}${didYouMean(near)}`, {
    hint: near === undefined ? `see: tierctl ${noun} list` : undefined,
    data: { [noun]: wanted, suggestion: near ?? null },
  });
}

/** What an adopted table may hold several times under one name. */
export type AmbiguousNoun = 'group' | 'item' | 'member' | 'path';

/** Several NOUNs have this name, which adopted tables allow. Fix: give the id of the one you mean; the message lists the ids. */
export function nounAmbiguous(noun: AmbiguousNoun, name: string, ids: readonly string[]): TierctlError {
  return problem('conflict', `${noun}-ambiguous`, `${ids.length} ${noun}s are called "${name}"`, {
    hint: `give the id of the one you mean: ${ids.join(', ')}`,
    data: { [noun]: name, ids },
  });
}

/** An object with a name that looks the same exists. Fix: use that one, choose another name, or pass `--allow-similar`. */
export function similarName(
  noun: 'group' | 'item' | 'path',
  name: string,
  similar: readonly string[],
  hint: string,
): TierctlError {
  const others = similar.map(quotedName).join(' and ');
  const message = `${noun} ${quotedName(name)} looks like ${others}, which ${similar.length === 1 ? 'is' : 'are'} there already`;
  return problem('conflict', 'similar-name', message, { hint, data: { noun, name, [noun]: name, similar } });
}

/** What has a name that a person gives it. */
export type WrittenNoun = 'account' | 'attribute' | 'group' | 'item' | 'path';

/** The name of the NOUN is empty, too long, or has invisible characters or blanks around it. Fix: give another name. */
export function badName(noun: WrittenNoun, text: string, flaw: string, hint: string): TierctlError {
  return problem('usage', `bad-${noun}-name`, `${noun} name ${quotedName(text)} cannot be used: ${flaw}`, {
    hint,
    data: { value: text },
  });
}

/** A text, such as a description or a reason, has control characters. Fix: remove all but line breaks and tabs. */
export function badText(what: string, text: string, refused: string): TierctlError {
  return problem('usage', 'bad-text', `the ${what} cannot be used: ${refused}`, {
    hint: 'the only control characters allowed are line breaks and tabs',
    data: { value: text },
  });
}

/** A pair such as `NAME=VALUE` does not have its form. Fix: write it in the form that the message shows. */
export function badPair(text: string, form: string, option?: string, example = form): TierctlError {
  const what = option === undefined ? `"${text}"` : `${option} "${text}"`;
  return problem('usage', 'bad-pair', `${what} is not ${form}`, {
    hint: option === undefined ? undefined : `write ${option} ${example}`,
    data: { value: text },
  });
}

/** A date is not written `YYYY-MM-DD`, is not on the calendar, or is out of range. Fix: write a date of the calendar. */
export function badDate(
  text: string,
  message: string,
  hint: string | undefined,
  range: { readonly first: string; readonly last: string },
): TierctlError {
  return problem('usage', 'bad-date', message, {
    hint,
    data: { value: text, first: range.first, last: range.last },
  });
}

/** A term is not an ISO 8601 period, or is too long. Fix: write it like `P3M`, `P1Y`, `P14D`, `P2W` or `P1Y6M`. */
export function badTerm(text: string, why: string): TierctlError {
  return problem('usage', 'bad-term', `"${text}" cannot be a term: ${why}`, {
    hint: 'write it like P3M (three months), P1Y, P14D, P2W or P1Y6M',
    data: { value: text },
  });
}

/**
 * Another transaction changed data after this change had read it, or after its preview was shown; nothing was written.
 * Fix: look at it again, then repeat the command.
 */
export function concurrentChange(
  message: string,
  hint = 'look at it again, then repeat',
  cause?: unknown,
): TierctlError {
  return problem('conflict', 'changed-meanwhile', message, { hint, cause });
}

/** Another transaction was in the way, and attempts of the program's own did not help. Fix: run the command again. */
export function serializationFailure(message: string, cause?: unknown): TierctlError {
  return problem('busy', 'serialization-failure', message, { hint: 'try again', cause });
}
