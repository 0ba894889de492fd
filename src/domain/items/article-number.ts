import { TierctlError } from '../tierctl-error.ts';
import { isUuid } from '../uuid.ts';

const LONGEST = 100;

/** The number by which people address an item: no blanks, and no UUID, which would be taken for an id. */
export function parseArticleNumber(text: string): string {
  if (text === '' || text.length > LONGEST || /[\s\p{Cc}]/u.test(text) || isUuid(text)) {
    throw new TierctlError(
      'usage',
      'bad-article-number',
      `${JSON.stringify(text)} cannot be an article number`,
      {
        hint: `give 1 to ${LONGEST} characters without blanks, such as HST-GOLD; a UUID would be taken for an id`,
        data: { value: text },
      },
    );
  }
  return text;
}
