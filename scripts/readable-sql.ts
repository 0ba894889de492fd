// Breaks a statement into lines for the docs: a line for each clause, and the clauses of a query in parentheses below it.
const WIDTH = 112;
const QUERY = /^(select|insert into|update|delete from) /;
const CLAUSE =
  /(select|(?<!delete )from|where|(inner |left |cross |(?<!(inner|left|cross) ))join|group by|order by|set|union all) /y;
const PART = /(?<=,) |(?= (and|or) )/y;
const BRANCH = /(?=when |else |end\b)/y;

export function readableSql(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim();
  return broken(text, 0).join('\n');
}

/** The lines of a query, or of an expression. */
function broken(text: string, indent: number): string[] {
  if (!QUERY.test(text)) return filled(text, indent, indent);
  return split(text, CLAUSE).flatMap((clause) => filled(clause, indent));
}

/** As many parts on each line as fit on it; a part that fits on none has its own lines. */
function filled(text: string, indent: number, hanging = indent + 2): string[] {
  if (fits(text, indent)) return [pad(indent) + text];
  const lines: string[] = [];
  for (const part of split(text, PART)) {
    const place = lines.length === 0 ? indent : hanging;
    const last = lines.at(-1);
    if (last !== undefined && fits(part, last.length + 1)) lines.push(`${lines.pop()} ${part}`);
    else lines.push(...(fits(part, place) ? [pad(place) + part] : opened(part, place)));
  }
  return lines;
}

/** A part that does not fit on a line: what its parentheses or its case hold is below it. */
function opened(text: string, indent: number): string[] {
  const at = /^(.*?)\b(case) (.*)/.exec(text);
  const group = firstLongGroup(text, indent);
  if (at !== null && (group === undefined || text.indexOf('case ') < group.start)) {
    const [, before = '', , rest = ''] = at;
    const [first = '', ...branches] = split(rest, BRANCH);
    return [
      `${pad(indent)}${before}case`,
      ...[first, ...branches].flatMap((one) => filled(one, /^end\b/.test(one) ? indent : indent + 2)),
    ];
  }
  if (group === undefined) return [pad(indent) + text];
  const { start, end } = group;
  const inner = broken(text.slice(start + 1, end), indent + 2);
  const after = text.slice(end);
  const rest = fits(after, indent) ? [pad(indent) + after] : opened(after, indent);
  return [pad(indent) + text.slice(0, start + 1), ...inner, ...rest];
}

/** The first parentheses that hold a query, or more than fits on a line. */
function firstLongGroup(text: string, indent: number): { start: number; end: number } | undefined {
  for (let start = text.indexOf('('); start !== -1; start = text.indexOf('(', start + 1)) {
    const end = closing(text, start);
    const held = text.slice(start + 1, end);
    if (!fits(held, indent + 2) || held.startsWith('select ')) return { start, end };
    start = end;
  }
  return undefined;
}

function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** The text in pieces, cut before each match that is in no parentheses, no case and no quotes. */
function split(text: string, pattern: RegExp): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    const quoted = /^'[^']*'/.exec(rest)?.[0];
    if (quoted !== undefined) {
      at += quoted.length - 1;
      continue;
    }
    const starts = at === 0 || /[\s(]/.test(text[at - 1] ?? '');
    pattern.lastIndex = at;
    if (depth === 0 && at > from && (starts || text[at] === ' ') && pattern.test(text)) {
      pieces.push(text.slice(from, at).trim());
      from = at;
    }
    if (text[at] === '(' || (starts && rest.startsWith('case '))) depth += 1;
    if (text[at] === ')' || (starts && /^end\b/.test(rest) && depth > 0)) depth -= 1;
  }
  pieces.push(text.slice(from).trim());
  return pieces;
}

function fits(text: string, indent: number): boolean {
  return indent + text.length <= WIDTH && !text.includes('(select ');
}

function pad(indent: number): string {
  return ' '.repeat(indent);
}
