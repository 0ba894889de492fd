import { flawOfName, lookAlikeKey, quotedName, withoutRefused } from '../../name-rule.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

export const hiddenCharacters: Rule = {
  id: 'hidden-characters',
  severity: 'warning',
  why: 'Users do not type characters that they cannot see: they do not find it by the name they read, and may create a second one.',
  find: (catalogue) => [
    ...groups(catalogue),
    ...items(catalogue),
    ...paths(catalogue),
    ...accounts(catalogue),
  ],
};

function groups({ ladders }: LintedCatalogue): Breach[] {
  const names = ladders.map(({ group }) => group.name);
  return ladders.flatMap(({ group }) =>
    flawed('group', group.name, {
      where: { group },
      fix: (name) => fixCommand('group rename', [group.id, name]),
      names,
    }),
  );
}

// Other programs look items up by article number: tierctl never changes one.
function items({ items: all }: LintedCatalogue): Breach[] {
  return all.flatMap((item) =>
    flawed('item', item.articleNumber, { where: { item }, fix: () => null, names: [] }),
  );
}

function paths({ paths: { list } }: LintedCatalogue): Breach[] {
  const names = list.map(({ name }) => name);
  return list.flatMap(({ id, name }) =>
    flawed('path', name, {
      where: { path: { id, name } },
      fix: (clean) => fixCommand('path update', [id], ['--name', clean]),
      names,
    }),
  );
}

function accounts({ oddAccounts: { first, total } }: LintedCatalogue): Breach[] {
  if (total === 0) return [];
  const named = first.map(quotedName).join(', ');
  const more = total > first.length ? ` and ${total - first.length} more` : '';
  const what =
    total === 1
      ? '1 account has an id that is easily taken for another'
      : `${total} accounts have ids that are easily taken for others`;
  return [{ where: {}, message: `${what}: ${named}${more}`, fix: null }];
}

function flawed(
  noun: string,
  name: string,
  how: Pick<Breach, 'where'> & {
    readonly fix: (clean: string) => string | null;
    /** Those of all things of its kind. */
    readonly names: readonly string[];
  },
): Breach[] {
  const flaw = flawOfName(name);
  if (flaw === undefined) return [];
  const clean = withoutRefused(name);
  const key = lookAlikeKey(clean);
  const isFree = clean !== '' && how.names.filter((other) => lookAlikeKey(other) === key).length < 2;
  return [
    {
      where: how.where,
      message: `${noun} ${quotedName(name)}: ${flaw}`,
      fix: isFree ? how.fix(clean) : null,
    },
  ];
}
