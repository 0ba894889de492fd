// The source of the password, read only if the server asks for one.
import { PassThrough } from 'node:stream';
import { passwordMissing } from '../problems.ts';
import type { ConnectionSettings } from '../target/connection-settings.ts';

/**
 * Returns the password: `given` (from a password file), that of the URL or PGPASSWORD, else the entry for this server in
 * the user's own password file. Throws `config` (`password-missing`).
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
    throw passwordMissing(`${host}:${port}`, user, complaint);
  };
}

interface Found {
  readonly password: string | undefined;
  /** Why the file cannot be read, as the rest of a sentence; empty if it can. */
  readonly complaint: string;
}

async function ofPasswordFile({ host, port, database, user }: ConnectionSettings): Promise<Found> {
  const { default: pgpass } = await import('pgpass');
  let complaint = '';
  // It writes its warnings to stderr unless it gets another stream.
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
  // The written text arrives a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  return { password, complaint };
}
