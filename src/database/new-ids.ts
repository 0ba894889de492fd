import { randomUUID } from 'node:crypto';
import type { Session } from './session.ts';

/** The ids that one call of the program gives to new rows. */
export interface IdSource {
  readonly next: () => string;
  /** The next ids are those that were given before, in the same order, and then new ones. */
  rewind(): void;
}

/** Work that is run again, as after its preview, gives the same ids again. */
export function repeatableIds(): IdSource {
  const given: string[] = [];
  let position = 0;
  return {
    next: () => {
      const id = given[position] ?? randomUUID();
      given[position++] = id;
      return id;
    },
    rewind: () => {
      position = 0;
    },
  };
}

/** The id of a new row: a UUID. */
export function newId({ newId: next = randomUUID }: Session): string {
  return next();
}
