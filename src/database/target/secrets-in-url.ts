// Finds the secret words of a database URL or of a classic connection string. Malformed ones are searched as well, because a
// user may be correcting one, and it still holds the password.
import { normalizeKey, parseClassicConnectionString } from './classic-connection-string.ts';

const SECRET_KEYS = new Set(['password', 'pwd', 'sslpassword', 'clientsecret', 'accesstoken']);

/** The secrets in `text`: as written and, if different, decoded. */
export function secretsIn(text: string): string[] {
  const settings = /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text) ? inUrl(text.trim()) : inClassic(text);
  const secrets = settings.filter(([key]) => SECRET_KEYS.has(normalizeKey(key))).map(([, value]) => value);
  return [...new Set(secrets.flatMap((secret) => [secret, decode(secret)]))].filter(
    (secret) => secret !== '',
  );
}

type Setting = [key: string, value: string];
type Settings = Setting[];

function inUrl(text: string): Settings {
  const query = text.indexOf('?');
  const parameters = query < 0 ? [] : [...new URLSearchParams(text.slice(query + 1))];
  const raw = query < 0 ? [] : pairs(text.slice(query + 1), '&');
  return [...parameters, ...raw, ...userPasswords(text).map((word): Setting => ['password', word])];
}

// An unencoded password may contain every delimiter, so it extends to the last "@". If it contains an "@" and a slash, a URL
// parser splits it into a password, a host and a path.
function userPasswords(text: string): string[] {
  try {
    const { password } = new URL(text);
    return [password, plainPassword(text.replace(/\?.*/s, ''))];
  } catch {
    return [plainPassword(text)];
  }
}

function plainPassword(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:(.+)@/i.exec(text)?.[1] ?? '';
}

function inClassic(text: string): Settings {
  try {
    return [...parseClassicConnectionString(text), ...pairs(text, ';')];
  } catch {
    return pairs(text, ';');
  }
}

function pairs(text: string, separator: string): Settings {
  return text.split(separator).map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? ['', ''] : [part.slice(0, at), part.slice(at + 1).trim()];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
