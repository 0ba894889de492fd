// Files → one catalogue, with the position of every value in it.

import type { Catalogue, CatalogueMapping, CataloguePlace } from '../../domain/catalogue/catalogue.ts';
import { catalogueDuplicates } from '../../domain/catalogue/catalogue-duplicates.ts';
import type { Locate, LocatedProblem } from '../../domain/catalogue/catalogue-problem.ts';
import { parseAttributeHolder } from '../../domain/paths/attribute-holder.ts';
import { hasCode, problemText, TierctlError } from '../../domain/tierctl-error.ts';
import { type CatalogueFile, CatalogueShape } from './catalogue-shape.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { badFile, badFiles } from './file-problem.ts';
import { shapeProblems } from './shape-problem.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

export interface PlacedCatalogue {
  readonly catalogue: Catalogue;
  readonly locate: Locate;
  /** The names of the files, as given on the command line. */
  readonly files: readonly string[];
}

interface ReadFile {
  readonly file: string;
  readonly document: YamlDocument;
  readonly content: CatalogueFile;
}

const LISTS = ['items', 'groups', 'paths'] as const;

/**
 * Reads files as parts of one catalogue. Throws `config` (`bad-catalogue`) with every problem and its position. Problems
 * that only the database can show come later.
 */
export function readCatalogue(sources: readonly CatalogueSource[]): PlacedCatalogue {
  const problems: LocatedProblem[][] = [];
  const files: ReadFile[] = [];
  for (const source of sources) {
    try {
      files.push(readFile(source));
    } catch (error) {
      if (!hasCode(error, 'bad-catalogue')) throw error;
      problems.push((error.data?.problems ?? []) as LocatedProblem[]);
    }
  }
  if (problems.length > 0) throw badFiles(problems.flat());
  const locate = locator(files);
  const catalogue = toCatalogue(files.map(({ content }) => content));
  const twice = catalogueDuplicates(catalogue, locate);
  if (twice.length > 0) {
    throw badFiles(twice.map(({ place, error }) => ({ ...locate(place), message: error.message })));
  }
  return { catalogue, locate, files: files.map(({ file }) => file) };
}

/** A catalogue that is already a value, such as the one within a saved plan. */
export function readCatalogueValue(file: string, value: unknown): PlacedCatalogue {
  const nowhere = { value, positionOf: () => undefined, positionOfKey: () => undefined };
  const content = checkShape(file, nowhere);
  const locate: Locate = (place) => ({ file, path: writePath(place), line: null, column: null });
  return { catalogue: toCatalogue([content]), locate, files: [file] };
}

function readFile(source: CatalogueSource): ReadFile {
  const { file } = source;
  const document = readYaml(source);
  return { file, document, content: checkShape(file, document) };
}

interface Placed {
  readonly value: unknown;
  positionOf(path: readonly (string | number)[]): { line: number; column: number } | undefined;
  positionOfKey(path: readonly (string | number)[]): { line: number; column: number } | undefined;
}

function checkShape(file: string, document: Placed): CatalogueFile {
  const parsed = parseShape(file, document.value);
  const problems = parsed.success
    ? pairProblems(parsed.data)
    : parsed.error.issues.flatMap((issue) => shapeProblems(issue, document.value));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw badFiles(
    problems.map(({ path, message, atKey }) => {
      const { line = null, column = null } =
        (atKey ? document.positionOfKey(path) : document.positionOf(path)) ?? {};
      return { file, path: writePath(path), line, column, message };
    }),
  );
}

// zod passes problems as arguments of one call, and a large file can have more values than a call can have arguments.
function parseShape(file: string, value: unknown) {
  try {
    return CatalogueShape.safeParse(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw badFile(file, 'it has more problems than can be listed', null, null);
  }
}

/** A side of a mapping that is not an attribute. */
function pairProblems({ paths }: CatalogueFile) {
  return paths.flatMap((path, n) =>
    path.map.flatMap((pair, k) => {
      try {
        toMapping(path, pair);
        return [];
      } catch (error) {
        if (!(error instanceof TierctlError)) throw error;
        return [{ path: ['paths', n, 'map', k], message: problemText(error), atKey: false }];
      }
    }),
  );
}

function toCatalogue(contents: readonly CatalogueFile[]): Catalogue {
  return {
    items: contents.flatMap(({ items }) =>
      items.map(({ renewal, ...item }) => ({ ...item, renewalPeriods: renewal })),
    ),
    groups: contents.flatMap(({ groups }) => groups),
    paths: contents.flatMap(({ paths }) =>
      paths.map(({ from, until, map, mapProducts, ...path }) => ({
        ...path,
        effectiveFrom: from,
        effectiveUntil: until,
        map: map.map((pair) => toMapping(path, pair)),
        products: mapProducts,
      })),
    ),
  };
}

type WrittenPath = CatalogueFile['paths'][number];

function toMapping(
  { source, destination }: Pick<WrittenPath, 'source' | 'destination'>,
  pair: WrittenPath['map'][number],
): CatalogueMapping {
  if (typeof pair.source !== 'string' || typeof pair.destination !== 'string')
    return pair as CatalogueMapping;
  return {
    source: parseAttributeHolder(pair.source, source),
    destination: parseAttributeHolder(pair.destination, destination),
  };
}

/** The lists of all files become one list. A position in it is a position in one of the files. */
function locator(files: readonly ReadFile[]): Locate {
  return ([list, index, ...rest]: CataloguePlace) => {
    let at = Number(index ?? 0);
    for (const { file, document, content } of files) {
      const own = LISTS.find((name) => name === list);
      const length = own === undefined ? 0 : content[own].length;
      if (at < length) {
        const path = [String(list), at, ...rest];
        return { file, path: writePath(path), ...document.positionOf(path) };
      }
      at -= length;
    }
    return { file: files[0]?.file ?? '', path: writePath([list ?? '']), line: null, column: null };
  };
}

/** `groups[2].members[0].level` */
function writePath(path: readonly (string | number)[]): string {
  return path
    .map((step, n) => (typeof step === 'number' ? `[${step}]` : `${n === 0 ? '' : '.'}${step}`))
    .join('');
}
