// The last guard: a password never reaches a terminal or a log, whatever text it hides in.

const MASK = '***';
/** Shorter ones would mask half of every sentence; where they stand in a URL, the patterns below find them. */
const SHORTEST = 4;

export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a password, in its URL-encoded spelling too. */
  keep(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST) return;
    this.#known.add(secret);
    this.#known.add(encodeURIComponent(secret));
  }

  mask(text: string): string {
    let masked = text
      .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/]+@/gi, `$1${MASK}@`)
      .replace(/((?:^|[;?&\s])(?:password|pwd)\s*=\s*)(?:"[^"]*"|'[^']*'|[^;&\s]+)/gi, `$1${MASK}`);
    for (const secret of this.#known) masked = masked.replaceAll(secret, MASK);
    return masked;
  }
}
