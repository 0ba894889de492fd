import type { AuditEntry } from './audit-trail.ts';

/** The result of a change. `audit` is undefined if there was nothing to change. */
export interface AuditedResult<Result> {
  readonly result: Result;
  readonly audit: AuditEntry | undefined;
  /** Runs right before the commit. Throws if another transaction has written what this change must not be committed with. */
  readonly recheck?: () => Promise<void>;
}
