// The options that fill the two grids of a path.
import type { MappingPair } from '../../../domain/items/attribute-mapping.ts';
import { parseNameValue } from '../../../domain/name-value.ts';

export const MAP = 'SOURCE=DESTINATION: copy the value of one attribute to another; may be repeated';
export const MAP_PRODUCT =
  'SOURCE=DESTINATION, between packages: carry over the instances of one product as instances of another; ' +
  'may be repeated';
export const MAP_MATCHING =
  'also map products that both packages have, and attributes with the same name and a matching type';

export const ABOUT_GRIDS = `
Write NAME for an attribute of the path's source or destination, and PRODUCT:NAME
for an attribute of a product in that package.
`;

/** The pairs of `--map SOURCE=DESTINATION` and `--map-product SOURCE=DESTINATION`. */
export function readPairs(option: '--map' | '--map-product', texts: readonly string[] = []): MappingPair[] {
  return texts.map((text) => {
    const { name, value } = parseNameValue(text, option, 'SOURCE=DESTINATION');
    return { source: name, destination: value.trim() };
  });
}
