// A catalogue file as text. Everything is written in one way, so that the exports of two databases can be compared byte for
// byte. No text is written in a way that a YAML 1.1 or 1.2 reader would take for another type.
import type { Written } from './written-catalogue.ts';

type WrittenObject = { readonly [key: string]: Written };

const WIDEST = 100;

/** Where editors find the schema of version 1. */
export const SCHEMA_URL = 'https://unpkg.com/tierctl/schema/catalogue-1.json';

export function writeYaml(catalogue: WrittenObject): string {
  const { tierctl, ...lists } = catalogue;
  const head = `# yaml-language-server: $schema=${SCHEMA_URL}\ntierctl: ${String(tierctl)}\n`;
  const sections = Object.entries(lists).map(
    ([key, list]) => `\n${key}:\n${block(list as readonly Written[], '  ')}`,
  );
  return head + sections.join('');
}

/** The same as JSON, which is YAML too. */
export function writeJson(catalogue: WrittenObject): string {
  return `${escaped(JSON.stringify({ $schema: SCHEMA_URL, ...catalogue }, null, 2))}\n`;
}

function block(list: readonly Written[], indent: string): string {
  return list
    .map((one) => {
      if (!isObject(one)) return `${indent}- ${inline(one)}\n`;
      const line = `${indent}- ${inline(one)}`;
      if (indent.length > 2 && line.length <= WIDEST && Object.values(one).every(isPlain)) return `${line}\n`;
      return `${indent}- ${members(one, `${indent}  `).trimStart()}`;
    })
    .join('');
}

function members(object: WrittenObject, indent: string): string {
  return Object.entries(object)
    .map(([key, value]) => {
      const start = `${indent}${scalar(key)}:`;
      if (Array.isArray(value)) {
        const line = `${start} ${inline(value)}`;
        const short = (key === 'renewal' || key === 'choices') && line.length <= WIDEST;
        return short ? `${line}\n` : `${start}\n${block(value, `${indent}  `)}`;
      }
      if (isObject(value)) return `${start}\n${members(value, `${indent}  `)}`;
      return `${start} ${inline(value)}\n`;
    })
    .join('');
}

function inline(value: Written, within = false): string {
  if (Array.isArray(value)) return `[${value.map((one) => inline(one, true)).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, own]) => `${scalar(key, true)}: ${inline(own, true)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value, within) : String(value);
}

/** Begins with a letter and contains nothing with a meaning in YAML; within brackets a comma has one. */
const PLAIN = /^\p{L}[\p{L}\p{N} _./=:@+(),-]*$/u;
/** Looks like a comment, a key, or a blank that would be lost. */
const MISLEADING = /: |:$| $/;
/** Words that some readers do not take for text; one reads `e0` as a number. */
const WORDS = /^(y|n|yes|no|on|off|true|false|null|e\d+)$/i;

/** A text without quotes if every reader takes it for text, else in double quotes, as in JSON. */
function scalar(text: string, within = false): string {
  if (!(within && text.includes(',')) && PLAIN.test(text) && !MISLEADING.test(text) && !WORDS.test(text))
    return text;
  return escaped(JSON.stringify(text));
}

/** Escapes characters that JSON leaves as they are, but a screen, YAML or an editor would interpret or drop. */
function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isObject(value: Written): value is WrittenObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: Written): boolean {
  return typeof value !== 'object' || value === null;
}
