// The environment of programs that tierctl runs: its own environment without anything that opens the database.
import { secretsIn } from '../../database/target/secrets-in-url.ts';
import type { Secrets } from './secrets.ts';

/** Variables from which tierctl or its drivers read a secret. */
const SECRET_VARIABLES = new Set([
  'PGPASSWORD',
  'SQLCMDPASSWORD',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_PASSWORD',
]);

type Environment = Readonly<Record<string, string | undefined>>;

/** `env` without these, without a database URL that contains a password, and without any other value in `secrets`. */
export function childEnvironment(env: Environment, secrets: Secrets): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !holdsSecret(name.toUpperCase(), value, secrets)) kept[name] = value;
  }
  return kept;
}

// Not every text that contains the password: the password "root" would also match /root.
function holdsSecret(name: string, value: string, secrets: Secrets): boolean {
  if (SECRET_VARIABLES.has(name) || secrets.isKnown(value)) return true;
  const found = secretsIn(value);
  return name === 'TIERCTL_DATABASE_URL' ? found.length > 0 : found.some((one) => secrets.isKnown(one));
}
