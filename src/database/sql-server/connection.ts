import {
  Connection,
  type ConnectionConfiguration,
  ConnectionError,
  type Request,
  RequestError,
} from 'tedious';
import { type Look, noteWaitedFor, waitOfStatements, watchLocks } from '../lock-watch.ts';
import { bulkLoad } from './bulk-load.ts';
import { LOOKS } from './lock-holders.ts';
import { SqlServerRequest } from './request.ts';

/** execSql runs a statement within a procedure, and a temporary table ends with the procedure that created it. */
const MAKES_TEMPORARY_TABLE = /^\s*create table \[?#/i;

type Callback = (error: Error | null | undefined) => void;

export interface LimitedWaiting {
  readonly lockTimeoutMs: number;
  /** On another connection: whom do the statements of this process wait for? */
  readonly look: Look;
}

/** A tedious connection with fixes for Kysely's driver. Its statements wait for locks as `limit` says. */
export class SqlServerConnection extends Connection {
  readonly #mustBeSecure: boolean;
  readonly #limit: LimitedWaiting | undefined;
  #begun = false;

  constructor(configuration: ConnectionConfiguration, limit?: LimitedWaiting) {
    super(configuration);
    this.#limit = limit;
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

  // A server can be configured not to count rows (`user options`), but claims and imports need the counts. The lock timeout holds
  // for every transaction of the connection; where the session is reset, this text is sent again.
  override getInitialSql(): string {
    const settings = [super.getInitialSql(), 'set nocount off'];
    if (this.#limit !== undefined)
      settings.push(`set lock_timeout ${waitOfStatements(this.#limit.lockTimeoutMs)}`);
    return settings.join('\n');
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
    if (this.#limit !== undefined && !LOOKS.test(text)) watch(request, this.#limit);
    if (MAKES_TEMPORARY_TABLE.test(text)) super.execSqlBatch(request);
    else super.execSql(request);
  }

  override saveTransaction(callback: Callback, name: string): void {
    if (this.#wasAborted()) callback(aborted());
    else super.saveTransaction(callback, name);
  }

  override commitTransaction(callback: Callback, name?: string): void {
    const wasAborted = this.#wasAborted();
    this.#begun = false;
    if (wasAborted) callback(aborted());
    else super.commitTransaction(callback, name);
  }

  override rollbackTransaction(callback: Callback, name?: string): void {
    const whole = name === undefined || name === '';
    const wasAborted = this.#wasAborted();
    if (whole) this.#begun = false;
    // A second rollback must not be an error: it would hide the original error.
    if (wasAborted) callback(whole ? undefined : aborted());
    else
      super.rollbackTransaction(
        (error) => callback(whole && isNoTransaction(error) ? undefined : error),
        name,
      );
  }

  #wasAborted(): boolean {
    return this.#begun && !this.inTransaction && !this.closed;
  }
}

/** The error of the request will note whom it waited for. */
function watch(request: Request, { look, lockTimeoutMs }: LimitedWaiting): void {
  const watching = watchLocks(look, lockTimeoutMs);
  const completed = request.callback;
  request.callback = (error, ...results) => {
    const stopped = watching.stop();
    if (!error) {
      completed.call(request, error, ...results);
      return;
    }
    void stopped.then((waitedFor) => {
      const parts: unknown[] = error instanceof AggregateError ? error.errors : [error];
      for (const part of parts) if (part instanceof Error) noteWaitedFor(part, waitedFor);
      completed.call(request, error, ...results);
    });
  };
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
