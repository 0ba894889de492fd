import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { readImportedUsage, USAGE_SHAPE } from '../../domain/imports/imported-usage.ts';
import { unstage } from '../../store/imports/staging.ts';
import {
  type FollowedIds,
  listFollowed,
  NO_USAGE,
  stagedUsage,
  stageUsage,
  writeStagedUsage,
} from '../../store/imports/usage.ts';
import {
  concludeChecks,
  type ImportInput,
  type ImportResult,
  remedyOfNames,
  stagedRows,
} from './import-records.ts';

export interface ImportUsageResult extends ImportResult {
  /** External ids of replaced subscriptions: their records apply to the successors. */
  readonly followed: FollowedIds;
}

const LISTED = 20;

/**
 * Imports usage from a file in a fixed number of statements; services that it does not name stay unchanged. Usage is
 * measured, so it may exceed the limits. The external id of a replaced subscription leads to its latest successor. Throws `refused` (`records-invalid`) and what reading the file throws.
 */
export async function importUsage(
  session: Session,
  input: ImportInput,
): Promise<AuditedResult<ImportUsageResult>> {
  const read = (values: Parameters<typeof readImportedUsage>[0]) => stagedUsage(readImportedUsage(values));
  const staging = await stageUsage(session, stagedRows(input, { read, blank: NO_USAGE }));
  const counts = await concludeChecks(staging, input, 'known', remedyOfNames(USAGE_SHAPE));
  const result = { ...counts, followed: await listFollowed(staging, LISTED) };
  if (result.imported > 0) await writeStagedUsage(staging);
  await unstage(staging);
  if (result.imported === 0) return { result, audit: undefined };
  return { result, audit: { before: null, after: { name: input.file.name, usage: result } } };
}
