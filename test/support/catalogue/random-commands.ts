// Random commands that change the catalogue, each with the change that it makes to the file of that catalogue: a second, simple
// implementation, which knows no rule.
import fc from 'fast-check';
import type { AuditedResult } from '../../../src/database/audited-result.ts';
import type { Session } from '../../../src/database/session.ts';
import type {
  Catalogue,
  CatalogueGroup,
  CatalogueItem,
  CatalogueMapping,
  CataloguePath,
} from '../../../src/domain/catalogue/catalogue.ts';
import { EVERY_FLAG } from '../../../src/domain/groups/member.ts';
import { clash } from '../../../src/domain/items/attribute-mapping.ts';
import { ITEM_KINDS } from '../../../src/domain/items/item.ts';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { addMember } from '../../../src/operations/groups/add-member.ts';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { removeMember } from '../../../src/operations/groups/remove-member.ts';
import { updateMember } from '../../../src/operations/groups/update-member.ts';
import { allowExtension, disallowExtension } from '../../../src/operations/items/allow-extension.ts';
import {
  addPackageProduct,
  removePackageProduct,
  updatePackageProduct,
} from '../../../src/operations/items/change-package-products.ts';
import { createItem } from '../../../src/operations/items/create-item.ts';
import { type SetItemInput, setItem } from '../../../src/operations/items/set-item.ts';
import { removeServiceLimit, setServiceLimits } from '../../../src/operations/items/set-service-limits.ts';
import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { mapPath } from '../../../src/operations/paths/map-path.ts';
import { updatePath } from '../../../src/operations/paths/update-path.ts';
import { PLAIN_PATH, SAME_GRIDS } from '../inputs.ts';

export interface RandomCommand {
  /** For the report of a failure. */
  readonly words: string;
  readonly run: (session: Session) => Promise<AuditedResult<unknown>>;
  /** The catalogue after the command; undefined where it names what is not there, or adds what is. */
  readonly edit: (catalogue: Catalogue) => Catalogue | undefined;
}

const PRODUCTS = ['SITE', 'MAIL', 'DISK'] as const;
const ITEMS = [...PRODUCTS, 'SMALL', 'LARGE', 'MORE', 'FRESH'] as const;
const ATTRIBUTES = ['note', 'size', 'plan'] as const;
const PATHS = ['site to mail', 'grows', 'shrinks'] as const;
const GROUPS = ['Web', 'Mail'] as const;

/** The catalogue in which the commands begin. */
export const FIRST_CATALOGUE = `
tierctl: 1
items:
  - { articleNumber: SITE, name: Site, attributes: [note, "size:number"], term: P1M, services: { disk: 10 },
      extensions: [{ item: MORE, maximum: 3 }], defaultPath: site to mail }
  - { articleNumber: MAIL, name: Mail, attributes: [note, "size:number", "plan:choice=s,m"], services: { disk: 10 } }
  - { articleNumber: DISK, name: Disk }
  - { articleNumber: MORE, name: More, kind: extension, services: { disk: 5 } }
  - { articleNumber: SMALL, name: Small, kind: package, attributes: [note],
      products: [{ item: SITE, minimum: 1, maximum: 3 }, { item: MAIL, minimum: 0 }], defaultPath: grows }
  - { articleNumber: LARGE, name: Large, kind: package, attributes: [note],
      products: [{ item: SITE, minimum: 0 }, { item: MAIL, minimum: 1 }] }
groups:
  - { name: Web, members: [{ item: SITE, level: 1 }, { item: MAIL, level: 2 }] }
paths:
  - { name: site to mail, source: SITE, destination: MAIL, map: [note=note, size=size] }
  - { name: grows, source: SMALL, destination: LARGE, map: ["SITE:note=MAIL:note"], mapProducts: [SITE=MAIL] }
`;

const item = fc.constantFrom(...ITEMS);
const product = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PRODUCTS) }, item);
const packageItem = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('SMALL', 'LARGE') }, item);
const maximum = fc.option(fc.integer({ min: 1, max: 3 }));
const level = fc.integer({ min: 1, max: 3 });
const path = fc.constantFrom(...PATHS);

const attribute: fc.Arbitrary<ItemAttribute> = fc
  .tuple(
    fc.constantFrom(...ATTRIBUTES),
    fc.boolean(),
    fc.oneof(
      fc
        .constantFrom('text' as const, 'number' as const, 'date' as const)
        .map((type) => ({ type, choices: null })),
      fc
        .constantFrom(['s'], ['s', 'm'], ['m', 'l'], ['5'])
        .map((choices) => ({ type: 'choice' as const, choices })),
    ),
  )
  .map(([name, required, value]) => ({ name, required, defaultValue: null, ...value }));

