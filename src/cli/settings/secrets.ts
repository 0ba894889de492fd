// The last guard: no text on a terminal or in a log contains a password.

const MASK = '***';
/** Shorter passwords would mask too much; in a URL, the patterns below find them. */
const SHORTEST = 4;

export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a password, also in URL-encoded form. */
  keep(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST) return;
    this.#known.add(secret);
    this.#known.add(encodeURIComponent(secret));
  }

  /** Whether `text` is exactly one of them. */
  isKnown(text: string): boolean {
    return this.#known.has(text);
  }

  mask(text: string): string {
    let masked = text
      .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/]+@/gi, `$1${MASK}@`)
      .replace(
        /((?:^|[;?&\s])(?:password|pwd|client[\s_-]*secret)\s*=\s*)(?:"[^"]*"|'[^']*'|[^;&\s]+)/gi,
        `$1${MASK}`,
      );
    for (const secret of this.#known) masked = masked.replaceAll(secret, MASK);
    return masked;
  }

  /** Like `mask`, for every text within a value before it becomes JSON, where a password is escaped. */
  maskWithin<Value>(value: Value): Value {
    return this.#within(value) as Value;
  }

  #within(value: unknown): unknown {
    if (typeof value === 'string') return this.mask(value);
    if (Array.isArray(value)) return value.map((one) => this.#within(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#within(one)]));
  }
}
