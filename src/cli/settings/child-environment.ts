// What programs that tierctl runs find in their environment: all that tierctl found, but nothing that opens the database.
import { secretsIn } from '../../database/target/secrets-in-url.ts';
import type { Secrets } from './secrets.ts';

/** Variables from which tierctl or its drivers take a secret. */
const SECRET_VARIABLES = new Set([
  'PGPASSWORD',
  'SQLCMDPASSWORD',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_PASSWORD',
]);

type Environment = Readonly<Record<string, string | undefined>>;

/** `env` without those, without a database URL that holds a password, and without whatever else holds one of `secrets`. */
export function childEnvironment(env: Environment, secrets: Secrets): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !holdsSecret(name.toUpperCase(), value, secrets)) kept[name] = value;
  }
  return kept;
}

// Not every text that happens to contain the password: one that is "root" stands in /root as well.
function holdsSecret(name: string, value: string, secrets: Secrets): boolean {
  if (SECRET_VARIABLES.has(name) || secrets.isKnown(value)) return true;
  const found = secretsIn(value);
  return name === 'TIERCTL_DATABASE_URL' ? found.length > 0 : found.some((one) => secrets.isKnown(one));
}
