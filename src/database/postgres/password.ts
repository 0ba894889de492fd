// Where the password comes from, asked for only when the server wants one.
import { PassThrough } from 'node:stream';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { ConnectionSettings } from '../connection-settings.ts';

/**
 * Gives the password: `given` (of a password file), that of the URL or PGPASSWORD, else the one that the user's own
 * password file has for this server. Throws `config` (`password-missing`).
 */
export function passwordSource(
  settings: ConnectionSettings,
  given: string | undefined,
): () => Promise<string> {
  return async () => {
    const known = given ?? settings.password;
    if (known !== undefined && known !== '') return known;
    const { password, complaint } = await ofPasswordFile(settings);
    if (password !== undefined) return password;
    const { user, host, port } = settings;
    throw new TierctlError(
      'config',
      'password-missing',
      `the server ${host}:${port} asks for the password of ${user}, and none is given`,
      {
        hint: `give it in TIERCTL_DATABASE_URL, in PGPASSWORD, with --password-file FILE or in ~/.pgpass${complaint}`,
      },
    );
  };
}

interface Found {
  readonly password: string | undefined;
  /** What keeps the file from being read, as the rest of a sentence; empty where nothing does. */
  readonly complaint: string;
}

async function ofPasswordFile({ host, port, database, user }: ConnectionSettings): Promise<Found> {
  const { default: pgpass } = await import('pgpass');
  let complaint = '';
  // It writes its warnings on stderr unless it is given another stream.
  const warnings = new PassThrough().on('data', (text: Buffer) => {
    complaint += ` (${text
      .toString('utf8')
      .trim()
      .replace(/^WARNING: /, '')})`;
  });
  pgpass.warnTo(warnings);
  const password = await new Promise<string | undefined>((resolve) =>
    pgpass({ host, port, database, user }, resolve),
  );
  // What was written arrives a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  return { password, complaint };
}
