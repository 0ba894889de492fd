import { Connection, type ConnectionConfiguration, ConnectionError, Request, RequestError } from 'tedious';
import { bulkLoad } from './bulk-load.ts';
import { SqlServerRequest } from './request.ts';

/** The start of a statement that limits lock waits until the end of the transaction. */
export const LIMIT_WAITING = 'set lock_timeout';

/** execSql runs a statement within a procedure, and a temporary table ends with the procedure that created it. */
const MAKES_TEMPORARY_TABLE = /^\s*create table \[?#/i;

type Callback = (error: Error | null | undefined) => void;

/** A tedious connection with fixes for Kysely's driver. */
export class SqlServerConnection extends Connection {
  readonly #mustBeSecure: boolean;
  #begun = false;
  #waitsLimited = false;

  constructor(configuration: ConnectionConfiguration) {
    super(configuration);
    this.#mustBeSecure = configuration.options?.encrypt === true;
    // Without a listener a lost connection would end the process; the next query reports the loss.
    super.on('error', () => undefined);
  }

  // Kysely's own listener prints the error to stderr. A closed connection is known by `closed` as well.
  // biome-ignore lint/suspicious/noExplicitAny: EventEmitter's own signature
  override on(event: any, listener: (...values: any[]) => void): this {
    return event === 'error' ? this : super.on(event, listener);
  }

  // tedious continues in plain text, including the password, if the server says that it cannot encrypt.
  override sendLogin7Packet(): void {
    if (this.#mustBeSecure && !this.messageIo.tlsNegotiationComplete) {
      throw new ConnectionError('the server does not support encryption, which was requested', 'EENCRYPT');
    }
    super.sendLogin7Packet();
  }

  // A server can be configured not to count rows (`user options`), but claims and imports need the counts.
  override getInitialSql(): string {
    return `${super.getInitialSql()}\nset nocount off`;
  }

  // Kysely gives a transaction with an isolation level a random name, which may start with a digit.
  override beginTransaction(callback: Callback, _name?: string, isolationLevel?: number): void {
    super.beginTransaction(
      (error) => {
        this.#begun = !error;
        callback(error);
      },
      undefined,
      isolationLevel,
    );
  }

  // The server ends the transaction by itself after a deadlock, a failed conversion and some more. Later
  // statements would be committed one by one, even those of a dry run.
  override execSql(request: Request): void {
    if (this.#wasAborted()) throw aborted();
    if (request instanceof SqlServerRequest && request.loads !== undefined) {
      bulkLoad(this, request.loads, (error, rowCount) => request.callback(error, rowCount));
      return;
    }
    const text = request.sqlTextOrProcedure ?? '';
    // A setting made through sp_executesql, which execSql uses, ends with that statement.
    const limitsWaiting = text.startsWith(LIMIT_WAITING);
    if (limitsWaiting) this.#waitsLimited = true;
    if (limitsWaiting || MAKES_TEMPORARY_TABLE.test(text)) super.execSqlBatch(request);
    else super.execSql(request);
  }

  override saveTransaction(callback: Callback, name: string): void {
    if (this.#wasAborted()) callback(aborted());
    else super.saveTransaction(callback, name);
  }

  override commitTransaction(callback: Callback, name?: string): void {
    const wasAborted = this.#wasAborted();
    this.#begun = false;
    if (wasAborted) this.#unlimited(callback)(aborted());
    else super.commitTransaction(this.#unlimited(callback), name);
  }

  override rollbackTransaction(callback: Callback, name?: string): void {
    const whole = name === undefined || name === '';
    const wasAborted = this.#wasAborted();
    if (whole) this.#begun = false;
    // A second rollback must not be an error: it would hide the original error.
    const done = whole ? this.#unlimited(callback) : callback;
    if (wasAborted) done(whole ? undefined : aborted());
    else
      super.rollbackTransaction((error) => done(whole && isNoTransaction(error) ? undefined : error), name);
  }

  /** The connection returns to the pool: its next user must wait without a limit again. */
  #unlimited(callback: Callback): Callback {
    if (!this.#waitsLimited) return callback;
    this.#waitsLimited = false;
    return (error) => {
      if (this.closed) callback(error);
      else super.execSqlBatch(new Request(`${LIMIT_WAITING} -1`, () => callback(error)));
    };
  }

  #wasAborted(): boolean {
    return this.#begun && !this.inTransaction && !this.closed;
  }
}

function isNoTransaction(error: unknown): boolean {
  return error instanceof Error && (error as { number?: unknown }).number === 3903;
}

function aborted(): RequestError {
  return new RequestError(
    'the server has rolled back the transaction after an error; nothing more can be done in it',
    'EABORT',
  );
}
