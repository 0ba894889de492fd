import { Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { wholeNumber } from './option-values.ts';

/** `--limit N` of commands whose lists may be very long. */
export function listLimit() {
  return new Option('--limit <n>', 'maximum number to list').argParser(wholeNumber(1)).default(100);
}

/** How many rows a list shows to people by default. */
export const SHOWN = 100;

/** As listLimit, for a list that is streamed as ndjson and csv: without a limit by default. */
export function streamLimit() {
  return new Option(
    '--limit <n>',
    'maximum number to list (default: 100; all with -o ndjson and csv)',
  ).argParser(wholeNumber(1));
}

/** Notes that a list was cut, if it was. */
export function noteMore({ note }: Context, more: boolean, limit: number): void {
  if (more) note(`These are the first ${limit}; there are more. Narrow the list, or raise --limit.`);
}
