import { counted, formatCount } from '../../domain/wording.ts';
import type { Context } from '../context.ts';
import { show } from '../safe-text/printable.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ProgressLine {
  update(progress: Progress): void;
  /** Clears the line before other output. */
  clear(): void;
}

const WIPE = show`\r\u001b[K`;

/** One line on stderr with progress, rate and time left; only on a terminal. */
export function progressLine(context: Context): ProgressLine {
  const line = statusLine(context);
  return {
    update: (progress) => line.show((seconds) => describeProgress(progress, seconds)),
    clear: line.clear,
  };
}

export interface StatusLine {
  /** Replaces the text of the line. The callback gets the seconds since the line began. */
  show(text: (seconds: number) => string): void;
  /** Clears the line before other output. */
  clear(): void;
}

/** One line on stderr with the current step; only on a terminal. */
export function statusLine({ system, options }: Context): StatusLine {
  if (!system.stderr.isTerminal || options.quiet === true)
    return { show: () => undefined, clear: () => undefined };
  const startedAt = system.now().getTime();
  return {
    show: (text) => system.stderr.write(show`${WIPE}${text((system.now().getTime() - startedAt) / 1000)}`),
    clear: () => system.stderr.write(WIPE),
  };
}

/** `reading  120,000 records  45,000/s`, after `seconds` of work. */
export function describeStep(step: string, records: number, seconds: number): string {
  const parts = [step, counted(records, 'record')];
  if (step === 'reading' && records > 0 && seconds > 0)
    parts.push(`${formatCount(Math.round(records / seconds))}/s`);
  return parts.join('  ');
}

/** `45 %  90,000 of 200,000  12,345/s  0:09 left`, after `seconds` of work. */
export function describeProgress({ done, total }: Progress, seconds: number): string {
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const parts = [`${share} %`, `${formatCount(done)} of ${formatCount(total)}`];
  if (done > 0 && seconds > 0) {
    const rate = done / seconds;
    parts.push(`${formatCount(Math.round(rate))}/s`, `${clock((total - done) / rate)} left`);
  }
  return parts.join('  ');
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
