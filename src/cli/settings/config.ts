import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { BillingConfig } from '../../database/billing-layout.ts';
import type { Format } from '../output/output.ts';
import type { System } from '../system.ts';
import { configUnreadable } from './problems.ts';

/** The contents of the config file. Every key is optional; flags and environment variables take precedence. */
export interface Config {
  /** The path of the file; undefined without a file. */
  readonly file?: string;
  readonly database?: string;
  readonly passwordFile?: string;
  /** IANA name of the time zone that defines "today". */
  readonly timeZone?: string;
  readonly output?: Format;
  /** The names of the billing tables, if they differ from the seed's. */
  readonly billing?: BillingConfig;
  /** Approximate number of due subscriptions in a batch of run-transitions. */
  readonly batchSize?: number;
  /** In seconds: the longest wait for a lock that others hold. */
  readonly lockTimeout?: number;
  /** The command and its arguments that run after a commit to groups or members, such as the seed's `iisreset`. */
  readonly afterCommit?: readonly [command: string, ...args: string[]];
}

export const DEFAULT_TIME_ZONE = 'UTC';

/** Reads the config file: `named`, else TIERCTL_CONFIG, else the user's own if there is one. Throws `config`. */
export async function loadConfig(system: System, named: string | undefined): Promise<Config> {
  const given = named ?? system.env.TIERCTL_CONFIG;
  const file = given === undefined || given === '' ? userConfigFile(system) : resolve(system.cwd, given);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (given === undefined || given === '')) return {};
    throw configUnreadable(file, error as Error);
  }
  const { parseConfig } = await import('./config-file.ts');
  return { ...parseConfig(bytes, file), file };
}

/** A path in the config file is relative to that file. */
export function besideConfig(config: Config, path: string): string {
  return isAbsolute(path) || config.file === undefined ? path : resolve(dirname(config.file), path);
}

function userConfigFile({ env, platform, homeDirectory }: System): string {
  if (platform === 'win32') {
    return join(env.APPDATA ?? join(homeDirectory, 'AppData', 'Roaming'), 'tierctl', 'config.yaml');
  }
  return join(xdg(env.XDG_CONFIG_HOME) ?? join(homeDirectory, '.config'), 'tierctl', 'config.yaml');
}

/** The directory of the embedded database, if no other database is given. */
export function userDatabaseDirectory({ env, platform, homeDirectory }: System): string {
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(homeDirectory, 'AppData', 'Local'), 'tierctl', 'database');
  }
  return join(xdg(env.XDG_DATA_HOME) ?? join(homeDirectory, '.local', 'share'), 'tierctl', 'database');
}

// The XDG Base Directory Specification requires absolute paths here; relative paths are ignored.
function xdg(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}
