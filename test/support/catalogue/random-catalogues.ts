// Unusual but valid catalogues: every kind of item, grids between packages, windows, and names
// that a careless writer of YAML would misspell.
import fc from 'fast-check';
import type {
  Catalogue,
  CatalogueItem,
  CatalogueMapping,
  CataloguePath,
} from '../../../src/domain/catalogue/catalogue.ts';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { composed, lookAlikeKey, refusedCharacter } from '../../../src/domain/name-rule.ts';

const STRANGE = [
  'yes',
  'No',
  'null',
  '~',
  'true',
  '0042',
  '1e3',
  '0x1F',
  '12:30',
  '2026-01-01',
  '.inf',
  '-',
  '- a',
  '? a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a`',
  '"a"',
  "'a'",
  'a, b',
  '[a]',
  '{a}',
  'größe',
  '日本語',
  '👍',
  'a\\b',
  'a=b',
  'a:b',
  '<<',
  '=',
  'é',
  '\u00a0a'.trim(),
  'a  b',
  "it's",
  'NaN',
  'constructor',
  '__proto__',
];

const UNSTORABLE = /\p{Cs}|[\ufdd0-\ufdef]/u;

/** Names of any kind. */
export const catalogues = cataloguesOf(
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
    { weight: 2, arbitrary: fc.constantFrom(...STRANGE) },
  ),
);

/** Names that differ to everybody, numbered as they are. */
export const plainCatalogues = cataloguesOf(
  fc.tuple(fc.constantFrom(...STRANGE), fc.nat(99)).map(([text, n]) => `${text}${n}`),
);

/** A catalogue of up to eight items. Names differ by more than case, as some servers want it. */
function cataloguesOf(word: fc.Arbitrary<string>): fc.Arbitrary<Catalogue> {
  /** What checkName lets pass. */
  const name = word
    .map((text) => composed(text.replace(/\p{Cc}/gu, '').trim()))
    .filter((text) => text !== '' && refusedCharacter(text) === undefined);
  const articleNumber = name.map((text) => text.replace(/\s/gu, '')).filter((text) => text !== '');
  const description = fc
    .option(fc.oneof(word, fc.constantFrom('two\nlines', 'a\r\nb', '\ttab', ' blanks ', '', 'trailing\n')))
    .map((text) => (text === null || UNSTORABLE.test(text) || /[^\P{Cc}\n\r\t]/u.test(text) ? null : text));
  const attributeName = name.filter((text) => !/[:=]/.test(text));
  const maximum = fc.option(fc.integer({ min: 1, max: 50 }));
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));

  const attribute: fc.Arbitrary<ItemAttribute> = fc
    .record({
      name: fc.oneof(attributeName, fc.constantFrom('domain', 'owner', 'size')),
      required: fc.boolean(),
      value: fc.oneof(
        fc.record({
          type: fc.constant('text' as const),
          defaultValue: fc.option(name),
          choices: fc.constant(null),
        }),
        fc.record({
          type: fc.constant('number' as const),
          defaultValue: fc.option(fc.integer().map(String)),
          choices: fc.constant(null),
        }),
        fc.record({
          type: fc.constant('boolean' as const),
          defaultValue: fc.constantFrom(null, 'true', 'false'),
          choices: fc.constant(null),
        }),
        fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).chain((choices) =>
          fc.record({
            type: fc.constant('choice' as const),
            defaultValue: fc.constantFrom(null, ...choices),
            choices: fc.constant(choices),
          }),
        ),
      ),
    })
    .map(({ value, ...rest }) => ({ ...rest, ...value }));

  const attributes = fc.uniqueArray(attribute, { maxLength: 3, selector: (one) => folded(one.name) });

  const renewalPeriods = fc
    .uniqueArray(fc.constantFrom('1 month', '1 year', '2 week', '30 day', '6 month'), { maxLength: 2 })
    .map((list) =>
      list.map((text) => ({ value: Number(text.split(' ')[0]), unit: String(text.split(' ')[1]) })),
    );

  /** The part of an item that refers to no other. */
  const bareItem = fc.record({
    articleNumber,
    name,
    kind: fc.constantFrom('product' as const, 'product' as const, 'package' as const, 'extension' as const),
    active: fc.boolean(),
    term: fc.option(
      fc.record({ months: fc.integer({ min: 0, max: 24 }), days: fc.integer({ min: 1, max: 40 }) }),
      { nil: null },
    ),
    renewalPeriods,
    attributes,
    services: fc
      .uniqueArray(fc.constantFrom('email', 'ftp', 'disk-mb', 'größe', '42'), { maxLength: 3 })
      .chain((list) =>
        fc.tuple(
          ...list
            .sort()
            .map((service) => fc.record({ service: fc.constant(service), amount: fc.nat(1_000_000) })),
        ),
      ),
  });

  return fc
    .record({
      items: fc.uniqueArray(bareItem, {
        minLength: 1,
        maxLength: 8,
        selector: (item) => folded(item.articleNumber),
      }),
      groups: fc.uniqueArray(fc.record({ name, dice: fc.array(fc.nat(), { maxLength: 8 }) }), {
        maxLength: 3,
        selector: (group) => folded(group.name),
      }),
      paths: fc.uniqueArray(
        fc.record({
          name,
          source: fc.nat(),
          destination: fc.nat(),
          window: fc.tuple(fc.option(day), fc.option(day)),
          overLimit: fc.constantFrom('block' as const, 'allow' as const, 'extend' as const),
          description,
          dice: fc.array(fc.nat(), { minLength: 4, maxLength: 8 }),
          isDefault: fc.boolean(),
        }),
        { maxLength: 5, selector: (path) => folded(path.name) },
      ),
      dice: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      limits: fc.array(maximum, { minLength: 16, maxLength: 16 }),
      flags: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    })
    .map(({ items: bare, groups, paths, dice, limits, flags }) => {
      const flag = (n: number) => flags[n % 16] === true;
      const products = bare.filter(({ kind }) => kind === 'product').map((item) => item.articleNumber);
      const extensions = bare.filter(({ kind }) => kind === 'extension').map((item) => item.articleNumber);
      const ends = bare.filter(({ kind }) => kind !== 'extension').map((item) => item.articleNumber);
      const items = bare.map(
        (item, n): CatalogueItem => ({
          ...item,
          defaultPath: null,
          extensions: (item.kind === 'extension' ? [] : extensions)
            .filter((_, k) => flag(n + k))
            .map((extension, k) => ({ item: extension, maximum: limits[(n + k) % 16] ?? null })),
          products: (item.kind === 'package' ? products : [])
            .filter((_, k) => flag(n * 3 + k))
            .map((product, k) => {
              const most = limits[(n + k + 5) % 16] ?? null;
              return { item: product, minimum: Math.min((dice[k] ?? 0) % 4, most ?? 4), maximum: most };
            }),
        }),
      );
      const known = new Map(items.map((item) => [item.articleNumber, item]));
      const made = paths.flatMap((path) => {
        const [source, destination] = [pick(ends, path.source), pick(ends, path.destination)];
        if (source === undefined || destination === undefined || source === destination) return [];
        const [from, until] = path.window;
        const reversed = from !== null && until !== null && from > until;
        const one: CataloguePath = {
          name: path.name,
          source,
          destination,
          effectiveFrom: reversed ? until : from,
          effectiveUntil: reversed ? from : until,
          overLimit: path.overLimit,
          description: path.description,
          ...grids(known, source, destination, path.dice),
        };
        return [{ path: one, isDefault: path.isDefault }];
      });
      return {
        items: items.map((item) => ({
          ...item,
          defaultPath:
            made.find(({ path, isDefault }) => isDefault && path.source === item.articleNumber)?.path.name ??
            null,
        })),
        groups: groups.map((group, n) => ({
          name: group.name,
          members: items
            .filter((_, k) => flag(n * 5 + k))
            .map((item, k) => ({
              item: item.articleNumber,
              level: ((group.dice[k] ?? 0) % 7) - 3,
              upgradeable: flag(n + k),
              downgradeable: flag(n + k + 1),
              upgradeableFrom: flag(n + k + 2),
              downgradeableFrom: flag(n + k + 3),
            })),
        })),
        paths: made.map(({ path }) => path),
      };
    });
}

