import type { AuditEntry } from './audit-trail.ts';

/** The result of a change. `audit` is undefined if there was nothing to change. */
export interface AuditedResult<Result> {
  readonly result: Result;
  readonly audit: AuditEntry | undefined;
  /** Checked again right before the commit, because a person may have read the preview for a while. */
  readonly recheck?: () => Promise<void>;
}
