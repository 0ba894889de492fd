import { checkName } from '../written-name.ts';

/** A ladder: items on levels, of which a higher one offers more (seed: "on what step of the ladder"). */
export interface Group {
  /** UUID, lower case. */
  readonly id: string;
  readonly name: string;
}

/** Throws `usage` (`bad-group-name`) for a name that is empty, too long or broken over lines. */
export function parseGroupName(text: string): string {
  return checkName('group', text, 200);
}
