import { Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { wholeNumber } from './option-values.ts';

/** `--limit N` of commands whose lists may be endless. */
export function listLimit() {
  return new Option('--limit <n>', 'list so many at most').argParser(wholeNumber(1)).default(100);
}

/** How many a list shows to people where nobody says otherwise. */
export const SHOWN = 100;

/** As listLimit, of a list that is streamed as ndjson and csv: whole, unless somebody says otherwise. */
export function streamLimit() {
  return new Option(
    '--limit <n>',
    'list so many at most (default: 100, and all with -o ndjson and csv)',
  ).argParser(wholeNumber(1));
}

/** Says that a list was cut, where it was. */
export function noteMore({ note }: Context, more: boolean, limit: number): void {
  if (more) note(`These are the first ${limit}; there are more. Narrow the list, or raise --limit.`);
}
