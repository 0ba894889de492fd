// Which words of a database URL, or of a classic connection string, are secret. What is not well-formed is looked into as
// well: it is the one that somebody is about to correct, and it holds the password all the same.
import { normalizeKey, parseClassicConnectionString } from './classic-connection-string.ts';

const SECRET_KEYS = new Set(['password', 'pwd', 'sslpassword', 'clientsecret', 'accesstoken']);

/** The secrets that `text` carries: as they are written in it and, where that differs, decoded. */
export function secretsIn(text: string): string[] {
  const settings = /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text) ? inUrl(text.trim()) : inClassic(text);
  const secrets = settings.filter(([key]) => SECRET_KEYS.has(normalizeKey(key))).map(([, value]) => value);
  return [...new Set(secrets.flatMap((secret) => [secret, decode(secret)]))].filter(
    (secret) => secret !== '',
  );
}

type Settings = [key: string, value: string][];

function inUrl(text: string): Settings {
  const query = text.indexOf('?');
  const parameters = query < 0 ? [] : [...new URLSearchParams(text.slice(query + 1))];
  const raw = query < 0 ? [] : pairs(text.slice(query + 1), '&');
  return [...parameters, ...raw, ['password', userPassword(text)]];
}

function userPassword(text: string): string {
  try {
    return new URL(text).password;
  } catch {
    // Up to the last "@": a password that was not encoded may hold all that ends one.
    return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:(.+)@/i.exec(text)?.[1] ?? '';
  }
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
