/** How long a command waits for the lock of its work, and each of its statements for a row that another transaction has locked. */
export const DEFAULT_LOCK_TIMEOUT_S = 10;

/** As milliseconds it must fit into a 32-bit integer on every engine. */
export const LONGEST_LOCK_TIMEOUT_S = 2_147_483;
