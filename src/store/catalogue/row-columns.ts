// The columns of the catalogue's tables for the rows of a plan: what the writer writes, and what the effect of a plan that is not
// written yet is read from.
import type {
  AttributeValue,
  CatalogueRows,
  MappingRow,
  PathTerms,
  Terms,
} from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { LadderPosition } from '../../domain/groups/eligibility.ts';

type Added<Part extends 'services' | 'extensions' | 'products' | 'productMappings'> =
  CatalogueRows[Part]['added'][number];

export function termColumns({ kind, active, term }: Terms) {
  return { kind, active, term_months: term?.months ?? null, term_days: term?.days ?? null };
}

export function attributeColumns({ type, required, defaultValue, choices }: AttributeValue) {
  return {
    type,
    required,
    default_value: defaultValue,
    choices: choices === null ? null : JSON.stringify(choices),
  };
}

export function serviceColumns({ itemId, service, amount }: Added<'services'>) {
  return { item_id: itemId, service, amount };
}

export function extensionColumns({ itemId, extensionId, maximum }: Added<'extensions'>) {
  return { item_id: itemId, extension_item_id: extensionId, maximum_quantity: maximum };
}

export function productColumns({ itemId, productId, minimum, maximum }: Added<'products'>) {
  return {
    package_item_id: itemId,
    product_item_id: productId,
    minimum_quantity: minimum,
    maximum_quantity: maximum,
  };
}

export function placeColumns(member: LadderPosition) {
  return {
    upgrade_level: member.level,
    upgradeable: member.upgradeable,
    downgradeable: member.downgradeable,
    upgradeable_from: member.upgradeableFrom,
    downgradeable_from: member.downgradeableFrom,
  };
}

export function ruleColumns({
  effectiveFrom,
  effectiveUntil,
  overLimit,
}: Omit<PathTerms, 'name' | 'description'>) {
  return { effective_from: effectiveFrom, effective_until: effectiveUntil, over_limit_policy: overLimit };
}

export function mappingColumns(row: MappingRow) {
  return {
    path_id: row.pathId,
    source_item_id: row.sourceId,
    source_attribute: row.sourceAttribute,
    destination_item_id: row.destinationId,
    destination_attribute: row.destinationAttribute,
  };
}

export function productMappingColumns({ pathId, sourceId, destinationId }: Added<'productMappings'>) {
  return { path_id: pathId, source_item_id: sourceId, destination_item_id: destinationId };
}
