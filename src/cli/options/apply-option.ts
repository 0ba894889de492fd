import { Option } from '@commander-js/extra-typings';
import type { ApplyRule } from '../../domain/subscriptions/subscription.ts';

const APPLY = { 'on-end-date': 'on_end_date', 'from-date': 'from_date' } as const;

type WrittenApply = keyof typeof APPLY;

/** `--apply on-end-date|from-date`: "Indicates when the downgrade or upgrade happens." */
export function applyOption() {
  return new Option(
    '--apply <when>',
    'when the subscription moves (default: on-end-date, or from-date with --from-date)',
  ).choices(Object.keys(APPLY) as WrittenApply[]);
}

export function readApply(written: WrittenApply | undefined): ApplyRule | undefined {
  return written === undefined ? undefined : APPLY[written];
}
