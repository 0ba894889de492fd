import { collectBy } from '../../collect-by.ts';
import { lookAlikeKey, quotedName } from '../../name-rule.ts';
import type { LintedCatalogue, Rule, Where } from './rule.ts';

interface Named {
  readonly name: string;
  readonly where: Partial<Where>;
}

export const similarNames: Rule = {
  id: 'similar-names',
  severity: 'warning',
  why: 'Such names look the same on a screen, and many servers treat them as equal: a person or another program may use the wrong one.',
  find: (catalogue) => [
    ...alike('groups', groups(catalogue)),
    ...alike('items', items(catalogue)),
    ...alike('paths', paths(catalogue)),
  ],
};

/** One finding for each set of names that look alike; it points at the second of them. */
function alike(noun: string, all: readonly Named[]) {
  const byKey = collectBy(all, ({ name }) => lookAlikeKey(name));
  return [...byKey.values()].flatMap((those) => {
    const second = those[1];
    if (second === undefined) return [];
    const names = those.map(({ name }) => quotedName(name)).join(' and ');
    return [
      {
        where: second.where,
        message: `${those.length} ${noun} have names that look alike: ${names}`,
        // Only an operator knows which name is right and what to do with references to the other.
        fix: null,
      },
    ];
  });
}

/** Each name once: groups with exactly the same name break another rule. */
function groups({ ladders }: LintedCatalogue): Named[] {
  const found = new Map<string, Named>();
  for (const { group } of ladders) {
    if (!found.has(group.name)) found.set(group.name, { name: group.name, where: { group } });
  }
  return [...found.values()];
}

function items({ items: all }: LintedCatalogue): Named[] {
  return all.map((item) => ({ name: item.articleNumber, where: { item } }));
}

function paths({ paths: { list } }: LintedCatalogue): Named[] {
  return list.map(({ id, name }) => ({ name, where: { path: { id, name } } }));
}
