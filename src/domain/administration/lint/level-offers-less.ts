import type { Member } from '../../groups/member.ts';
import { itemLabel } from '../../items/item-label.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

/** "A product with a higher number has more services (or higher service limits) than one with smaller." */
export const levelOffersLess: Rule = {
  id: 'level-offers-less',
  severity: 'warning',
  why: 'A higher level offers more. Where it offers less of a service, an upgrade may not fit, and customers pay more for less.',
  find: (catalogue) =>
    catalogue.ladders.flatMap(({ group, members }) =>
      shortcomings(members, catalogue).map(({ member, less }): Breach => {
        const { item, level } = member;
        const words = less.map(
          ({ service, amount, most }) => `${service} ${amount} (${itemLabel(most.item)}: ${most.amount})`,
        );
        return {
          where: { group, item },
          message: `${itemLabel(item)}, on level ${level} of "${group.name}", offers less than a lower level: ${words.join(', ')}`,
          fix:
            item.articleNumber === null
              ? null
              : fixCommand('item service set', [
                  item.articleNumber,
                  ...less.map(({ service, most }) => `${service}=${most.amount}`),
                ]),
        };
      }),
    ),
};

interface Most {
  readonly item: Member['item'];
  readonly amount: number;
}

interface Shortcoming {
  readonly member: Member;
  readonly less: readonly { readonly service: string; readonly amount: number; readonly most: Most }[];
}

/**
 * From the lowest level to the highest, with the largest limit of each service on the levels below. An item without any
 * stored limits is skipped: what it offers is unknown.
 */
function shortcomings(
  members: readonly Member[],
  { holdings }: Pick<LintedCatalogue, 'holdings'>,
): Shortcoming[] {
  const most = new Map<string, Most>();
  const found: Shortcoming[] = [];
  const known = members
    .map((member) => ({
      member,
      limits: new Map(holdings.limitsOf(member.item).map((one) => [one.service, one.amount])),
    }))
    .filter(({ limits }) => limits.size > 0)
    .sort((one, other) => one.member.level - other.member.level);
  let pending: typeof known = [];
  for (const one of known) {
    // Items on the same level are not compared with each other.
    if (pending[0] !== undefined && pending[0].member.level < one.member.level) {
      for (const below of pending) raise(most, below.member, below.limits);
      pending = [];
    }
    pending.push(one);
    const less = [...most].flatMap(([service, best]) => {
      const amount = one.limits.get(service) ?? 0;
      return amount < best.amount ? [{ service, amount, most: best }] : [];
    });
    if (less.length > 0) found.push({ member: one.member, less });
  }
  return found;
}

function raise(most: Map<string, Most>, { item }: Member, limits: ReadonlyMap<string, number>): void {
  for (const [service, amount] of limits) {
    if (amount > (most.get(service)?.amount ?? 0)) most.set(service, { item, amount });
  }
}
