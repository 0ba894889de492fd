import { afterAll } from 'vitest';
import type { System } from '../../../src/cli/system.ts';
import type { Database, OpenOptions } from '../../../src/database/database.ts';
import { openForTest } from './open-for-test.ts';

/**
 * Opens the database at `url` for the command lines of a file, the others as the program does. Connecting costs more than most
 * commands, so those that connect in the same way share connections, which end with the file: what a command sets or makes
 * on a connection ends with its transactions. One that shows its statements has connections of its own.
 */
export function useKeptOpen(url: () => string): System['openDatabase'] {
  const kept = new Map<string, Promise<Database>>();
  afterAll(async () => {
    for (const database of await Promise.all(kept.values())) await database.close();
    kept.clear();
  });
  return async (target, options = {}) => {
    const isKept = target.engine === 'postgres' && target.url.href === url();
    if (!isKept || options.onStatement !== undefined) return openForTest(target, options);
    const how = JSON.stringify(connecting(options));
    const opened = kept.get(how) ?? openForTest(target, options);
    kept.set(how, opened);
    return { ...(await opened), close: async () => undefined };
  };
}

/** The options that decide how a connection is made: settings of tierctl itself do not. */
function connecting({ environment = {}, onNotice: _, ...others }: OpenOptions): unknown {
  const variables = Object.entries(environment).filter(([name]) => !/^TIERCTL_|^NO_COLOR$/.test(name));
  return { ...others, variables: variables.sort() };
}
