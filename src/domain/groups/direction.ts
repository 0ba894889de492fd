/** Read from the ladders that two items share, never from a price; `none` where they share none or these disagree. */
export type Direction = 'upgrade' | 'downgrade' | 'none';
