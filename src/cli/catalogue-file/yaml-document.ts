// YAML as plain values with their positions. JSON is YAML too.
import { LineCounter, type YAMLError } from 'yaml';
import { parseBounded } from './bounded-yaml.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { badFile, badFiles } from './file-problem.ts';
import { nodeFinder, offsetOf, type ValuePath } from './yaml-places.ts';
import { readValue } from './yaml-values.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlDocument {
  readonly value: unknown;
  /** The position of the value at `path`; if it is missing, of the value that should contain it. */
  positionOf(path: ValuePath): Position;
  /** The position of the key that is the last step of `path`. */
  positionOfKey(path: ValuePath): Position;
}

/** Throws `config` (`bad-catalogue`), with a position, for anything but one plain YAML 1.2 document. */
export function readYaml({ file, text }: CatalogueSource): YamlDocument {
  const lineCounter = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const fail = (message: string, offset: number) => {
    const { line, column } = positionAt(offset);
    return badFile(file, message, line, column);
  };
  const bounded = parseBounded(text, lineCounter, fail);
  const { document } = bounded;
  // After a syntax error the parser reports every following token. Only the first report helps to fix the file.
  const complaints = [...document.errors, ...document.warnings].filter(
    ({ code }, index) => index === 0 || code !== 'UNEXPECTED_TOKEN',
  );
  if (complaints.length > 0) {
    throw badFiles(
      complaints.map((error) => ({ file, path: '', ...positionAt(error.pos[0]), message: complaint(error) })),
    );
  }
  if (document.directives?.yaml.version !== '1.2') throw fail('only YAML 1.2 is read', 0);
  const { value, repeated } = readValue(bounded, fail);
  if (repeated.length > 0) {
    throw badFiles(
      repeated.map(({ name, key }) => ({
        file,
        path: '',
        ...positionAt(offsetOf(key)),
        message: `the key ${JSON.stringify(name)} comes twice`,
      })),
    );
  }
  const find = nodeFinder(bounded);
  return {
    value,
    positionOf: (path) => positionAt(offsetOf(find(path).node)),
    positionOfKey: (path) => {
      const { node, key } = find(path);
      return positionAt(offsetOf(key ?? node));
    },
  };
}

// The messages of the parser are written for programmers.
function complaint({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'it contains more than one YAML document: the second begins here';
  return `it is not YAML: ${message.split('\n')[0]?.replace(/[:;.]$/, '')}`;
}
