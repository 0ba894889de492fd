import type { FileRecord, RecordProblem, RecordShape } from '../../domain/imports/record-file.ts';
import { RecordNames, unknownNames } from './record-names.ts';
import type { TextLines } from './text-lines.ts';

/** The one column of a rejected record: the original line. */
export const NDJSON_COLUMNS = ['record'] as const;

/** A record has at most five levels. */
const DEEPEST = 40;

/** One JSON object per line; empty lines are skipped. `onNotImported` gets the names that cannot be imported. */
export async function* ndjsonRecords(
  portions: AsyncIterable<TextLines>,
  shape: RecordShape,
  onNotImported: (member: string) => void,
): AsyncGenerator<readonly FileRecord[]> {
  const names = new RecordNames(shape, shape.nested);
  for await (const { text, line } of portions) {
    const records: FileRecord[] = [];
    for (const [index, written] of text.split('\n').entries()) {
      if (written.trim() !== '') records.push(ndjsonRecord(written, line + index, names, onNotImported));
    }
    yield records;
  }
}

export function ndjsonRecord(
  written: string,
  line: number,
  names: RecordNames,
  onNotImported: (member: string) => void,
): FileRecord {
  const cells = [written.replace(/\r$/, '')];
  const wrong = (message: string, code: RecordProblem['code'] = 'bad-record'): FileRecord => ({
    line,
    cells,
    values: {},
    problem: { code, message },
  });
  // Before it is parsed: code that walks through such a value recurses for each level.
  if (isTooDeep(written)) return wrong('it is nested too deeply');
  const object = parse(written);
  if (object === undefined) return wrong('it is not JSON: write one object per line');
  if (!isObject(object)) return wrong('it is not a JSON object');
  const values: Record<string, unknown> = {};
  const problems = takeMembers(object, names, values, onNotImported);
  if (problems.unknown.length > 0) {
    return wrong(unknownNames('member', problems.unknown, names), 'unknown-member');
  }
  const [twice] = problems.twice;
  if (twice !== undefined) return wrong(`"${twice[0]}" and "${twice[1]}" have the same meaning: remove one`);
  return { line, cells, values };
}

/** Puts the values of a record into `values`, under the names of the import. Empty values are left out. */
function takeMembers(
  object: Members,
  names: RecordNames,
  values: Record<string, unknown>,
  onNotImported: (member: string) => void,
) {
  const unknown: string[] = [];
  const twice: (readonly [string, string])[] = [];
  const taken = new Map<string, string>();
  const take = (members: Members, prefix: string): void => {
    for (const [member, value] of Object.entries(members)) {
      const name = prefix + member;
      const use = names.use(name);
      if (names.isObject(name) && isObject(value)) {
        take(value, `${name}.`);
      } else if (use === undefined) {
        if (!names.isObject(name) || value !== null) unknown.push(name);
      } else if (typeof use === 'object') {
        if (value === null) continue;
        const other = taken.get(use.as);
        if (other !== undefined) twice.push([other, name]);
        taken.set(use.as, name);
        values[use.as] = value;
      } else if (use === 'not-imported' && saysSomething(value)) {
        onNotImported(name);
      }
    }
  };
  take(object, '');
  return { unknown, twice };
}

type Members = Readonly<Record<string, unknown>>;

function saysSomething(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether brackets outside texts are nested deeper than a record needs. */
function isTooDeep(json: string): boolean {
  // Most records have only a few brackets and need no further check.
  if (json.split(/[[{]/, DEEPEST + 2).length <= DEEPEST + 1) return false;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (sign === '"') isText = !isText;
    else if (isText) at += sign === '\\' ? 1 : 0;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
