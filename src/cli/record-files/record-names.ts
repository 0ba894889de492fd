// The names of columns and members: of imports, of the program's own lists, and messages about unknown ones.
import type { RecordShape } from '../../domain/imports/record-file.ts';
import { didYouMean, didYouMeanInBrackets, suggestKey } from '../../domain/suggestion.ts';

/** What happens to a value: it is read under a name, repeats another value, or is not imported. */
export type NameUse = { readonly as: string } | 'repeated' | 'not-imported';

const MOST_NAMED = 20;

export class RecordNames {
  readonly #uses: ReadonlyMap<string, NameUse>;
  readonly #prefixes: readonly string[];
  /** Of objects in the program's own lists, whose members are columns of their own: `item.articleNumber`. */
  readonly #objects: ReadonlySet<string>;
  readonly #known: readonly string[];
  readonly #aliases: ReadonlyMap<string, string>;

  /** `nested` are names that only a structured format has. */
  constructor({ required, optional, prefixes, listed }: RecordShape, nested: readonly string[] = []) {
    const { aliases, repeated, notImported } = listed;
    this.#prefixes = prefixes;
    this.#aliases = new Map(Object.entries(aliases));
    this.#uses = new Map<string, NameUse>([
      ...repeated.map((name) => [name, 'repeated'] as const),
      ...notImported.map((name) => [name, 'not-imported'] as const),
      ...[...this.#aliases].map(([name, as]) => [name, { as }] as const),
      ...[...required, ...optional, ...nested].map((name) => [name, { as: name }] as const),
    ]);
    this.#objects = new Set([...this.#uses.keys()].flatMap(objectsOf));
    this.#known = [...required, ...optional, ...prefixes.map((prefix) => `${prefix}NAME`), ...nested];
  }

  /** Undefined for an unknown name. */
  use(name: string): NameUse | undefined {
    const use = this.#uses.get(name);
    if (use !== undefined) return use;
    const made = this.#prefixes.some((prefix) => name.startsWith(prefix) && name.length > prefix.length);
    return made ? { as: name } : undefined;
  }

  /** Whether `name` is an object of a list, such as `item`, whose members have names of their own. */
  isObject(name: string): boolean {
    return this.#objects.has(name);
  }

  suggestion(name: string): string | undefined {
    return suggestKey(name, [...this.#known], this.#aliases);
  }
}

/** `change.item.id` is in `change` and in `change.item`. */
function objectsOf(name: string): string[] {
  const parts = name.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** `there is no column "id"`; several at once, each with what it may have meant. */
export function unknownNames(noun: string, unknown: readonly string[], names: RecordNames): string {
  const shown = unknown.slice(0, MOST_NAMED);
  const [only = ''] = shown;
  if (unknown.length === 1) {
    return `there is no ${noun} ${quoted(only)}${didYouMean(names.suggestion(only))}`;
  }
  const each = shown.map((name) => `${quoted(name)}${didYouMeanInBrackets(names.suggestion(name))}`);
  const more = unknown.length > shown.length ? ` and ${unknown.length - shown.length} more` : '';
  return `there are no ${noun}s ${each.join(', ')}${more}`;
}

/** A name out of a file, in quotation marks; the beginning of a long one. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 59)}…` : name);
}
