// Parts of a catalogue as short text: as a plan shows them, in the syntax of the command line.

import type { MemberFlags } from '../../groups/member.ts';
import type { ItemAttribute } from '../../items/item-attribute.ts';
import { formatRenewalPeriod, type RenewalPeriod, writeRenewalPeriod } from '../../items/renewal-period.ts';
import { writeAttributeHolder } from '../../paths/attribute-holder.ts';
import type { CatalogueMapping, CataloguePath, CatalogueProduct } from '../catalogue.ts';
import type { AttributeValue } from './catalogue-rows.ts';

/** `choice=basic,pro:required:default=basic` */
export function writeAttributeValue({ type, choices, required, defaultValue }: AttributeValue): string {
  return [
    type === 'choice' ? `choice=${(choices ?? []).join(',')}` : type,
    ...(required ? ['required'] : []),
    ...(defaultValue === null ? [] : [`default=${defaultValue}`]),
  ].join(':');
}

/** As `item create --attribute` takes it: `domain:required`. */
export function writeAttribute({ name, ...value }: ItemAttribute): string {
  const written = writeAttributeValue(value).replace(/^text(:|$)/, '');
  return written === '' ? name : `${name}:${written}`;
}

export function writePeriod(period: RenewalPeriod): string {
  return writeRenewalPeriod(period) ?? formatRenewalPeriod(period);
}

/** `at most 3`, `any number`. */
export function writeMaximum(maximum: number | null): string {
  return maximum === null ? 'any number' : `at most ${maximum}`;
}

/** `1 to 5`, `at least 1`. */
export function writeQuantity({ minimum, maximum }: Pick<CatalogueProduct, 'minimum' | 'maximum'>): string {
  if (maximum === null) return `at least ${minimum}`;
  return minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`;
}

const FLAGS = ['upgradeable', 'downgradeable', 'upgradeableFrom', 'downgradeableFrom'] as const;

/** `level 3`, `level 3, not downgradeableFrom`. */
export function writeMember(member: MemberFlags & { readonly level: number }): string {
  const off = FLAGS.filter((flag) => !member[flag]).map((flag) => `not ${flag}`);
  return [`level ${member.level}`, ...off].join(', ');
}

/** `PRODUCT:name`, or `name` of the path's own source. */
export function writeSource({ source }: CataloguePath, mapping: CatalogueMapping): string {
  return writeAttributeHolder(mapping.source, source);
}

export function writeDestination({ destination }: CataloguePath, mapping: CatalogueMapping): string {
  return writeAttributeHolder(mapping.destination, destination);
}
