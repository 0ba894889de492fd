import { windowReversed } from './problems.ts';

/**
 * When a path is in effect: both ends are included, null is open. It is checked on the day a successor starts, not
 * on the day of the run (seed: "Effective From/To Date: Date range when the rule is active").
 */
export interface EffectiveWindow {
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
}

/** Throws `refused` (`window-reversed`) if the window has no day. */
export function checkWindow({ effectiveFrom, effectiveUntil }: EffectiveWindow): void {
  if (effectiveFrom === null || effectiveUntil === null || effectiveFrom <= effectiveUntil) return;
  throw windowReversed(effectiveFrom, effectiveUntil);
}

export function isInWindow({ effectiveFrom, effectiveUntil }: EffectiveWindow, date: string): boolean {
  return (
    (effectiveFrom === null || date >= effectiveFrom) && (effectiveUntil === null || date <= effectiveUntil)
  );
}
