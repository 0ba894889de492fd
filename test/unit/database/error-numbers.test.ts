// docs/error-numbers.md says which code the number of a server's error gets: each row is fed to the translator.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXIT_CODES } from '../../../src/cli/exit-codes.ts';
import { translatePostgresError } from '../../../src/database/postgres/errors.ts';
import { translateSqlServerError } from '../../../src/database/sql-server/errors.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

const page = readFileSync(new URL('../../../docs/error-numbers.md', import.meta.url), 'utf8');
const [, sqlServer = '', postgres = ''] = page.split(/^## /m);

interface Row {
  readonly number: string;
  readonly code: string;
  readonly exit: number;
}

function rowsOf(section: string, first: RegExp): Row[] {
  return section.split('\n').flatMap((line) => {
    const [, number = '', , code = '', exit = ''] = line.split('|').map((cell) => cell.trim());
    return first.test(number) ? [{ number, code: code.replaceAll('`', ''), exit: Number(exit) }] : [];
  });
}

/** The texts by which the server's message tells two meanings of one number apart. */
const TEXTS: Readonly<Record<string, string>> = {
  'check-violation': 'The INSERT statement conflicted with the CHECK constraint "ck".',
  'foreign-key-violation': 'The INSERT statement conflicted with the FOREIGN KEY constraint "fk".',
  'compatibility-level': `Invalid object name 'openjson'. Incorrect syntax near '$."a"'.`,
};

function shown(error: Error): { code: string; exit: number } {
  if (!(error instanceof TierctlError)) throw error;
  return { code: error.code, exit: EXIT_CODES[error.kind] };
}

describe('SQL Server', () => {
  const rows = rowsOf(sqlServer, /^\d+$/);

  test.each(rows)('$number: $code', ({ number, code, exit }) => {
    const error = Object.assign(new Error(TEXTS[code] ?? 'as the server says it'), {
      number: Number(number),
      class: 16,
      code: 'EREQUEST',
    });
    expect(shown(translateSqlServerError(error))).toEqual({ code, exit });
  });

  test('"try again" is said of what another attempt may get past', () => {
    const again = rows.filter(({ exit }) => exit === 75).map(({ number }) => Number(number));
    expect(again).toEqual(
      expect.arrayContaining([
        701, 802, 976, 983, 1105, 1204, 1205, 1222, 3930, 3960, 8645, 9002, 10928, 10929, 40197, 40501, 40544,
        40613, 49918, 49919, 49920,
      ]),
    );
  });

  test('each has a sentence', () => {
    const listed = rows.map(({ number }) => Number(number));
    expect(listed).toEqual(expect.arrayContaining([468, 1934, 2628, 8152, 8115, 8003]));
  });
});

describe('PostgreSQL', () => {
  test.each(rowsOf(postgres, /^[0-9A-Z]{2,5}$/))('$number: $code', ({ number, code, exit }) => {
    const error = Object.assign(new Error('as the server says it'), { code: number.padEnd(5, '0') });
    expect(shown(translatePostgresError(error))).toEqual({ code, exit });
  });
});
