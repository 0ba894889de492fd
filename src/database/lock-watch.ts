// Who a statement waits for. A server does not say so in the error of a lock timeout, and afterwards it is too late to
// ask: so the question is asked on another connection while a statement takes long.

/** What another connection sees of the transaction that a statement waits for. */
export interface Seen {
  /** As the server names it; undefined if nothing is waited for. */
  readonly holder: string | undefined;
  /** What the login would need to see it; undefined if it sees all there is. */
  readonly needs: string | undefined;
}

/** The last that was seen before a lock timeout; undefined if there was no look in time. */
export type WaitedFor = Seen | undefined;

/** Reads what the statements of this process wait for now. */
export type Look = () => Promise<Seen>;

/** How long a statement waits where no wait is wanted: servers also wait for a moment for themselves. */
const AT_ONCE_MS = 1_000;

/**
 * The longest wait of a statement in whole milliseconds, at least 1: zero would mean no limit on PostgreSQL. With a lock timeout of
 * zero only the lock of the work is not waited for.
 */
export function waitOfStatements(lockTimeoutMs: number): number {
  return lockTimeoutMs === 0 ? AT_ONCE_MS : Math.max(1, Math.ceil(lockTimeoutMs));
}

/** The shortest time between two looks. */
const OFTEN_MS = 20;

/** The time that a look which has begun gets to end. */
const PATIENCE_MS = 1_000;

/**
 * Looks until `stop` is called, at least twice within each wait of `lockTimeoutMs`. `stop` returns what was seen last; a look
 * that fails has seen nothing.
 */
export function watchLocks(look: Look, lockTimeoutMs: number): { stop(): Promise<WaitedFor> } {
  let last: WaitedFor;
  let looking: Promise<void> | undefined;
  const timer = setInterval(
    () => {
      looking ??= look()
        .then((seen) => {
          if (seen.holder !== undefined || last?.holder === undefined) last = seen;
        })
        .catch(() => undefined)
        .finally(() => {
          looking = undefined;
        });
    },
    Math.max(OFTEN_MS, waitOfStatements(lockTimeoutMs) / 3),
  );
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      if (looking !== undefined) await Promise.race([looking, patience()]);
      return last;
    },
  };
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
}

const WAITED_FOR = Symbol('what a statement waited for');

/** Notes on the error of a lock timeout what was waited for. */
export function noteWaitedFor(error: Error, waitedFor: WaitedFor): void {
  Object.defineProperty(error, WAITED_FOR, { value: waitedFor });
}

export function waitedForOf(error: Error): WaitedFor {
  return (error as { readonly [WAITED_FOR]?: WaitedFor })[WAITED_FOR];
}
