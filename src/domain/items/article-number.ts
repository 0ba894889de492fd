import { composed, quotedName, refusedCharacter } from '../name-rule.ts';
import { TierctlError } from '../tierctl-error.ts';
import { isUuid } from '../uuid.ts';

const LONGEST = 100;

/**
 * The number by which people address an item, in its composed form: no blanks, and no UUID, which would be read as an id.
 * Throws `usage` (`bad-article-number`).
 */
export function parseArticleNumber(text: string): string {
  const number = composed(text);
  const refused = refusedCharacter(number);
  if (
    refused === undefined &&
    number !== '' &&
    number.length <= LONGEST &&
    !/\s/u.test(number) &&
    !isUuid(number)
  )
    return number;
  const why = refused ?? flawOf(number);
  throw new TierctlError(
    'usage',
    'bad-article-number',
    `${quotedName(text)} cannot be an article number: ${why}`,
    {
      hint: `give 1 to ${LONGEST} characters without blanks, such as HST-GOLD; a UUID would be taken for an id`,
      data: { value: text },
    },
  );
}

function flawOf(number: string): string {
  if (number === '') return 'it is empty';
  if (/\s/u.test(number)) return 'it holds a blank';
  return isUuid(number) ? 'it is a UUID' : `it has ${number.length} characters`;
}