function pick<One>(list: readonly One[], n: number): One | undefined {
  return list[n % Math.max(list.length, 1)];
}

/** What is right between the two: each destination attribute of type text from some attribute of the source. */
function grids(
  items: ReadonlyMap<string, CatalogueItem>,
  source: string,
  destination: string,
  dice: readonly number[],
): Pick<CataloguePath, 'map' | 'products'> {
  const holders = (end: string) => [end, ...(items.get(end)?.products ?? []).map(({ item }) => item)];
  const own = (item: string) => items.get(item)?.attributes ?? [];
  const sources = holders(source).flatMap((item) =>
    own(item).map(({ name: attribute }) => ({ item, attribute })),
  );
  const targets = holders(destination).flatMap((item) =>
    own(item)
      .filter(({ type }) => type === 'text')
      .map(({ name: attribute }) => ({ item, attribute })),
  );
  const map = targets.flatMap((target, n): CatalogueMapping[] => {
    const from = pick(sources, (dice[n % dice.length] ?? 0) + n);
    return from === undefined ? [] : [{ source: from, destination: target }];
  });
  const [carried, into] = [holders(source).slice(1), holders(destination).slice(1)];
  const products = carried.flatMap((product, n) => {
    const target = pick(into, (dice[n % dice.length] ?? 0) + n);
    return target === undefined ? [] : [{ source: product, destination: target }];
  });
  return { map, products };
}

/** Equal in a comparison that ignores case, width, accents or blanks. */
function folded(text: string): string {
  return lookAlikeKey(text)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}\p{S}\p{P}]/gu, '')
    .toLowerCase();
}
