import { TierctlError } from '../../domain/tierctl-error.ts';
import { badDatabaseUrl } from '../problems.ts';
import { connectionSettings } from './connection-settings.ts';

/** The location of a database, from its URL alone; nothing is loaded or opened yet. */
export type Target =
  | { readonly engine: 'pglite'; readonly directory: string }
  | { readonly engine: 'postgres'; readonly url: URL }
  | { readonly engine: 'sql-server'; readonly connection: string };

const FORMS =
  'postgres://user@host:5432/database, mssql://user@host:1433/database, Server=…;Database=…, or pglite:DIRECTORY';

/** Reads a database URL or a classic SQL Server connection string. Throws `config` (code `bad-database-url`). */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === 'pglite') {
    const directory = trimmed.slice('pglite:'.length).replace(/^\/\/(?=\/)/, '');
    if (directory === '' || directory.startsWith('//')) throw badUrl('it names no directory');
    return { engine: 'pglite', directory };
  }
  if (scheme === 'postgres' || scheme === 'postgresql') {
    const url = parseUrl(trimmed);
    connectionSettings(url);
    return { engine: 'postgres', url };
  }
  if (scheme === 'mssql' || scheme === 'sqlserver') {
    // host\instance is the usual form of a named instance, and no URL has a bare backslash.
    parseUrl(trimmed.replace(/^([a-z]+:\/\/[^\\/?#]*)\\/i, '$1%5C'));
    return { engine: 'sql-server', connection: trimmed };
  }
  if (
    scheme === undefined &&
    /(^|;)\s*(server|data source|addr|address|network address)\s*=/i.test(trimmed)
  ) {
    return { engine: 'sql-server', connection: trimmed };
  }
  throw badUrl(scheme === undefined ? 'it has no scheme' : `"${scheme}:" is not a supported engine`);
}

function parseUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (url.hostname === '' && !url.searchParams.has('host')) throw new Error('no host');
    if (holdsStrayAt(url)) throw badUrl('a "@" stands behind its host');
    return url;
  } catch (error) {
    if (error instanceof TierctlError) throw error;
    throw badUrl('it is not a well-formed URL');
  }
}

// In `user:p@ss/word@host/db` a URL parser reads "ss" as the host, and the rest of the password would be printed.
function holdsStrayAt({ pathname, searchParams, hash }: URL): boolean {
  return [pathname, ...searchParams.keys(), hash].some((part) => part.includes('@'));
}

// The URL itself is not repeated: it may hold a password.
function badUrl(why: string): TierctlError {
  return badDatabaseUrl(
    why,
    `give one of ${FORMS}; in a URL percent-encode special characters, such as %40 for "@"`,
  );
}

/** The name of this process in a server's list of sessions. `client` is `user@host`. */
export function clientName(client: string | undefined): string {
  return `tierctl ${client ?? ''} pid ${process.pid}`.replace('  ', ' ');
}