const renewalPeriods = fc
  .uniqueArray(fc.constantFrom('month', 'year', 'week'), { maxLength: 2 })
  .map((units) => units.map((unit) => ({ value: 1, unit })));

const setting: fc.Arbitrary<Omit<SetItemInput, 'item'>> = fc.oneof(
  fc.constantFrom('One', 'Two').map((name) => ({ name })),
  fc.constantFrom(...ITEM_KINDS).map((kind) => ({ kind })),
  fc.boolean().map((active) => ({ active })),
  fc.constantFrom({ term: null }, { term: { months: 3, days: 0 } }, { term: { months: 0, days: 14 } }),
  renewalPeriods.map((periods) => ({ renewalPeriods: periods })),
  attribute.map((one) => ({ attributes: [one] })),
  fc.constantFrom(...ATTRIBUTES).map((name) => ({ removeAttributes: [name] })),
);

const changesOfItems: fc.Arbitrary<RandomCommand> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(item, setting).map(([name, input]) => setCommand(name, input)) },
  fc.tuple(item, fc.constantFrom('disk', 'mail'), fc.option(fc.nat(20))).map(
    ([name, service, amount]): RandomCommand => ({
      words: `item service ${name} ${service}=${amount}`,
      run: (session) =>
        amount === null
          ? removeServiceLimit(session, { item: name, service })
          : setServiceLimits(session, { item: name, limits: [{ service, amount }] }),
      edit: onItem(name, (one) => {
        const others = one.services.filter((limit) => limit.service !== service);
        if (amount === null && others.length === one.services.length) return undefined;
        return { ...one, services: amount === null ? others : [...others, { service, amount }] };
      }),
    }),
  ),
  fc.tuple(item, fc.oneof(fc.constant('MORE'), item), maximum, fc.boolean()).map(
    ([name, extension, most, isRemoved]): RandomCommand => ({
      words: `item extension ${isRemoved ? 'remove' : 'add'} ${name} ${extension} ${most}`,
      run: (session) =>
        isRemoved
          ? disallowExtension(session, { item: name, extension })
          : allowExtension(session, { item: name, extension, maximumQuantity: most }),
      edit: (catalogue) =>
        hasItem(catalogue, extension)
          ? onItem(name, (one) => {
              const others = one.extensions.filter((allowed) => allowed.item !== extension);
              if (isRemoved && others.length === one.extensions.length) return undefined;
              return {
                ...one,
                extensions: isRemoved ? others : [...others, { item: extension, maximum: most }],
              };
            })(catalogue)
          : undefined,
    }),
  ),
  {
    weight: 2,
    arbitrary: fc
      .tuple(packageItem, product, fc.constantFrom('add', 'update', 'remove'), fc.nat(1), maximum)
      .map(([name, part, verb, minimum, most]) => productCommand(name, part, verb, minimum, most)),
  },
  fc
    .tuple(
      fc.constantFrom(...ITEM_KINDS),
      fc.uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 2 }),
    )
    .map(
      ([kind, attributes]): RandomCommand => ({
        words: `item create FRESH --kind ${kind} ${JSON.stringify(attributes)}`,
        run: (session) =>
          createItem(session, {
            articleNumber: 'FRESH',
            name: 'Fresh',
            kind,
            active: true,
            term: null,
            renewalPeriods: [],
            attributes,
            ifNotExists: false,
          }),
        edit: (catalogue) =>
          hasItem(catalogue, 'FRESH')
            ? undefined
            : {
                ...catalogue,
                items: [
                  ...catalogue.items,
                  {
                    articleNumber: 'FRESH',
                    name: 'Fresh',
                    kind,
                    active: true,
                    term: null,
                    renewalPeriods: [],
                    defaultPath: null,
                    attributes,
                    services: [],
                    extensions: [],
                    products: [],
                  },
                ],
              },
      }),
    ),
);

function setCommand(name: string, input: Omit<SetItemInput, 'item'>): RandomCommand {
  return {
    words: `item set ${name} ${JSON.stringify(input)}`,
    run: (session) => setItem(session, { item: name, ...input }),
    edit: onItem(name, (one) => {
      const { attributes = [], removeAttributes = [], ...others } = input;
      const given = new Map(attributes.map((given) => [given.name, given]));
      if (removeAttributes.some((gone) => !one.attributes.some((held) => held.name === gone)))
        return undefined;
      const kept = one.attributes.filter(
        (held) => !given.has(held.name) && !removeAttributes.includes(held.name),
      );
      return { ...one, ...others, attributes: [...kept, ...given.values()] } as CatalogueItem;
    }),
  };
}

