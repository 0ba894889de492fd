import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { type NoDate, parseDate } from '../../domain/calendar.ts';
import { rowsBetweenPaths } from '../../domain/catalogue/diff/path-rows.ts';
import { checkPathName, type MappedPath, type OverLimitPolicy } from '../../domain/paths/path.ts';
import { pathExists } from '../../domain/paths/problems.ts';
import { checkWindow } from '../../domain/paths/window.ts';
import type { CatalogueEffect } from '../../domain/transitions/catalogue-effect.ts';
import { checkText } from '../../domain/written-text.ts';
import { claimName } from '../../store/names-beside.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { findPath, requirePath } from '../../store/paths/paths.ts';
import { writeChange } from '../change-catalogue.ts';
import { type PathTaking, readTaking } from './read-losses.ts';

/** Undefined members stay unchanged; null opens or clears. */
export interface UpdatePathInput {
  /** Name or UUID. */
  readonly path: string;
  readonly name: string | undefined;
  readonly from: string | null | undefined;
  readonly until: string | null | undefined;
  readonly description: string | null | undefined;
  readonly overLimit: OverLimitPolicy | undefined;
  /** Rename it even if another path has a name that looks like the new one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface UpdatePathResult extends PathTaking {
  readonly before: MappedPath;
  readonly path: MappedPath;
  /** Its effect on subscriptions that follow it. */
  readonly effect: CatalogueEffect;
}

/**
 * Changes a path, except for its grids; past transitions do not change. Throws `usage` (`bad-path-name`, `bad-date`),
 * `not-found` (`path-not-found`), `conflict` (`path-exists`, `similar-name`, `changed-meanwhile`), `refused` (`window-reversed`).
 */
export async function updatePath(
  session: Session,
  input: UpdatePathInput,
): Promise<AuditedResult<UpdatePathResult>> {
  const before = await withGrids(session, await requirePath(session, input.path));
  const name = await chosenName(session, before, input);
  const path: MappedPath = {
    ...before,
    name,
    effectiveFrom: chosenDate(input.from, before.effectiveFrom, 'for none, pass --no-from'),
    effectiveUntil: chosenDate(input.until, before.effectiveUntil, 'for none, pass --no-until'),
    description: chosenDescription(before, input),
    overLimit: input.overLimit ?? before.overLimit,
  };
  checkWindow(path);
  const isSame = isDeepStrictEqual(path, before);
  const rows = rowsBetweenPaths(before, path);
  const effect = await writeChange(session, { rows }, `path "${before.name}"`);
  const taking = await readTaking(session, path, await readGridSides(session, path));
  return {
    result: { before, path, ...taking, effect },
    audit: isSame ? undefined : { before, after: path },
  };
}

async function chosenName(session: Session, before: MappedPath, input: UpdatePathInput): Promise<string> {
  if (input.name === undefined || input.name === before.name) return before.name;
  const name = checkPathName(input.name);
  const other = await findPath(session, name);
  if (other !== undefined && other.id !== before.id) throw pathExists(name);
  await claimName(session, 'path', { name, allowSimilar: input.allowSimilar, except: before.id });
  return name;
}

function chosenDescription(before: MappedPath, { description }: UpdatePathInput): string | null {
  if (description === undefined || description === before.description) return before.description;
  return description === null ? null : checkText('description', description);
}

function chosenDate(given: string | null | undefined, current: string | null, none: NoDate): string | null {
  return given === undefined ? current : given === null ? null : parseDate(given, none);
}
