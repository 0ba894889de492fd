import type { CreatePathInput } from '../../operations/paths/create-path.ts';
import type { Context } from '../context.ts';
import { argumentsMissing } from '../problems.ts';
import { readOnly } from '../running/run-read.ts';
import { asker } from './ask.ts';
import { askForPath, type GivenPath } from './new-path.ts';

/**
 * The input of `path create`: as given or, if the name, source or destination is missing, completed by questions on the
 * terminal. Throws `usage` (`arguments-missing`) without a terminal.
 */
export async function completePath(context: Context, given: GivenPath): Promise<CreatePathInput> {
  const { name, source, destination, mapMatching, ifNotExists, allowSimilar } = given;
  if (name !== undefined && source !== undefined && destination !== undefined) {
    const { map = [], mapProducts = [], overLimit = 'block' } = given;
    return { ...given, name, source, destination, map, mapProducts, overLimit };
  }
  const ask = asker(context);
  if (ask === undefined)
    throw argumentsMissing(missingOf({ NAME: name, '--source': source, '--destination': destination }));
  const { readPathChoices } = await import('../../operations/paths/read-path-choices.ts');
  // The database is closed while the user answers.
  const choices = await readOnly(context, { operation: readPathChoices, input: { source, destination } });
  return { ...(await askForPath(ask, given, choices)), mapMatching, ifNotExists, allowSimilar };
}

function missingOf(needed: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(needed).filter((argument) => needed[argument] === undefined);
}
