import { expect, it } from 'vitest';
import { translateSqlServerError } from '../../../src/database/sql-server/errors.ts';

const server = (number: number, message: string, severity = 16) =>
  Object.assign(new Error(message), { number, class: severity, code: 'EREQUEST' });
it.each([
  [
    server(
      2627,
      "Violation of PRIMARY KEY constraint 'pk_account'. Cannot insert duplicate key in object 'tierctl.account'. The duplicate key value is (A1).",
    ),
    'conflict',
    'unique-violation',
    'pk_account',
    'tierctl.account',
  ],
  [
    server(
      2601,
      "Cannot insert duplicate key row in object 'tierctl.subscription' with unique index 'ux_replaces'. The duplicate key value is (A1, 2).",
    ),
    'conflict',
    'unique-violation',
    'ux_replaces',
    'tierctl.subscription',
  ],
  [
    server(
      547,
      'The INSERT statement conflicted with the FOREIGN KEY constraint "fk_a". The conflict occurred in database "b", table "tierctl.account", column \'account_id\'.',
    ),
    'conflict',
    'foreign-key-violation',
    'fk_a',
    'tierctl.account',
  ],
  [
    server(
      547,
      'The DELETE statement conflicted with the REFERENCE constraint "fk_a". The conflict occurred in database "b", table "tierctl.subscription", column \'account_id\'.',
    ),
    'conflict',
    'foreign-key-violation',
    'fk_a',
    'tierctl.subscription',
  ],
  [
    server(
      547,
      'The INSERT statement conflicted with the CHECK constraint "ck_a". The conflict occurred in database "b", table "tierctl.account", column \'x\'.',
    ),
    'refused',
    'check-violation',
    'ck_a',
    'tierctl.account',
  ],
  [
    server(
      515,
      "Cannot insert the value NULL into column 'name', table 'b.tierctl.account'; column does not allow nulls. INSERT fails.",
    ),
    'refused',
    'not-null-violation',
    null,
    'b.tierctl.account',
  ],
  [
    server(1205, 'Transaction (Process ID 52) was deadlocked on lock resources', 13),
    'busy',
    'serialization-failure',
  ],
  [
    server(3960, 'Snapshot isolation transaction aborted due to update conflict.'),
    'busy',
    'serialization-failure',
  ],
  [server(1222, 'Lock request time out period exceeded.'), 'busy', 'lock-timeout'],
  [
    server(3906, 'Failed to update database "billing" because the database is read-only.'),
    'config',
    'read-only-database',
  ],
  [server(208, "Invalid object name 'tierctl.item_profile'."), 'config', 'schema-missing'],
  [
    server(
      2760,
      'The specified schema name "tierctl" either does not exist or you do not have permission to use it.',
    ),
    'config',
    'schema-missing',
  ],
  [server(229, "The SELECT permission was denied on the object 'a'", 14), 'config', 'permission-denied'],
  [server(262, "CREATE TABLE permission denied in database 'b'.", 14), 'config', 'permission-denied'],
  [
    [
      server(1750, 'Could not create constraint or index. See previous errors.'),
      server(2627, "Violation of UNIQUE KEY constraint 'u'."),
    ],
    'conflict',
    'unique-violation',
  ],
  [
    new AggregateError([
      server(547, 'The INSERT statement conflicted with the CHECK constraint "ck_a".'),
      server(3621, 'The statement has been terminated.'),
    ]),
    'refused',
    'check-violation',
  ],
  [Object.assign(new Error("Login failed for user 'sa'."), { code: 'ELOGIN' }), 'config', 'login-failed'],
  [
    Object.assign(new Error('Cannot open database "x" requested by the login. The login failed.'), {
      code: 'ELOGIN',
    }),
    'config',
    'no-such-database',
  ],
  [
    Object.assign(new Error("Database 'x' on server 'y' is not currently available.  Please retry"), {
      code: 'ELOGIN',
    }),
    'busy',
    'database-unreachable',
  ],
  [
    Object.assign(
      new Error('Failed to connect to db:1433 - self-signed certificate', {
        cause: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      }),
      { code: 'ESOCKET' },
    ),
    'config',
    'certificate-not-trusted',
  ],
  [
    Object.assign(new Error('Failed to connect to db:1433 in 10000ms'), { code: 'ETIMEOUT' }),
    'busy',
    'database-unreachable',
  ],
  [
    Object.assign(new Error('Connection lost - read ECONNRESET'), { code: 'ESOCKET' }),
    'busy',
    'connection-lost',
  ],
  [
    server(596, 'Cannot continue the execution because the session is in the kill state.', 21),
    'busy',
    'connection-lost',
  ],
])('%s', (error, kind, code, constraint?: string | null, table?: string) => {
  const translated = translateSqlServerError(error);
  expect(translated).toMatchObject({ kind, code });
  if (table) expect(translated).toMatchObject({ data: { constraint, table } });
});
it('leaves the rest', () => {
  const error = server(8134, 'Divide by zero error encountered.');
  expect(translateSqlServerError(error)).toBe(error);
});

