// The shape of a catalogue file. Its keys are those of the JSON that commands print, its values are written as on the
// command line: what `item create --attribute` takes is what stands here.
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { parseArticleNumber } from '../domain/article-number.ts';
import { parseDate } from '../domain/calendar.ts';
import { type Catalogue, catalogueProblems } from '../domain/catalogue.ts';
import { parseGroupName } from '../domain/group.ts';
import { ITEM_KINDS } from '../domain/item.ts';
import { requireDistinctAttributes } from '../domain/item-attribute.ts';
import { parseLevel } from '../domain/member.ts';
import { parseNameValue } from '../domain/name-value.ts';
import { checkPathName, OVER_LIMIT_POLICIES } from '../domain/path.ts';
import { distinctPeriods, parseRenewalPeriod } from '../domain/renewal-period.ts';
import { parseTerm } from '../domain/term.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { parseWrittenAttribute } from '../domain/written-attribute.ts';
import { checkName } from '../domain/written-name.ts';

const date = read(parseDate).nullable().default(null);
const flag = z.boolean().default(true);

const Attributes = z.array(read(parseWrittenAttribute)).superRefine((attributes, context) => {
  refuse(context, () => requireDistinctAttributes(attributes));
});

const Item = z.strictObject({
  name: read((text) => checkName('item', text, 200)),
  kind: z.enum(ITEM_KINDS).default('product'),
  active: flag,
  term: read(parseTerm).nullable().default(null),
  renewal: z.array(read(parseRenewalPeriod)).transform(distinctPeriods).default([]),
  defaultPath: z.string().nullable().default(null),
  attributes: Attributes.default([]),
});

const Member = z.strictObject({
  level: z.int().transform((level, context) => refuse(context, () => parseLevel(String(level)))),
  upgradeable: flag,
  downgradeable: flag,
  upgradeableFrom: flag,
  downgradeableFrom: flag,
});

const Path = z.strictObject({
  source: z.string(),
  destination: z.string(),
  from: date,
  until: date,
  overLimit: z.enum(OVER_LIMIT_POLICIES).default('block'),
  description: z.string().nullable().default(null),
  map: z.array(read(readPair)).default([]),
});

const Shape = z.strictObject({
  tierctl: z.literal(1),
  items: z.record(read(parseArticleNumber), Item).default({}),
  groups: z.record(read(parseGroupName), z.record(z.string(), Member)).default({}),
  paths: z.record(read(checkPathName), Path).default({}),
});

/** Throws `config` (`bad-catalogue`), naming the file and every problem in it. */
export function parseCatalogue(yaml: string, file: string): Catalogue {
  const parsed = Shape.safeParse(readYaml(yaml, file));
  if (!parsed.success) throw badCatalogue(file, parsed.error.issues.map(describe));
  const catalogue = toCatalogue(parsed.data);
  const problems = catalogueProblems(catalogue);
  if (problems.length > 0) throw badCatalogue(file, problems);
  return catalogue;
}

function toCatalogue({ items, groups, paths }: z.infer<typeof Shape>): Catalogue {
  return {
    items: Object.entries(items).map(([articleNumber, { renewal, ...item }]) => ({
      articleNumber,
      ...item,
      renewalPeriods: renewal,
    })),
    groups: Object.entries(groups).map(([name, members]) => ({
      name,
      members: Object.entries(members).map(([item, member]) => ({ item, ...member })),
    })),
    paths: Object.entries(paths).map(([name, { from, until, ...path }]) => ({
      name,
      ...path,
      effectiveFrom: from,
      effectiveUntil: until,
    })),
  };
}

// String keys: an article number such as 0042 must not become the number 42.
function readYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml, { stringKeys: true });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    // The first line says what and where; those after it quote the file.
    throw badCatalogue(file, [`it is not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`]);
  }
}

function readPair(text: string) {
  const { name, value } = parseNameValue(text, 'map', 'SOURCE=DESTINATION');
  return { source: name, destination: value.trim() };
}

/** A text that one of the domain's readers turns into a value. */
function read<Value>(parseText: (text: string) => Value) {
  return z.string().transform((text, context) => refuse(context, () => parseText(text)));
}

function refuse<Value>(context: z.core.$RefinementCtx, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

function badCatalogue(file: string, problems: readonly string[]): TierctlError {
  return new TierctlError('config', 'bad-catalogue', `${file} is not right: ${problems.join('; ')}`, {
    data: { file, problems },
  });
}
