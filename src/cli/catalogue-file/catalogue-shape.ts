// The shape of a catalogue file, version 1. It checks what is read, and the published JSON Schema is made from it. Its keys
// are those of the JSON that commands print; its values are written as on the command line.

import { z } from 'zod';
import { parseDate } from '../../domain/calendar.ts';
import { parseLevel } from '../../domain/groups/member.ts';
import { badAttribute } from '../../domain/items/attribute-problems.ts';
import { checkMaximumQuantity } from '../../domain/items/extension.ts';
import { ITEM_KINDS } from '../../domain/items/item.ts';
import {
  ATTRIBUTE_TYPES,
  type ItemAttribute,
  parseAttributeValue,
  requireDistinctAttributes,
} from '../../domain/items/item-attribute.ts';
import { checkQuantities, MOST_OF_A_PRODUCT } from '../../domain/items/package-contents.ts';
import { serviceGivenTwice } from '../../domain/items/problems.ts';
import {
  distinctPeriods,
  parseRenewalPeriod,
  type RenewalPeriod,
} from '../../domain/items/renewal-period.ts';
import {
  byService,
  parseService,
  parseServiceAmounts,
  type ServiceAmount,
} from '../../domain/items/service.ts';
import { parseWrittenAttribute } from '../../domain/items/written-attribute.ts';
import { composed } from '../../domain/name-rule.ts';
import { OVER_LIMIT_POLICIES } from '../../domain/paths/path.ts';
import { badPair } from '../../domain/problems.ts';
import { parseTerm } from '../../domain/term.ts';
import { problemText, TierctlError } from '../../domain/tierctl-error.ts';
import { checkName } from '../../domain/written-name.ts';
import { recordOf } from './record-shape.ts';

/** The version of the format. It increases when files of the previous version would change their meaning. */
export const FORMAT_VERSION = 1;

const text = (what: string) => z.string().meta({ description: what });
const name = (what: string) => z.string().min(1, 'expected a name, found none').meta({ description: what });
const flag = (what: string) => z.boolean().default(true).meta({ description: what });
const ITEM = 'Article number of an item in this file or in the database.';

const date = (what: string) =>
  read(parseDate, { description: what, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }).nullable().default(null);

const LongAttribute = z
  .strictObject({
    name: name('The name.').transform((own, context) => refuse(context, () => checkAttributeName(own))),
    type: z.enum(ATTRIBUTE_TYPES).default('text'),
    required: z.boolean().default(false),
    default: z
      .string()
      .nullable()
      .default(null)
      .meta({ description: 'The value that is used when none is given.' }),
    choices: z.array(z.string()).min(1, 'expected at least one choice').nullable().default(null).meta({
      description: 'The allowed values, if the type is choice.',
    }),
  })
  .transform((written, context) => refuse(context, () => toAttribute(written)))
  .meta({ description: 'The long form, for names and choices that do not fit the short form.' });

const Attribute = z.union([
  read(parseWrittenAttribute, {
    description: 'NAME[:TYPE][:required][:default=VALUE], as in item create --attribute.',
    examples: ['domain:required', 'php:choice=8.2,8.3:default=8.3'],
  }),
  LongAttribute,
]);

const Renewal = z.union([
  read(parseRenewalPeriod, {
    description: 'An ISO 8601 period of one unit, such as P1M or P1Y.',
    pattern: '^ *[Pp](([0-9]{1,5}[Yy])?([0-9]{1,5}[Mm])?|([0-9]{1,5}[Ww])?([0-9]{1,5}[Dd])?) *$',
  }),
  z
    .strictObject({ value: z.int32(), unit: z.string().max(20) })
    .meta({ description: 'The long form, for units that tierctl does not know.' }),
]);

const quantity = (what: string) =>
  z
    .int()
    .min(0, 'expected a whole number of at least 0')
    .max(MOST_OF_A_PRODUCT, `expected at most ${MOST_OF_A_PRODUCT}`)
    .meta({ description: what });

const Product = z
  .strictObject({
    item: name(ITEM),
    minimum: quantity('Minimum per subscription to the package.').default(1),
    maximum: quantity('Maximum per subscription; unlimited if left out.').nullable().default(null),
  })
  .superRefine((quantities, context) => {
    refuse(context, () => checkQuantities(quantities));
  });

const Extension = z.strictObject({
  item: name(ITEM),
  maximum: z
    .int()
    .transform((maximum, context) => refuse(context, () => checkMaximumQuantity(maximum)))
    .nullable()
    .default(null)
    .meta({ description: 'Maximum per subscription; unlimited if left out.' }),
});

const Item = z.strictObject({
  articleNumber: name('The article number: the name by which commands find the item.'),
  name: text('The display name.'),
  kind: z.enum(ITEM_KINDS).default('product'),
  active: flag('Whether it is sold.'),
  term: read(parseTerm, {
    description:
      'How long a subscription lasts after a transition, such as P3M; without it there is no end date.',
    pattern: '^ *[Pp]([0-9]{1,5}[Yy])?([0-9]{1,5}[Mm])?([0-9]{1,5}[Ww])?([0-9]{1,5}[Dd])? *$',
  })
    .nullable()
    .default(null),
  renewal: z
    .array(Renewal)
    .transform((periods) => distinctPeriods(periods as RenewalPeriod[]))
    .default([])
    .meta({ description: 'The renewal periods that it offers.' }),
  defaultPath: name('The path that its subscriptions follow unless they override it.')
    .nullable()
    .default(null),
  attributes: z
    .array(Attribute)
    .superRefine((attributes, context) => {
      refuse(context, () => requireDistinctAttributes(attributes));
    })
    .default([])
    .meta({ description: 'The custom attributes of its subscriptions.' }),
  services: recordOf(z.int())
    .transform((amounts, context) => toServices(amounts, context))
    .default([])
    .meta({ description: 'Service limits; for an extension, what one unit adds.' }),
  extensions: z.array(Extension).default([]).meta({ description: 'The extensions that it allows.' }),
  products: z.array(Product).default([]).meta({ description: 'The products in a package.' }),
});

