// The options that fill the two grids of a path.
import type { MappingPair } from '../../../domain/items/attribute-mapping.ts';
import { parseNameValue } from '../../../domain/name-value.ts';

export const MAP = 'SOURCE=DESTINATION: carry the value of one attribute over to another; may be repeated';
export const MAP_PRODUCT =
  'SOURCE=DESTINATION, from package to package: carry the instances of one product over as instances of another; ' +
  'may be repeated';
export const MAP_MATCHING =
  'also carry over the products that both packages have, and attributes of one name, where they fit';

export const ABOUT_GRIDS = `
An attribute is written name where the path's own source or destination has it,
and PRODUCT:name where it is one of a product in that package.
`;

/** The pairs of `--map SOURCE=DESTINATION` and `--map-product SOURCE=DESTINATION`. */
export function readPairs(option: '--map' | '--map-product', texts: readonly string[] = []): MappingPair[] {
  return texts.map((text) => {
    const { name, value } = parseNameValue(text, option, 'SOURCE=DESTINATION');
    return { source: name, destination: value.trim() };
  });
}
