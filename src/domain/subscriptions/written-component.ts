// How an operator writes the products in a package: the number of instances, and the values of their attributes.

import { parseNameValue } from '../name-value.ts';
import { badPair } from '../problems.ts';
import { badComponentCount, componentGivenTwice } from './component-problems.ts';

/** A number of instances of a product, by its article number or UUID. */
export interface WrittenComponent {
  readonly product: string;
  readonly count: number;
}

export interface WrittenComponentAttribute {
  /** `PRODUCT`, or `PRODUCT/N` for its N-th instance: which of the two depends on the products of the package. */
  readonly holder: string;
  readonly name: string;
  readonly value: string;
}

/** The largest minimum and maximum of a product in a package. */
const MOST_COMPONENTS = 1_000;

const ATTRIBUTE_FORM = 'PRODUCT[/N]:NAME=VALUE';
const ATTRIBUTE_EXAMPLE = `${ATTRIBUTE_FORM}, such as MAILBOX/2:address=info@example.com`;

/** Reads `MAILBOX=3`, or `MAILBOX` for one. Throws `usage` (`bad-component-count`, `component-given-twice`). */
export function parseComponents(texts: readonly string[]): WrittenComponent[] {
  const written = texts.map(parseComponent);
  const seen = new Set<string>();
  for (const { product } of written) {
    if (seen.has(product)) throw componentGivenTwice(product);
    seen.add(product);
  }
  return written;
}

/** Reads `MAILBOX:address=a@blue.example`, `MAILBOX/2:address=…`. Throws `usage` (`bad-pair`). */
export function parseComponentAttribute(text: string): WrittenComponentAttribute {
  const colon = text.indexOf(':');
  const holder = text.slice(0, colon).trim();
  if (colon === -1 || holder === '')
    throw badPair(text, ATTRIBUTE_FORM, '--component-attribute', ATTRIBUTE_EXAMPLE);
  const { name, value } = parseNameValue(text.slice(colon + 1), '--component-attribute', ATTRIBUTE_FORM);
  return { holder, name, value };
}

function parseComponent(text: string): WrittenComponent {
  // Split at the last "=": an article number may contain one.
  const at = text.lastIndexOf('=');
  const product = (at === -1 ? text : text.slice(0, at)).trim();
  const digits = at === -1 ? '1' : text.slice(at + 1).trim();
  const count = Number(digits);
  if (product === '' || !/^\d+$/.test(digits) || count > MOST_COMPONENTS) {
    throw badComponentCount(text, MOST_COMPONENTS);
  }
  return { product, count };
}
