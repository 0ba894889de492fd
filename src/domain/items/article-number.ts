import { composed, refusedCharacter } from '../name-rule.ts';
import { isUuid } from '../uuid.ts';
import { badArticleNumber } from './problems.ts';

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
  throw badArticleNumber(text, refused ?? flawOf(number), LONGEST);
}

function flawOf(number: string): string {
  if (number === '') return 'it is empty';
  if (/\s/u.test(number)) return 'it holds a blank';
  return isUuid(number) ? 'it is a UUID' : `it has ${number.length} characters`;
}
