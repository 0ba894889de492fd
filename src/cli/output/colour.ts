import type { System } from '../system.ts';

/** Whether stdout and stderr use colour, decided once: --no-color, NO_COLOR, FORCE_COLOR, then the terminal. */
export function colourOf(argv: readonly string[], system: System): { stdout: boolean; stderr: boolean } {
  const { NO_COLOR, FORCE_COLOR, TERM } = system.env;
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (flags.includes('--no-color') || (NO_COLOR !== undefined && NO_COLOR !== ''))
    return { stdout: false, stderr: false };
  if (FORCE_COLOR !== undefined) {
    const forced = FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
    return { stdout: forced, stderr: forced };
  }
  const able = TERM !== 'dumb';
  return { stdout: able && system.stdout.isTerminal, stderr: able && system.stderr.isTerminal };
}
