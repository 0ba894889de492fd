import { composed, quotedName, refusedInId } from '../name-rule.ts';
import { TierctlError } from '../tierctl-error.ts';

const LONGEST = 100;

/** What another program calls a subscription; unique in its account, compared exactly. Throws `usage` (`bad-external-id`). */
export function checkExternalId(text: string): string {
  const id = composed(text);
  const refused = refusedInId(id);
  if (refused === undefined && id !== '' && id === id.trim() && id.length <= LONGEST) return id;
  const why = refused === undefined ? '' : `: ${refused}`;
  throw new TierctlError('usage', 'bad-external-id', `${quotedName(text)} cannot be an external id${why}`, {
    hint: `give 1 to ${LONGEST} characters without blanks around them`,
    data: { value: text },
  });
}
