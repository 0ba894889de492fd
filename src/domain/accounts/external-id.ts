import { TierctlError } from '../tierctl-error.ts';

const LONGEST = 100;

/** What another program calls a subscription; unique in its account. Throws `usage` (`bad-external-id`). */
export function checkExternalId(text: string): string {
  if (text !== '' && text === text.trim() && text.length <= LONGEST && !/[\p{Cc}\p{Cs}]/u.test(text))
    return text;
  throw new TierctlError('usage', 'bad-external-id', `${JSON.stringify(text)} cannot be an external id`, {
    hint: `give 1 to ${LONGEST} characters without blanks around them`,
    data: { value: text },
  });
}
