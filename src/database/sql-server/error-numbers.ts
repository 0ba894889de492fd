// The numbers of SQL Server's errors. docs/error-numbers.md is made from this table.
import type { Fault } from '../faults.ts';

export interface ErrorRule {
  /** What the server means by each number. */
  readonly numbers: Readonly<Record<number, string>>;
  /** A further condition on the message, if a number has several meanings. */
  readonly only?: RegExp;
  /** The message of Babelfish, if it does not use SQL Server's number. */
  readonly unmapped: RegExp;
  readonly fault: Fault;
}

/** Matches nothing: Babelfish has no such error. */
const NEVER = /(?!)/;

/** From this number on, an error is raised by a trigger or procedure of the database. */
export const FIRST_OF_USERS = 50_000;

/** The first that matches counts. docs/error-numbers.md names the page of Microsoft's documentation for each number. */
export const ERROR_RULES: readonly ErrorRule[] = [
  {
    numbers: { 2627: 'a unique constraint is violated', 2601: 'a unique index is violated' },
    unmapped: /duplicate key value violates/i,
    fault: 'unique-violation',
  },
  {
    numbers: { 547: 'a check constraint is violated' },
    only: /check constraint/i,
    unmapped: /violates check constraint/i,
    fault: 'check-violation',
  },
  {
    numbers: { 547: 'a foreign key is violated' },
    unmapped: /violates foreign key constraint/i,
    fault: 'foreign-key-violation',
  },
  {
    numbers: { 515: 'a column that is not null gets no value' },
    unmapped: /violates not-null constraint/i,
    fault: 'not-null-violation',
  },
  {
    // Where the trigger raised an error of its own, that one comes first.
    numbers: { 3609: 'the transaction ended in a trigger' },
    unmapped: /transaction ended in the trigger/i,
    fault: 'trigger-refused',
  },
  {
    numbers: {
      2628: 'a text is longer than its column (which the message names)',
      8152: 'a text is longer than its column',
      8115: 'a number is too large for its type',
    },
    unmapped: /value too long for type|out of range for type/i,
    fault: 'value-too-large',
  },
  {
    numbers: { 468: 'two collations meet in a comparison' },
    unmapped: /cannot resolve the collation conflict/i,
    fault: 'collations-differ',
  },
  {
    numbers: {
      1934: 'SET options do not suit an indexed view, a computed column or a filtered index',
      1935: 'the table was created with other SET options',
    },
    unmapped: NEVER,
    fault: 'set-options',
  },
  {
    numbers: { 8003: 'the statement has more than 2,100 parameters' },
    unmapped: /too many parameters/i,
    fault: 'too-many-parameters',
  },
  {
    numbers: {
      1204: 'no memory for another lock',
      701: 'no memory for the statement',
      802: 'no memory in the buffer pool',
      8645: 'waited too long for memory',
      8651: 'the least memory that the statement needs cannot be had',
      9002: 'the transaction log is full',
      1105: 'the data file is full',
      40544: 'the database has reached its size quota',
      40197: 'the service met an error, such as a failover',
      40501: 'the service is busy',
      40613: 'the database is not available now',
      10928: 'the limit of sessions or workers is reached',
      10929: 'the server is too busy for the minimum guarantee',
      49918: 'not enough resources for the request',
      49919: 'too many create or update operations in progress',
      49920: 'too many operations in progress',
      976: 'the replica does not take part in its availability group now',
      983: 'the replica is neither primary nor secondary now',
    },
    unmapped: /out of shared memory|out of memory|could not extend file/i,
    fault: 'server-overloaded',
  },
  {
    numbers: {
      3930: 'the transaction can only be rolled back',
      3998: 'the transaction could not be committed at the end of the batch',
    },
    unmapped: /current transaction is aborted|transaction cannot be committed/i,
    fault: 'transaction-lost',
  },
  {
    numbers: {
      1205: 'chosen as the victim of a deadlock',
      3960: 'another transaction has changed a row of this snapshot',
      3961: 'the definition of a table has changed since the snapshot',
      41302: 'another transaction has changed a row of a memory-optimized table',
      41305: 'a repeatable read of a memory-optimized table failed',
      41325: 'a serializable read of a memory-optimized table failed',
    },
    unmapped: /deadlock detected|could not serialize access/i,
    fault: 'serialization-failure',
  },
  {
    numbers: { 1222: 'waited too long for a lock' },
    unmapped: /lock timeout|could not obtain lock/i,
    fault: 'lock-timeout',
  },
  {
    numbers: { 208: 'there is no function OPENJSON', 102: 'the WITH clause of OPENJSON is not understood' },
    only: /name 'openjson'|syntax near '\$/i,
    unmapped: NEVER,
    fault: 'compatibility-level',
  },
  {
    // 2760 and 4902 say "does not exist or you do not have permission": the former is far more likely.
    numbers: {
      208: 'there is no such table',
      1088: 'there is no such table, or it may not be seen',
      2760: 'there is no such schema, or it may not be used',
      4902: 'there is no such table to alter, or it may not be altered',
    },
    unmapped: /(relation|schema) "[^"]*" does not exist/i,
    fault: 'table-missing',
  },
  {
    numbers: {
      229: 'a permission on a table is denied',
      230: 'a permission on a column is denied',
      262: 'a permission in the database is denied',
      297: 'the user may not do this',
      300: 'a permission on the server is denied',
      916: 'the login may not use the database',
    },
    unmapped: /permission denied|must be owner/i,
    fault: 'permission-denied',
  },
  {
    numbers: { 3906: 'the database is read-only' },
    unmapped: /cannot execute .* in a read-only transaction/i,
    fault: 'read-only-database',
  },
  {
    numbers: { 911: 'there is no such database', 4060: 'the database cannot be opened' },
    unmapped: /database "[^"]*" does not exist/i,
    fault: 'no-such-database',
  },
];
