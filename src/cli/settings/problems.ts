import { quotedName } from '../../domain/name-rule.ts';
import { problem } from '../../domain/problem.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** The config file has an unknown key, a value that is not allowed, or is not YAML. Fix: correct it; the message names the key. */
export function badConfig(
  message: string,
  file: string,
  problems: readonly string[],
  hint?: string,
): TierctlError {
  return problem('config', 'bad-config', `the config file ${file} ${message}`, {
    hint,
    data: { file, problems },
  });
}

/** The config file that `--config` or TIERCTL_CONFIG names cannot be read. Fix: correct its name or its permissions. */
export function configUnreadable(file: string, cause: Error): TierctlError {
  return problem('config', 'config-unreadable', `the config file ${file} cannot be read: ${cause.message}`, {
    cause,
    data: { file },
  });
}

/** The name in TIERCTL_ACTOR is too long, or has invisible characters. Fix: give another name, or unset the variable. */
export function badActor(named: string, flaw: string, hint: string): TierctlError {
  const message = `TIERCTL_ACTOR: actor name ${quotedName(named)} cannot be used: ${flaw}`;
  return problem('config', 'bad-actor', message, { hint, data: { value: named } });
}

/** The database URL in `--database` has a password, which other processes can read. Fix: put the URL into TIERCTL_DATABASE_URL. */
export function passwordOnCommandLine(): TierctlError {
  return problem('usage', 'password-on-command-line', 'a password is not allowed on the command line', {
    hint: 'other processes can read it there: put the URL into TIERCTL_DATABASE_URL, or use --password-file',
  });
}

/** The file with the password cannot be read. Fix: correct its name or its permissions. */
export function passwordFileUnreadable(file: string, cause: Error): TierctlError {
  return problem('config', 'password-file-unreadable', `the password file ${file} cannot be read`, {
    hint: cause.message,
    cause,
    data: { file },
  });
}
