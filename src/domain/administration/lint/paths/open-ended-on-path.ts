import { itemLabel } from '../../../items/item-label.ts';
import { countedClause } from '../../../wording.ts';
import type { Rule } from '../rule.ts';

export const openEndedOnPath: Rule = {
  id: 'open-ended-on-path',
  severity: 'warning',
  why: 'A path moves a subscription on its end date or from its from date; one that has neither never moves.',
  find: ({ paths, holdings }) =>
    paths.list.flatMap(({ id, name, source }) => {
      const count = holdings.openEnded.get(id) ?? 0;
      if (count === 0) return [];
      const some = countedClause(
        count,
        'active subscription to',
        itemLabel(source),
        'active subscriptions to',
      );
      return [
        {
          where: { item: source, path: { id, name } },
          message: `${some} ${count === 1 ? 'follows' : 'follow'} "${name}" and ${count === 1 ? 'has' : 'have'} neither an end date nor a from date`,
          // Only an operator knows which day is meant, if any.
          fix: null,
        },
      ];
    }),
};
