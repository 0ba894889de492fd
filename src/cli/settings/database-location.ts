import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { secretsIn } from '../../database/target/secrets-in-url.ts';
import { parseTarget, type Target } from '../../database/target/target.ts';
import { restated, TierctlError } from '../../domain/tierctl-error.ts';
import type { GlobalOptions } from '../program.ts';
import type { System } from '../system.ts';
import { besideConfig, type Config, userDatabaseDirectory } from './config.ts';
import { passwordFileUnreadable, passwordOnCommandLine } from './problems.ts';
import type { Secrets } from './secrets.ts';

export interface DatabaseLocation {
  readonly target: Target;
  /** From a password file; a URL in the environment contains its own. */
  readonly password: string | undefined;
}

/**
 * The database to use: `--database`, TIERCTL_DATABASE_URL, the config file, else the user's embedded one. Throws
 * `usage` for a password on the command line, `config` for a URL or a password file that cannot be used.
 */
export async function locateDatabase(
  system: System,
  options: Pick<GlobalOptions, 'database' | 'passwordFile'>,
  config: Config,
  secrets: Secrets,
): Promise<DatabaseLocation> {
  const { url, source, base } = choose(system, options, config);
  for (const secret of secretsIn(url)) secrets.keep(secret);
  secrets.keep(system.env.PGPASSWORD);
  secrets.keep(system.env.SQLCMDPASSWORD);
  const target = parse(url, source);
  return {
    target:
      target.engine === 'pglite' ? { ...target, directory: expand(system, base, target.directory) } : target,
    password: await readPassword(system, options, config, secrets),
  };
}

/** The URL of the embedded database in `directory`. */
export function embeddedUrl(directory: string): string {
  return `pglite:${directory}`;
}

interface Choice {
  readonly url: string;
  /** The name of the setting, for messages. */
  readonly source: string;
  /** The base of a relative data directory. */
  readonly base: string;
}

function choose(system: System, options: Pick<GlobalOptions, 'database'>, config: Config): Choice {
  const { cwd, env } = system;
  if (options.database !== undefined) {
    if (secretsIn(options.database).length > 0) throw passwordOnCommandLine();
    return { url: options.database, source: '--database', base: cwd };
  }
  if (env.TIERCTL_DATABASE_URL !== undefined && env.TIERCTL_DATABASE_URL !== '') {
    return { url: env.TIERCTL_DATABASE_URL, source: 'TIERCTL_DATABASE_URL', base: cwd };
  }
  if (config.database !== undefined) {
    return { url: config.database, source: `database in ${config.file}`, base: besideConfig(config, '.') };
  }
  return { url: embeddedUrl(userDatabaseDirectory(system)), source: 'the default', base: cwd };
}

function parse(url: string, source: string): Target {
  try {
    return parseTarget(url);
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    throw restated(error, `${source}: ${error.message}`, { data: { ...error.data, source } });
  }
}

function expand({ homeDirectory }: System, base: string, directory: string): string {
  return resolve(
    base,
    directory.replace(/^~(?=$|[\\/])/, () => homeDirectory),
  );
}

/** The files that select the database and its password; they need not exist. */
export function filesBehindSettings(
  system: System,
  options: Pick<GlobalOptions, 'passwordFile'>,
  config: Config,
): string[] {
  const { env, cwd, homeDirectory } = system;
  const passwords = [passwordFileOf(system, options, config), env.PGPASSFILE, join(homeDirectory, '.pgpass')];
  return [config.file, ...passwords].flatMap((file) => (file ? [resolve(cwd, file)] : []));
}

function passwordFileOf(
  { cwd }: Pick<System, 'cwd'>,
  options: Pick<GlobalOptions, 'passwordFile'>,
  config: Config,
): string | undefined {
  if (options.passwordFile !== undefined) return resolve(cwd, options.passwordFile);
  return config.passwordFile && besideConfig(config, config.passwordFile);
}

async function readPassword(
  system: System,
  options: Pick<GlobalOptions, 'passwordFile'>,
  config: Config,
  secrets: Secrets,
): Promise<string | undefined> {
  const file = passwordFileOf(system, options, config);
  if (file === undefined) return undefined;
  try {
    const password = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    secrets.keep(password);
    return password;
  } catch (error) {
    throw passwordFileUnreadable(file, error as Error);
  }
}
