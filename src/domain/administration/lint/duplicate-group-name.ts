import { collectBy } from '../../collect-by.ts';
import type { Group } from '../../groups/group.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, Rule } from './rule.ts';

export const duplicateGroupName: Rule = {
  id: 'duplicate-group-name',
  severity: 'error',
  why: 'A command that gets the name cannot know which group is meant.',
  find: ({ ladders }) => {
    const taken = new Set(ladders.map(({ group }) => group.name));
    return [...sameNamed(ladders.map(({ group }) => group)).values()].flatMap((those) =>
      those.slice(1).map((group): Breach => {
        const name = freeName(group.name, taken);
        taken.add(name);
        return {
          where: { group },
          message: `${those.length} groups are named "${group.name}"; this is ${group.id}`,
          fix: fixCommand('group rename', [group.id, name]),
        };
      }),
    );
  },
};

/** Groups by name; those that share one in the order of their ids. */
export function sameNamed(groups: readonly Group[]): Map<string, Group[]> {
  const found = collectBy(groups, ({ name }) => name);
  for (const those of found.values()) those.sort((one, other) => (one.id < other.id ? -1 : 1));
  return found;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const candidate = `${name} (${number})`;
    if (!taken.has(candidate)) return candidate;
  }
}
