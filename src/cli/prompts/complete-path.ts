import { TierctlError } from '../../domain/tierctl-error.ts';
import type { CreatePathInput } from '../../operations/paths/create-path.ts';
import type { Context } from '../context.ts';
import { readOnly } from '../running/run-read.ts';
import { asker } from './ask.ts';
import { askForPath, type GivenPath } from './new-path.ts';

/**
 * What `path create` needs: as given, or, where name, source or destination are missing, with what the person at the
 * terminal says. Throws `usage` (`arguments-missing`) where there is nobody to ask.
 */
export async function completePath(context: Context, given: GivenPath): Promise<CreatePathInput> {
  const { name, source, destination, mapMatching, ifNotExists, allowSimilar } = given;
  if (name !== undefined && source !== undefined && destination !== undefined) {
    const { map = [], mapProducts = [], overLimit = 'block' } = given;
    return { ...given, name, source, destination, map, mapProducts, overLimit };
  }
  const ask = asker(context);
  if (ask === undefined)
    throw argumentsMissing({ NAME: name, '--source': source, '--destination': destination });
  const { readPathChoices } = await import('../../operations/paths/read-path-choices.ts');
  // The database is closed again while people think.
  const choices = await readOnly(context, {
    work: (session) => readPathChoices(session, { source, destination }),
  });
  return { ...(await askForPath(ask, given, choices)), mapMatching, ifNotExists, allowSimilar };
}

function argumentsMissing(needed: Readonly<Record<string, string | undefined>>): TierctlError {
  const missing = Object.keys(needed).filter((argument) => needed[argument] === undefined);
  return new TierctlError(
    'usage',
    'arguments-missing',
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask on`,
    { hint: 'see: tierctl path create --help', data: { missing } },
  );
}
