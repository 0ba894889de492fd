/** Whoever makes, rehearses or undoes transitions holds it: one at a time. */
export const RUN_LOCK = 'run-transitions';
