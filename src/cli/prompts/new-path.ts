// The questions for a new path: everything that the command line does not give is asked, in the order of the flags.

import { parseDate } from '../../domain/calendar.ts';
import type { MappingPair } from '../../domain/items/attribute-mapping.ts';
import { calledSo } from '../../domain/name-rule.ts';
import { checkPathName, OVER_LIMIT_POLICIES, type OverLimitPolicy } from '../../domain/paths/path.ts';
import { PATH_END_KINDS, type PathSide } from '../../domain/paths/path-side.ts';
import { pathExists } from '../../domain/paths/problems.ts';
import { checkWindow } from '../../domain/paths/window.ts';
import { refuseSimilar } from '../../domain/similar-name.ts';
import { checkText } from '../../domain/written-text.ts';
import type { PathChoices } from '../../operations/paths/read-path-choices.ts';
import { noItemToChoose } from '../problems.ts';
import type { Ask } from './ask.ts';
import { askAttributes, askProducts } from './path-grids.ts';

/** Undefined members were not given. */
export interface GivenPath {
  readonly name: string | undefined;
  readonly source: string | undefined;
  readonly destination: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly overLimit: OverLimitPolicy | undefined;
  readonly mapProducts: readonly MappingPair[] | undefined;
  readonly map: readonly MappingPair[] | undefined;
  readonly mapMatching: boolean;
  readonly description: string | undefined;
  readonly ifNotExists: boolean;
  readonly allowSimilar?: boolean | undefined;
}

/** Exactly the input of `path create`. */
export interface AnsweredPath {
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly overLimit: OverLimitPolicy;
  readonly mapProducts: readonly MappingPair[];
  readonly map: readonly MappingPair[];
  readonly description: string | undefined;
}

/** Throws `usage` and `refused` for invalid input before anything is asked; `interrupted` on Ctrl-C. */
export async function askForPath(ask: Ask, given: GivenPath, choices: PathChoices): Promise<AnsweredPath> {
  const checkName = (written: string) => {
    const name = checkPathName(written);
    const [holder] = calledSo(choices.taken, name, (one) => one);
    if (holder !== undefined && !given.ifNotExists) throw pathExists(name, 'choose another name');
    const taken = choices.taken.map((one) => ({ name: one, isSame: false }));
    if (holder === undefined) refuseSimilar('path', name, taken, given.allowSimilar === true);
  };
  if (given.name !== undefined) checkName(given.name);
  checkDay(given.from ?? '', { until: given.until });

  const name = given.name ?? (await ask.text({ message: 'Name of the path', check: checkName }));
  const others = (side: PathSide | undefined) => choices.sides.filter((one) => one !== side);
  const source =
    choices.source ?? (await askSide(ask, 'Source', 'the item that ends', others(choices.destination)));
  const destination =
    choices.destination ?? (await askSide(ask, 'Destination', 'the item that replaces it', others(source)));
  const from = given.from ?? (await askDay(ask, 'First day on which a successor may start', given));
  const until = given.until ?? (await askDay(ask, 'Last day on which a successor may start', { from }));
  const overLimit = given.overLimit ?? (await ask.choose(OVER_LIMIT));
  // With --map-matching, products and attributes of the same name are mapped without questions.
  const withoutQuestions = given.mapMatching ? [] : undefined;
  const mapProducts = given.mapProducts ?? withoutQuestions ?? (await askProducts(ask, source, destination));
  const map = given.map ?? withoutQuestions ?? (await askAttributes(ask, source, destination, mapProducts));
  const description = given.description ?? (await ask.text(DESCRIPTION));
  return {
    name,
    source: given.source ?? source.item.articleNumber,
    destination: given.destination ?? destination.item.articleNumber,
    from,
    until,
    overLimit,
    mapProducts,
    map,
    description: description === '' ? undefined : description,
  };
}

const OVER_LIMIT = {
  message: 'Usage over the limits of the destination',
  choices: OVER_LIMIT_POLICIES.map((value) => ({ value, label: `${value}: ${inWords(value)}` })),
};

const DESCRIPTION = { message: 'Description', whenEmpty: 'none', check: checkDescription };

function checkDescription(answer: string): void {
  checkText('description', answer);
}

function inWords(policy: OverLimitPolicy): string {
  switch (policy) {
    case 'block':
      return 'the subscription stays';
    case 'allow':
      return 'the subscription moves anyway';
    case 'extend':
      return 'the subscription moves with extra extensions that cover the usage, or stays if none do';
  }
}

async function askSide(
  ask: Ask,
  side: string,
  meaning: string,
  sides: readonly PathSide[],
): Promise<PathSide> {
  const kinds = PATH_END_KINDS.filter((kind) => sides.some((one) => one.kind === kind));
  if (kinds.length === 0) throw noItemToChoose(side);
  const kind = await ask.choose({
    message: `${side} (${meaning}): a`,
    choices: kinds.map((value) => ({ value, label: value })),
  });
  return ask.choose({
    message: `${side} ${kind}`,
    choices: sides
      .filter((one) => one.kind === kind)
      .map((value) => ({ value, label: `${value.item.articleNumber}  ${value.item.name}` })),
  });
}

interface OtherEnd {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

async function askDay(ask: Ask, message: string, other: OtherEnd): Promise<string | undefined> {
  const check = (answer: string) => checkDay(answer, other);
  const answer = await ask.text({ message, whenEmpty: 'open', check });
  return answer === '' ? undefined : answer;
}

/** Checks that the answer, if any, is a day on the right side of the other end. */
function checkDay(answer: string, { from, until }: OtherEnd): void {
  const day = (text: string | undefined) =>
    text === undefined || text === '' ? null : parseDate(text, 'for none, leave it empty');
  if (from === undefined) checkWindow({ effectiveFrom: day(answer), effectiveUntil: day(until) });
  else checkWindow({ effectiveFrom: day(from), effectiveUntil: day(answer) });
}
