import type { AuditEntry } from './audit-trail.ts';

/** What a change did. `audit` is undefined where there was nothing to change. */
export interface AuditedResult<Result> {
  readonly result: Result;
  readonly audit: AuditEntry | undefined;
  /** Asked once more right before the commit, since a person may have read the preview for a while. */
  readonly recheck?: () => Promise<void>;
}
