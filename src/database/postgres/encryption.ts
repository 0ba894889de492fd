// sslmode as in libpq: which connection attempts are made in order, and what each of them checks.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, createSecureContext } from 'node:tls';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import { badDatabaseUrl, certificateFileUnusable } from '../problems.ts';
import type {
  ConnectionSettings,
  EncryptionSettings,
  Environment,
  SslMode,
} from '../target/connection-settings.ts';

/** The encryption of one attempt: none, or with these options. */
export type Encryption = false | ConnectionOptions;

/** Stands for a file in `sslrootcert`. */
const SYSTEM = 'system';

/**
 * The attempts of a connection in order; the next one is made if the server refuses the one before because of its
 * encryption. Throws `config` for unusable files and for contradicting settings.
 */
export function encryptionAttempts(
  { host, encryption }: ConnectionSettings,
  environment: Environment,
): readonly Encryption[] {
  // A Unix socket cannot be intercepted, and servers do not offer TLS there.
  if (host.startsWith('/')) return [false];
  const mode = encryption.mode ?? (encryption.rootCertificate === SYSTEM ? 'verify-full' : 'prefer');
  requireStrong(encryption, mode);
  if (mode === 'disable') return [false];
  const encrypted = options(encryption, mode, environment);
  requireUsable(encrypted);
  if (mode === 'prefer') return [encrypted, false];
  return mode === 'allow' ? [false, encrypted] : [encrypted];
}

function requireStrong({ rootCertificate, direct }: EncryptionSettings, mode: SslMode): void {
  if (rootCertificate === SYSTEM && mode !== 'verify-full') {
    throw contradiction(`sslrootcert=system needs sslmode=verify-full, not ${mode}`);
  }
  if (direct && ['disable', 'allow', 'prefer'].includes(mode)) {
    throw contradiction(`sslnegotiation=direct needs sslmode=require or stronger, not ${mode}`);
  }
}

function options(settings: EncryptionSettings, mode: SslMode, environment: Environment): ConnectionOptions {
  const { certificate, key, keyPassword, minVersion, maxVersion } = settings;
  return {
    ...verification(settings, mode, environment),
    ...(certificate === undefined ? {} : { cert: readNamed('sslcert', certificate) }),
    ...(key === undefined ? {} : { key: readNamed('sslkey', key) }),
    ...(keyPassword === undefined ? {} : { passphrase: keyPassword }),
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
  };
}

function verification(
  { rootCertificate }: EncryptionSettings,
  mode: SslMode,
  environment: Environment,
): ConnectionOptions {
  const authority =
    rootCertificate === SYSTEM ? undefined : readAuthority(rootCertificate, mode, environment);
  if (mode === 'verify-full') return authority === undefined ? {} : { ca: authority };
  if (mode === 'verify-ca' && authority === undefined) {
    // Every holder of a public certificate would pass.
    throw contradiction('sslmode=verify-ca needs the certificate of an authority: sslrootcert=FILE');
  }
  // As in libpq: if an authority is given, it is checked.
  const checked = mode === 'verify-ca' || mode === 'require';
  return checked && authority !== undefined
    ? { ca: authority, checkServerIdentity: () => undefined }
    : { rejectUnauthorized: false };
}

function readAuthority(named: string | undefined, mode: SslMode, { HOME }: Environment): string | undefined {
  if (named === undefined) {
    const usual = join(HOME ?? homedir(), '.postgresql', 'root.crt');
    return mode !== 'prefer' && mode !== 'allow' && existsSync(usual) ? readCertificate(usual) : undefined;
  }
  return readCertificate(named);
}

function readCertificate(file: string): string {
  const text = readNamed('sslrootcert', file);
  try {
    new X509Certificate(text);
    return text;
  } catch (cause) {
    throw certificateFileUnusable(`the file of sslrootcert, ${file}, holds no certificate`, cause);
  }
}

function readNamed(parameter: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw certificateFileUnusable(
      `the file of ${parameter}, ${file}, cannot be read: ${reasonOf(cause)}`,
      cause,
    );
  }
}

// The key does not match its certificate, or the passphrase is wrong.
function requireUsable({ cert, key, passphrase, minVersion, maxVersion }: ConnectionOptions): void {
  if (cert === undefined && key === undefined) return;
  if (cert === undefined || key === undefined) throw contradiction('sslcert and sslkey go together');
  try {
    createSecureContext({
      cert,
      key,
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(minVersion === undefined ? {} : { minVersion }),
      ...(maxVersion === undefined ? {} : { maxVersion }),
    });
  } catch (cause) {
    throw certificateFileUnusable(
      `the files of sslcert and sslkey cannot be used: ${reasonOf(cause)}`,
      cause,
    );
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'there is no such file' : message;
}

function contradiction(reason: string): TierctlError {
  return badDatabaseUrl(reason, 'the strongest is sslmode=verify-full');
}
