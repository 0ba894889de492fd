// docs/error-numbers.md: the numbers of the servers' errors and the code that tierctl gives them, from the tables by which errors
// are translated.
import { EXIT_CODES } from '../src/cli/exit-codes.ts';
import { FAULTS, type Fault } from '../src/database/faults.ts';
import { CONDITIONS, UNREACHABLE } from '../src/database/postgres/sqlstates.ts';
import { ERROR_RULES, FIRST_OF_USERS } from '../src/database/sql-server/error-numbers.ts';

const EVENTS =
  'https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors';
const AZURE = 'https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues';

/** Documented for Azure SQL. */
const OF_AZURE = new Set([10928, 10929, 40197, 40501, 40544, 40613, 49918, 49919, 49920]);

export function errorNumbers(): string {
  const numbers = ERROR_RULES.flatMap(({ numbers: some, fault, only }) =>
    Object.entries(some).map(([number, meaning]) => ({ number: Number(number), meaning, fault, only })),
  ).sort((one, other) => one.number - other.number);
  return `# Error numbers

What the servers call an error, and the [code](error-codes.md) that tierctl gives it. Codes with exit code 75 mean "try again":
nothing is wrong with the rows. An error that is not listed is printed as the server wrote it, with exit code 1; errors of
connections have no number and are told by the driver's own codes.

This page is made by \`npm run docs\` from the tables by which errors are translated.

## SQL Server

Babelfish for PostgreSQL reports some of these under its own number 33557097; they are told by their text.

| number | what it means | code | exit code | source |
| --- | --- | --- | --- | --- |
${numbers
  .map(
    ({ number, meaning, fault, only }) =>
      `| ${number} | ${meaning}${only === undefined ? '' : ' (told by the text)'} | ${codeOf(fault)} | ${sourceOf(number)} |\n`,
  )
  .join(
    '',
  )}| ${FIRST_OF_USERS} and above | a trigger or procedure of the database raised it | ${codeOf('trigger-refused')} | [RAISERROR](https://learn.microsoft.com/sql/t-sql/language-elements/raiserror-transact-sql) |
| any, severity 20 or more | the server has closed the connection | ${codeOf('connection-lost')} | [severities](https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities) |

## PostgreSQL

The names are those of [Appendix A](https://www.postgresql.org/docs/current/errcodes-appendix.html). A shorter SQLSTATE stands for
all that begin with it and are not listed.

| SQLSTATE | name | code | exit code |
| --- | --- | --- | --- |
${Object.entries(CONDITIONS)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([state, { name, fault }]) => `| ${state} | ${name} | ${codeOf(fault)} |\n`)
  .join('')}| ${[...UNREACHABLE].join(', ')} | errors of the network | ${codeOf('database-unreachable')} |
`;
}

/** The cells for the code and the exit code. */
function codeOf(fault: Fault): string {
  const { code, kind } = FAULTS[fault]({ cause: new Error() });
  return `\`${code}\` | ${EXIT_CODES[kind]}`;
}

// Each page lists a thousand numbers, from 0 on; the last pages list more.
function sourceOf(number: number): string {
  if (OF_AZURE.has(number)) return `[Azure SQL](${AZURE})`;
  const [first, last] =
    number >= 31_000
      ? [31_000, 41_399]
      : [Math.floor(number / 1000) * 1000, Math.floor(number / 1000) * 1000 + 999];
  return `[${first} to ${last}](${EVENTS}-${first}-to-${last})`;
}