function productCommand(
  name: string,
  part: string,
  verb: 'add' | 'update' | 'remove',
  minimum: number,
  most: number | null,
): RandomCommand {
  const named = { package: name, product: part };
  return {
    words: `item product ${verb} ${name} ${part} ${minimum} ${most}`,
    run: (session) =>
      verb === 'add'
        ? addPackageProduct(session, { ...named, minimum, maximum: most, ifNotExists: false })
        : verb === 'update'
          ? updatePackageProduct(session, { ...named, minimum, maximum: most })
          : removePackageProduct(session, named),
    edit: (catalogue) =>
      hasItem(catalogue, part)
        ? onItem(name, (one) => {
            const others = one.products.filter((product) => product.item !== part);
            const isThere = others.length < one.products.length;
            if (isThere === (verb === 'add')) return undefined;
            const product = { item: part, minimum, maximum: most };
            return { ...one, products: verb === 'remove' ? others : [...others, product] };
          })(catalogue)
        : undefined,
  };
}

const changesOfGroups: fc.Arbitrary<RandomCommand> = fc.oneof(
  fc.constantFrom(...GROUPS).map(
    (name): RandomCommand => ({
      words: `group create ${name}`,
      run: (session) => createGroup(session, { name, ifNotExists: false }),
      edit: (catalogue) =>
        catalogue.groups.some((group) => group.name === name)
          ? undefined
          : { ...catalogue, groups: [...catalogue.groups, { name, members: [] }] },
    }),
  ),
  fc.tuple(fc.constantFrom(...GROUPS), item, level, fc.constantFrom('add', 'update', 'remove')).map(
    ([group, name, rung, verb]): RandomCommand => ({
      words: `member ${verb} ${group} ${name} ${rung}`,
      run: (session) =>
        verb === 'add'
          ? addMember(session, { group, item: name, level: rung, ...EVERY_FLAG, ifNotExists: false })
          : verb === 'update'
            ? updateMember(session, { group, item: name, level: rung, upgradeable: false })
            : removeMember(session, { group, item: name }),
      edit: (catalogue) =>
        hasItem(catalogue, name)
          ? onGroup(group, (one) => {
              const others = one.members.filter((member) => member.item !== name);
              const held = one.members.find((member) => member.item === name);
              if ((held === undefined) !== (verb === 'add')) return undefined;
              if (verb === 'remove') return { ...one, members: others };
              const member = held === undefined ? EVERY_FLAG : { ...held, upgradeable: false };
              return { ...one, members: [...others, { ...member, item: name, level: rung }] };
            })(catalogue)
          : undefined,
    }),
  ),
);

const attributeOf = fc.tuple(fc.constantFrom('', 'SITE:', 'MAIL:'), fc.constantFrom(...ATTRIBUTES));

const changesOfPaths: fc.Arbitrary<RandomCommand> = fc.oneof(
  fc.tuple(path, item, item).map(
    ([name, source, destination]): RandomCommand => ({
      words: `path create "${name}" ${source} ${destination}`,
      run: (session) => createPath(session, { name, source, destination, ...PLAIN_PATH }),
      edit: (catalogue) =>
        catalogue.paths.some((one) => one.name === name) ||
        !hasItem(catalogue, source) ||
        !hasItem(catalogue, destination)
          ? undefined
          : {
              ...catalogue,
              paths: [
                ...catalogue.paths,
                {
                  name,
                  source,
                  destination,
                  effectiveFrom: null,
                  effectiveUntil: null,
                  overLimit: 'block',
                  description: null,
                  map: [],
                  products: [],
                },
              ],
            },
    }),
  ),
  fc
    .tuple(
      path,
      fc.option(fc.constantFrom('2026-01-01', '2026-06-01')),
      fc.option(fc.constantFrom('2026-03-31', '2026-12-31')),
    )
    .map(
      ([name, from, until]): RandomCommand => ({
        words: `path update "${name}" ${from} ${until}`,
        run: (session) =>
          updatePath(session, {
            path: name,
            name: undefined,
            from,
            until,
            description: 'dated',
            overLimit: 'allow',
          }),
        edit: onPath(name, (one) => ({
          ...one,
          effectiveFrom: from,
          effectiveUntil: until,
          description: 'dated',
          overLimit: 'allow',
        })),
      }),
    ),
  {
    weight: 2,
    arbitrary: fc.tuple(path, attributeOf, attributeOf).map(([name, from, to]) => mapCommand(name, from, to)),
  },
  fc.tuple(path, fc.constantFrom('SITE', 'MAIL'), fc.constantFrom('SITE', 'MAIL')).map(
    ([name, source, destination]): RandomCommand => ({
      words: `path map "${name}" --map-product ${source}=${destination}`,
      run: (session) =>
        mapPath(session, { path: name, ...SAME_GRIDS, mapProducts: [{ source, destination }] }),
      edit: (catalogue) =>
        onPath(name, (one) =>
          isIn(catalogue, one.source, source) && isIn(catalogue, one.destination, destination)
            ? {
                ...one,
                products: [...one.products.filter((row) => row.source !== source), { source, destination }],
              }
            : undefined,
        )(catalogue),
    }),
  ),
  fc.tuple(item, fc.option(path)).map(
    ([name, chosen]): RandomCommand => ({
      words: `path assign ${name} ${chosen}`,
      run: (session) => assignPath(session, { item: name, path: chosen }),
      edit: (catalogue) =>
        chosen !== null && !catalogue.paths.some((one) => one.name === chosen)
          ? undefined
          : onItem(name, (one) => ({ ...one, defaultPath: chosen }))(catalogue),
    }),
  ),
);

