// `Server=…;Database=…` strings, as SqlClient and SSMS write them. The parser of the `mssql` package is not used:
// it silently drops Integrated Security and `Trust Server Certificate` and reads Encrypt=Strict as true.

/** Settings by lower-case names without spaces. Throws `Error` with a reason without values. */
export function parseClassicConnectionString(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  let rest = text;
  for (;;) {
    rest = rest.replace(/^[\s;]+/, '');
    if (rest === '') return settings;
    const key = /^([^=;]+)=\s*/.exec(rest);
    if (key?.[1] === undefined) throw new Error('a setting in it has no "="');
    const value = readValue(rest.slice(key[0].length));
    settings.set(normalizeKey(key[1]), value.text);
    rest = value.rest;
  }
}

/** `Trust Server Certificate`, `trustServerCertificate` and `trust_server_certificate` are the same name. */
export function normalizeKey(key: string): string {
  return key.toLowerCase().replaceAll(/[\s_-]/g, '');
}

// A value is quoted by ', " or (ODBC) {}; a closing quote in the value is doubled.
function readValue(text: string): { text: string; rest: string } {
  const opening = text.charAt(0);
  const closing = opening === '{' ? '}' : opening;
  if (opening === '' || !`'"{`.includes(opening)) {
    const end = text.indexOf(';');
    return end < 0
      ? { text: text.trim(), rest: '' }
      : { text: text.slice(0, end).trim(), rest: text.slice(end) };
  }
  let value = '';
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character !== closing) {
      value += character;
    } else if (text.charAt(at + 1) === closing) {
      value += closing;
      at++;
    } else {
      const rest = text.slice(at + 1).trimStart();
      if (rest !== '' && !rest.startsWith(';')) throw new Error('something follows a quoted value in it');
      return { text: value, rest };
    }
  }
  throw new Error('a quoted value in it is not closed');
}