const Member = z.strictObject({
  item: name(ITEM),
  level: z
    .int()
    .transform((level, context) => refuse(context, () => parseLevel(String(level))))
    .meta({ description: 'The level: a higher level offers more.' }),
  upgradeable: flag('Whether upgrades from it are allowed.'),
  downgradeable: flag('Whether downgrades from it are allowed.'),
  upgradeableFrom: flag('Whether upgrades to it are allowed.'),
  downgradeableFrom: flag('Whether downgrades to it are allowed.'),
});

const Group = z.strictObject({
  name: name('A unique name.'),
  members: z.array(Member).default([]),
});

const HOLDER =
  'Write name for an attribute of the item, and PRODUCT:name for an attribute of a product in the package.';
const AttributeOf = z.strictObject({ item: name(ITEM), attribute: name('Its name.') });

const Path = z.strictObject({
  name: name('A unique name.'),
  source: name(ITEM),
  destination: name(ITEM),
  from: date('First day of the window; open if left out.'),
  until: date('Last day of the window; open if left out.'),
  overLimit: z.enum(OVER_LIMIT_POLICIES).default('block').meta({
    description: 'What to do with usage over the limits of the destination.',
  }),
  description: text('A note for people.').nullable().default(null),
  map: z
    .array(
      z.union([
        pairOf('SOURCE=DESTINATION', `SOURCE=DESTINATION. ${HOLDER}`),
        z.strictObject({ source: AttributeOf, destination: AttributeOf }),
      ]),
    )
    .default([])
    .meta({ description: 'The attribute grid: which attributes are copied to which.' }),
  mapProducts: z
    .array(
      z.union([
        pairOf('SOURCE=DESTINATION', 'SOURCE=DESTINATION: article numbers of products in the two packages.'),
        z.strictObject({ source: name(ITEM), destination: name(ITEM) }),
      ]),
    )
    .default([])
    .meta({ description: 'The product grid, between packages: which products become which.' }),
});

export const CatalogueShape = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({ description: 'Where the JSON Schema of the file is, for editors.' }),
    tierctl: z.literal(FORMAT_VERSION).meta({ description: 'The version of the format.' }),
    items: z.array(Item).default([]),
    groups: z.array(Group).default([]),
    paths: z.array(Path).default([]),
  })
  .meta({
    title: 'tierctl catalogue',
    description: 'Items, upgrade groups and upgrade paths, by article number and name.',
  });

export type CatalogueFile = z.output<typeof CatalogueShape>;

/** All keys of the file: for "did you mean". */
export const CATALOGUE_KEYS: readonly string[] = [
  ...new Set(
    [CatalogueShape, Item, Extension, Product, Group, Member, Path].flatMap(({ shape }) =>
      Object.keys(shape),
    ),
  ),
  ...['type', 'required', 'default', 'choices', 'value', 'unit', 'attribute'],
];

function toAttribute(written: {
  readonly name: string;
  readonly type: ItemAttribute['type'];
  readonly required: boolean;
  readonly default: string | null;
  readonly choices: readonly string[] | null;
}): ItemAttribute {
  const { default: value, ...rest } = written;
  const attribute = { ...rest, choices: rest.choices?.map(composed) ?? null };
  if ((attribute.type === 'choice') !== (attribute.choices !== null)) {
    throw badAttribute('an attribute has choices if and only if its type is choice');
  }
  if (attribute.required && value === '')
    throw badAttribute('a required attribute cannot have an empty default');
  if (new Set(attribute.choices).size < (attribute.choices ?? []).length)
    throw badAttribute('a choice is given twice');
  return { ...attribute, defaultValue: value === null ? null : parseAttributeValue(attribute, value) };
}

function checkAttributeName(own: string): string {
  return checkName('attribute', own, 100);
}

function toServices(
  amounts: Readonly<Record<string, number>>,
  context: z.core.$RefinementCtx,
): ServiceAmount[] {
  const services = new Map<string, ServiceAmount>();
  for (const [written, amount] of Object.entries(amounts)) {
    try {
      const service = parseService(written);
      if (services.has(service)) throw serviceGivenTwice(service);
      services.set(service, ...(parseServiceAmounts([`${service}=${amount}`]) as [ServiceAmount]));
    } catch (error) {
      if (!(error instanceof TierctlError)) throw error;
      context.addIssue({ code: 'custom', path: [written], message: problemText(error) });
    }
  }
  return [...services.values()].sort(byService);
}

/** A text that a parser of the domain turns into a value; `about` goes into the JSON Schema. */
function read<Value>(
  parseText: (text: string) => Value,
  about: { readonly description: string; readonly pattern?: string; readonly examples?: readonly string[] },
) {
  return z
    .string()
    .meta({ ...about })
    .transform((written, context) => refuse(context, () => parseText(written)));
}

/** `SOURCE=DESTINATION`, split at the first `=`. */
function pairOf(form: string, description: string) {
  return z
    .string()
    .meta({ description, pattern: '^[^=]*[^= ][^=]*=.*[^ ]' })
    .transform((written, context) =>
      refuse(context, () => {
        const at = written.indexOf('=');
        const [source, destination] = [written.slice(0, at).trim(), written.slice(at + 1).trim()];
        if (at !== -1 && source !== '' && destination !== '') return { source, destination };
        throw badPair(written, form);
      }),
    );
}

function refuse<Value>(context: z.core.$RefinementCtx, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    context.addIssue(problemText(error));
    return z.NEVER;
  }
}