type Written = readonly [holder: string, attribute: string];

function mapCommand(name: string, [fromHolder, from]: Written, [toHolder, to]: Written): RandomCommand {
  const pair = { source: `${fromHolder}${from}`, destination: `${toHolder}${to}` };
  return {
    words: `path map "${name}" --map ${pair.source}=${pair.destination}`,
    run: (session) => mapPath(session, { path: name, ...SAME_GRIDS, map: [pair] }),
    edit: (catalogue) =>
      onPath(name, (one) => {
        const [source, destination] = [
          holderIn(catalogue, one.source, fromHolder, from),
          holderIn(catalogue, one.destination, toHolder, to),
        ];
        if (source === undefined || destination === undefined) return undefined;
        const row: CatalogueMapping = { source, destination };
        const becomes = (product: string, other: string) =>
          one.products.some((products) => products.source === product && products.destination === other);
        const others = one.map.filter(
          (other) => JSON.stringify(other) !== JSON.stringify(row) && !clash(other, row, becomes),
        );
        return { ...one, map: [...others, row] };
      })(catalogue),
  };
}

function holderIn(catalogue: Catalogue, end: string, holder: string, attribute: string) {
  const name = holder === '' ? end : holder.slice(0, -1);
  const found = catalogue.items.find(({ articleNumber }) => articleNumber === name);
  const isNamed = name === end || isIn(catalogue, end, name);
  if (!isNamed || found?.attributes.some((one) => one.name === attribute) !== true) return undefined;
  return { item: name, attribute };
}

function isIn({ items }: Catalogue, packageName: string, product: string): boolean {
  const found = items.find(({ articleNumber }) => articleNumber === packageName);
  return found?.products.some((one) => one.item === product) === true;
}

function hasItem({ items }: Catalogue, name: string): boolean {
  return items.some(({ articleNumber }) => articleNumber === name);
}

function onItem(name: string, edit: (item: CatalogueItem) => CatalogueItem | undefined) {
  return (catalogue: Catalogue): Catalogue | undefined => {
    const items = edited(catalogue.items, (one) => one.articleNumber === name, edit);
    return items && { ...catalogue, items };
  };
}

function onGroup(name: string, edit: (group: CatalogueGroup) => CatalogueGroup | undefined) {
  return (catalogue: Catalogue): Catalogue | undefined => {
    const groups = edited(catalogue.groups, (one) => one.name === name, edit);
    return groups && { ...catalogue, groups };
  };
}

function onPath(name: string, edit: (path: CataloguePath) => CataloguePath | undefined) {
  return (catalogue: Catalogue): Catalogue | undefined => {
    const paths = edited(catalogue.paths, (one) => one.name === name, edit);
    return paths && { ...catalogue, paths };
  };
}

function edited<One>(
  list: readonly One[],
  isMeant: (one: One) => boolean,
  edit: (one: One) => One | undefined,
): One[] | undefined {
  const meant = list.find(isMeant);
  const after = meant && edit(meant);
  return after && list.map((one) => (one === meant ? after : one));
}

/** Up to eight commands, most of which are about the items. */
export const commandSequences = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: changesOfItems },
    { weight: 1, arbitrary: changesOfGroups },
    { weight: 2, arbitrary: changesOfPaths },
  ),
  { minLength: 1, maxLength: 8, size: 'max' },
);
