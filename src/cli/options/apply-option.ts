import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { ApplyRule } from '../../domain/subscriptions/subscription.ts';

const APPLY = { 'on-end-date': 'on_end_date', 'from-date': 'from_date' } as const;

type WrittenApply = keyof typeof APPLY;

const WRITTEN = Object.keys(APPLY) as WrittenApply[];

/**
 * `--apply on-end-date|from-date`: "Indicates when the downgrade or upgrade happens." Also as files and JSON write it:
 * `on_end_date`.
 */
export function applyOption() {
  return new Option(
    '--apply <when>',
    'when the subscription moves (default: on-end-date, or from-date with --from-date)',
  )
    .choices(WRITTEN)
    .argParser((text: string): WrittenApply => {
      const found = WRITTEN.find((one) => one === text.replaceAll('_', '-'));
      if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${WRITTEN.join(', ')}.`);
      return found;
    });
}

export function readApply(written: WrittenApply | undefined): ApplyRule | undefined {
  return written === undefined ? undefined : APPLY[written];
}
