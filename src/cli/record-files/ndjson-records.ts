import type { FileRecord, RecordShape } from '../../domain/imports/record-file.ts';
import { suggest } from '../../domain/suggestion.ts';
import type { TextLines } from './text-lines.ts';

/** The one column of a rejected record, which is the line as it came. */
export const NDJSON_COLUMNS = ['record'] as const;

/** One JSON object a line; empty lines are skipped. */
export async function* ndjsonRecords(
  portions: AsyncIterable<TextLines>,
  shape: RecordShape,
): AsyncGenerator<readonly FileRecord[]> {
  const known = new Set([...shape.required, ...shape.optional, ...shape.nested]);
  for await (const { text, line } of portions) {
    const records: FileRecord[] = [];
    for (const [index, written] of text.split('\n').entries()) {
      if (written.trim() !== '') records.push(toRecord(written, line + index, shape, known));
    }
    yield records;
  }
}

function toRecord(
  written: string,
  line: number,
  { prefixes }: RecordShape,
  known: ReadonlySet<string>,
): FileRecord {
  const cells = [written.replace(/\r$/, '')];
  const wrong = (problem: string): FileRecord => ({ line, cells, values: {}, problem });
  const values = parse(written);
  if (values === undefined) return wrong('it is not JSON');
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return wrong('it is not a JSON object');
  for (const member of Object.keys(values)) {
    if (known.has(member) || prefixes.some((prefix) => member.startsWith(prefix))) continue;
    const near = suggest(member, [...known]);
    return wrong(
      `there is no member ${JSON.stringify(member)}${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  return { line, cells, values: values as FileRecord['values'] };
}

// Whatever it throws: nested deeply enough, JSON exhausts the stack instead of being wrong.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
