import type { Command } from '@commander-js/extra-typings';
import type { GlobalOptions } from './program.ts';

/** A command that only groups others, such as `path`: what `program.command('path')` gives. */
export type Noun = Command<[], Record<never, never>, GlobalOptions>;
