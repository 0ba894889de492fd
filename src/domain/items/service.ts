import { refusedCharacter } from '../name-rule.ts';
import { compareText } from '../text-order.ts';
import { badService, badServiceAmount, serviceGivenTwice } from './problems.ts';

/** An amount of a service: a limit, an extension's amount per unit, or usage. Whole numbers, in the service's unit. */
export interface ServiceAmount {
  /** Lower case, such as `email` or `disk-mb`. */
  readonly service: string;
  readonly amount: number;
}

/** A petabyte in bytes, and far below the limit of exact integers in JavaScript. */
export const LARGEST_AMOUNT = 1_000_000_000_000_000;

const SERVICE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

/**
 * A service by the name that limits, extensions and usage share. It is stored in lower case and in the ordinary width: some
 * engines ignore both when they compare names, and options that are pasted from a terminal should need no quotes. Throws
 * `usage` (`bad-service`).
 */
export function parseService(text: string): string {
  const service = text.trim().normalize('NFKC').toLowerCase();
  // Some invisible characters count as letters.
  const refused = refusedCharacter(service);
  if (refused === undefined && SERVICE.test(service)) return service;
  const why = refused === undefined ? '' : `: ${refused}`;
  throw badService(text, why);
}

/**
 * Reads each given `email=10`. Throws `usage` (`bad-service-amount`, `bad-service`, `service-given-twice`).
 */
export function parseServiceAmounts(texts: readonly string[], least: 0 | 1 = 0): ServiceAmount[] {
  const amounts = texts.map((text) => parseServiceAmount(text, least));
  const seen = new Set<string>();
  for (const { service } of amounts) {
    if (seen.has(service)) throw serviceGivenTwice(service);
    seen.add(service);
  }
  return amounts;
}

function parseServiceAmount(text: string, least: number): ServiceAmount {
  const [, name, digits] = /^(.*)=\s*(\d+)\s*$/.exec(text) ?? [];
  const amount = Number(digits);
  if (name === undefined || amount < least || amount > LARGEST_AMOUNT) {
    throw badServiceAmount(text, least, LARGEST_AMOUNT);
  }
  return { service: parseService(name), amount };
}

/** By name. */
export function byService({ service: one }: ServiceAmount, { service: other }: ServiceAmount): number {
  return compareText(one, other);
}
