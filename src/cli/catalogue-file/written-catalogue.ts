// A catalogue in the form of a file: defaults are left out, and short forms are used where possible.
import { isDeepStrictEqual } from 'node:util';
import type {
  Catalogue,
  CatalogueGroup,
  CatalogueItem,
  CatalogueMapping,
  CatalogueMember,
  CataloguePath,
} from '../../domain/catalogue/catalogue.ts';
import { writeAttribute, writeDestination, writeSource } from '../../domain/catalogue/diff/written-parts.ts';
import type { ItemAttribute } from '../../domain/items/item-attribute.ts';
import {
  parseRenewalPeriod,
  type RenewalPeriod,
  writeRenewalPeriod,
} from '../../domain/items/renewal-period.ts';
import { parseWrittenAttribute } from '../../domain/items/written-attribute.ts';
import { parseAttributeHolder } from '../../domain/paths/attribute-holder.ts';
import { formatTerm } from '../../domain/term.ts';
import { FORMAT_VERSION } from './catalogue-shape.ts';

export type Written =
  | string
  | number
  | boolean
  | null
  | readonly Written[]
  | { readonly [key: string]: Written };

type WrittenObject = { readonly [key: string]: Written };

export function writtenCatalogue({ items, groups, paths }: Catalogue): WrittenObject {
  return {
    tierctl: FORMAT_VERSION,
    ...some('items', items.map(writtenItem)),
    ...some('groups', groups.map(writtenGroup)),
    ...some('paths', paths.map(writtenPath)),
  };
}

function writtenItem(item: CatalogueItem): WrittenObject {
  const { articleNumber, name, kind, active, term, defaultPath } = item;
  return {
    articleNumber,
    name,
    ...unless('kind', kind, 'product'),
    ...unless('active', active, true),
    ...unless('term', term === null ? null : formatTerm(term), null),
    ...some('renewal', item.renewalPeriods.map(writtenPeriod)),
    ...unless('defaultPath', defaultPath, null),
    ...some('attributes', item.attributes.map(writtenAttribute)),
    ...(item.services.length === 0
      ? {}
      : { services: Object.fromEntries(item.services.map(({ service, amount }) => [service, amount])) }),
    ...some(
      'extensions',
      item.extensions.map(({ item: extension, maximum }) => ({
        item: extension,
        ...unless('maximum', maximum, null),
      })),
    ),
    ...some(
      'products',
      item.products.map(({ item: product, minimum, maximum }) => ({
        item: product,
        ...unless('minimum', minimum, 1),
        ...unless('maximum', maximum, null),
      })),
    ),
  };
}

function writtenAttribute(attribute: ItemAttribute): Written {
  const { name, type, required, defaultValue, choices } = attribute;
  const short = writeAttribute(attribute);
  if (readsAs(() => parseWrittenAttribute(short), { name, type, required, choices, defaultValue }))
    return short;
  return {
    name,
    ...unless('type', type, 'text'),
    ...unless('required', required, false),
    ...unless('default', defaultValue, null),
    ...(choices === null ? {} : { choices }),
  };
}

function writtenPeriod({ value, unit }: RenewalPeriod): Written {
  const short = writeRenewalPeriod({ value, unit });
  if (short !== null && readsAs(() => parseRenewalPeriod(short).value, value)) return short;
  return { value, unit };
}

function writtenGroup({ name, members }: CatalogueGroup): WrittenObject {
  return { name, ...some('members', members.map(writtenMember)) };
}

function writtenMember({ item, level, ...flags }: CatalogueMember): WrittenObject {
  return {
    item,
    level,
    ...unless('upgradeable', flags.upgradeable, true),
    ...unless('downgradeable', flags.downgradeable, true),
    ...unless('upgradeableFrom', flags.upgradeableFrom, true),
    ...unless('downgradeableFrom', flags.downgradeableFrom, true),
  };
}

function writtenPath(path: CataloguePath): WrittenObject {
  return {
    name: path.name,
    source: path.source,
    destination: path.destination,
    ...unless('from', path.effectiveFrom, null),
    ...unless('until', path.effectiveUntil, null),
    ...unless('overLimit', path.overLimit, 'block'),
    ...unless('description', path.description, null),
    ...some(
      'map',
      path.map.map((mapping) => writtenMapping(path, mapping)),
    ),
    ...some(
      'mapProducts',
      path.products.map(({ source, destination }) =>
        source.includes('=') ? { source, destination } : `${source}=${destination}`,
      ),
    ),
  };
}

function writtenMapping(path: CataloguePath, { source, destination }: CatalogueMapping): Written {
  const [from, to] = [
    writeSource(path, { source, destination }),
    writeDestination(path, { source, destination }),
  ];
  const short =
    !from.includes('=') &&
    readsAs(() => parseAttributeHolder(from, path.source), source) &&
    readsAs(() => parseAttributeHolder(to, path.destination), destination);
  return short ? `${from}=${to}` : { source: { ...source }, destination: { ...destination } };
}

function readsAs<Value>(read: () => Value, value: Value): boolean {
  try {
    return isDeepStrictEqual(read(), value);
  } catch {
    return false;
  }
}

function unless(key: string, value: Written, usual: Written): WrittenObject {
  return value === usual ? {} : { [key]: value };
}

function some(key: string, list: readonly Written[]): WrittenObject {
  return list.length === 0 ? {} : { [key]: list };
}