it.each([
  1204, 701, 802, 8645, 9002, 1105, 40544, 40197, 40501, 40613, 10928, 10929, 49918, 49919, 49920, 976, 983,
])('%d: the server cannot do it now', (number) => {
  expect(translateSqlServerError(server(number, 'There is not enough of it.'))).toMatchObject({
    kind: 'busy',
    code: 'server-overloaded',
    message: 'the database server cannot do this now: There is not enough of it.',
  });
});

it.each([
  [
    server(2628, "String or binary data would be truncated in table 'b.dbo.item', column 'name'."),
    'refused',
    'value-too-large',
  ],
  [server(8152, 'String or binary data would be truncated.'), 'refused', 'value-too-large'],
  [
    server(8115, 'Arithmetic overflow error converting expression to data type int.'),
    'refused',
    'value-too-large',
  ],
  [server(33557097, 'value too long for type character varying(40)'), 'refused', 'value-too-large'],
  [
    server(468, 'Cannot resolve the collation conflict between "A" and "B" in the equal to operation.'),
    'config',
    'collations-differ',
  ],
])('%s', (error, kind, code) => {
  expect(translateSqlServerError(error)).toMatchObject({ kind, code, cause: error });
});

it.each([
  [
    server(
      1934,
      "INSERT failed because the following SET options have incorrect settings: 'QUOTED_IDENTIFIER'. Verify that SET options are correct for use with indexed views.",
    ),
    'config',
    'set-options',
    /create it again after SET QUOTED_IDENTIFIER ON/,
  ],
  [
    server(
      8003,
      'The incoming request has too many parameters. The server supports a maximum of 2100 parameters. Reduce the number of parameters and resend the request.',
    ),
    'refused',
    'too-many-parameters',
    /fewer at once/,
  ],
  [
    server(
      3930,
      'The current transaction cannot be committed and cannot support operations that write to the log file. Roll back the transaction.',
    ),
    'busy',
    'transaction-lost',
    /nothing of it was written; try again/,
  ],
])('%s: says what to do', (error, kind, code, hint) => {
  const translated = translateSqlServerError(error);
  expect(translated).toMatchObject({ kind, code, hint: expect.stringMatching(hint), cause: error });
  expect(translated.message).toContain(error.message);
});

// At a login the driver gives no number.
it.each([
  [
    "The target database, 'b', is participating in an availability group and is currently not accessible for queries.",
    'busy',
    'server-overloaded',
  ],
  [
    'Resource ID : 1. The request limit for the database is 60 and has been reached.',
    'busy',
    'server-overloaded',
  ],
  [
    'The service is currently busy. Retry the request after 10 seconds. Code: 1.',
    'busy',
    'server-overloaded',
  ],
  [
    'The service has encountered an error processing your request. Please try again.',
    'busy',
    'server-overloaded',
  ],
  [
    "The target database ('b') is in an availability group and is currently accessible for connections when the application intent is set to read only.",
    'config',
    'read-only-database',
  ],
])('at a login: %s', (message, kind, code) => {
  const error = Object.assign(new Error(message), { code: 'ELOGIN' });
  expect(translateSqlServerError(error)).toMatchObject({ kind, code, cause: error });
});

it('a trigger that refuses is known by its own text', () => {
  const raised = server(50_000, 'HST-GOLD is locked by billing');
  const ended = server(3609, 'The transaction ended in the trigger. The batch has been aborted.');
  for (const error of [raised, new AggregateError([raised, ended]), server(51_234, raised.message)]) {
    expect(translateSqlServerError(error)).toMatchObject({
      kind: 'refused',
      code: 'trigger-refused',
      message: 'the database refuses the change: HST-GOLD is locked by billing',
    });
  }
  expect(translateSqlServerError(ended)).toMatchObject({ code: 'trigger-refused' });
});
