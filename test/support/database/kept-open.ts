import type { Database, OpenOptions } from '../../../src/database/database.ts';
import type { Target } from '../../../src/database/target/target.ts';
import { openForTest } from './open-for-test.ts';

/**
 * Opens one database for many command lines: connecting costs as much as most of them. Those that connect in the same way
 * share connections; what is read from a connection's start on is as new for each, because all that a command sets or makes there
 * ends with its transactions. A command that shows its statements gets connections of its own, as do those on other databases.
 */
export class KeptOpen {
  readonly #url: string;
  readonly #opened = new Map<string, Promise<Database>>();

  constructor(url: string) {
    this.#url = url;
  }

  readonly open = async (target: Target, options: OpenOptions = {}): Promise<Database> => {
    if (target.engine !== 'postgres' || target.url.href !== this.#url || options.onStatement !== undefined) {
      return openForTest(target, options);
    }
    const key = JSON.stringify(connecting(options));
    const opened = this.#opened.get(key) ?? openForTest(target, options);
    this.#opened.set(key, opened);
    return { ...(await opened), close: async () => undefined };
  };

  async close(): Promise<void> {
    const opened = [...this.#opened.values()];
    this.#opened.clear();
    for (const database of opened) await (await database).close();
  }
}

/** The options that decide how a connection is made: settings of tierctl itself do not. */
function connecting({ environment = {}, onNotice: _, ...others }: OpenOptions): unknown {
  const variables = Object.entries(environment).filter(([name]) => !/^TIERCTL_|^NO_COLOR$/.test(name));
  return { ...others, variables: variables.sort() };
}
