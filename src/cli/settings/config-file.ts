// The shape of the config file. A separate module, because YAML and zod take longer to load than most commands take to run.

import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { secretsIn } from '../../database/target/secrets-in-url.ts';
import { refusedCharacter } from '../../domain/name-rule.ts';
import { didYouMean, suggestKey } from '../../domain/suggestion.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import { encodingProblem } from '../files/encoding-problem.ts';
import { FORMATS } from '../output/output.ts';
import type { Config } from './config.ts';
import { LONGEST_LOCK_TIMEOUT_S } from './lock-timeout.ts';
import { badConfig } from './problems.ts';
import { today } from './today.ts';

const text = z.string().min(1, 'must not be empty');

/** A name in the database: used as it is, but hidden characters are refused, because an error could not show them. */
const label = text.superRefine((name, context) => {
  const refused = refusedCharacter(name);
  if (refused !== undefined) context.addIssue(refused);
});

const Billing = z.strictObject({
  schema: label.optional(),
  tables: z
    .strictObject({
      item: label.optional(),
      upgradeGroup: label.optional(),
      upgradeGroupMember: label.optional(),
      renewalPeriod: label.optional(),
    })
    .optional(),
  columns: z
    .strictObject({
      item: z
        .strictObject({ id: label.optional(), articleNumber: label.optional(), name: label.optional() })
        .optional(),
    })
    .optional(),
});

const Shape = z.strictObject({
  database: text
    .refine(
      (url) => secretsIn(url).length === 0,
      'must not contain a password; put it into a file and name that file in passwordFile',
    )
    .optional(),
  passwordFile: text.optional(),
  timeZone: text.refine(isTimeZone, 'is not a time zone; examples: Europe/Stockholm, UTC').optional(),
  output: z.enum(FORMATS).optional(),
  billing: Billing.optional(),
  batchSize: z.int().min(1).max(1_000_000).optional(),
  lockTimeout: z.int().min(0).max(LONGEST_LOCK_TIMEOUT_S).optional(),
  afterCommit: z
    .tuple([text], z.string(), 'must be a list of a program and its arguments, such as [iisreset, /noforce]')
    .optional(),
});

/** Throws `config` (`bad-config`) with file and key. Values are not repeated, because they may be secret. */
export function parseConfig(bytes: Uint8Array, file: string): Config {
  const parsed = Shape.safeParse(read(decode(bytes, file), file) ?? {});
  if (parsed.success) return parsed.data as Config;
  const problems = parsed.error.issues.map(describe);
  throw badConfig(
    `is invalid: ${problems.join('; ')}`,
    file,
    problems,
    `its keys are ${Object.keys(Shape.shape).join(', ')}`,
  );
}

function decode(bytes: Uint8Array, file: string): string {
  const problem = encodingProblem(bytes);
  if (problem === undefined) return new TextDecoder('utf-8').decode(bytes);
  throw notRead(`${problem.message}, line ${problem.line}; save it as UTF-8`, file);
}

function read(yaml: string, file: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    // The library's own limit.
    if (error instanceof ReferenceError) throw notRead('its aliases expand to too many values', file);
    if (!(error instanceof YAMLParseError)) throw error;
    if (error.code === 'RESOURCE_EXHAUSTION') throw notRead('it is nested too deeply', file);
    // The first line gives problem and position; the others quote the file.
    throw notRead(`it is not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`, file);
  }
}

function notRead(why: string, file: string): TierctlError {
  return badConfig(`cannot be read: ${why}`, file, [why]);
}

function describe(issue: z.core.$ZodIssue): string {
  const key = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${key === '' ? 'the file' : key}: ${issue.message}`;
  const known = keysOf(issue.path);
  return issue.keys
    .map((unknown) => {
      const full = key === '' ? unknown : `${key}.${unknown}`;
      return `${full}: no such key${didYouMean(suggestKey(unknown, known))}`;
    })
    .join('; ');
}

/** The known keys below `path`. */
function keysOf(path: readonly PropertyKey[]): string[] {
  let shape: z.core.$ZodType = Shape;
  for (const key of path) {
    if (shape instanceof z.ZodObject) shape = shape.shape[String(key)];
    if (shape instanceof z.ZodOptional) shape = shape.unwrap();
  }
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
}

function isTimeZone(name: string): boolean {
  try {
    today(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}
