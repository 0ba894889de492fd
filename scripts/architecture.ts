// The picture of floors and rooms in docs/architecture.md, drawn from what the files import.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const IMPORT = /^(?:import|export)( type)? [^;]*?from '(\.[^']+)';|\bimport\('(\.[^']+)'\)/gm;

/** From the top of the house to its ground. `cli` is what lies beside commands and renderers. */
const FLOORS = [
  'main',
  'cli',
  'commands',
  'render',
  'operations',
  'store',
  'database',
  'domain',
  'migrations',
];
const DIVIDED = ['commands', 'render', 'operations', 'store', 'domain'];

/** A Mermaid flowchart: the floors with their rooms, and which floor imports which. */
export function floorsAndRooms(): string {
  const rooms = new Map(FLOORS.map((floor) => [floor, new Set<string>()]));
  /** `true` where something besides a type is imported. */
  const arrows = new Map<string, boolean>();
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    const { floor, room } = placeOf(file);
    if (room !== undefined) rooms.get(floor)?.add(room);
    for (const [, type, from, dynamic] of readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)) {
      const target = placeOf(relative(SRC, join(SRC, dirname(file), from ?? dynamic ?? '')));
      if (target.floor === floor) continue;
      const arrow = `${floor}>${target.floor}`;
      arrows.set(arrow, (arrows.get(arrow) ?? false) || type === undefined);
    }
  }
  return [
    'flowchart TD',
    ...FLOORS.map(
      (floor) => `  ${floor}["${[`<b>${floor}</b>`, ...(rooms.get(floor) ?? [])].join('<br/>')}"]`,
    ),
    ...FLOORS.flatMap((from) =>
      FLOORS.flatMap((to) => {
        const values = arrows.get(`${from}>${to}`);
        return values === undefined ? [] : [`  ${from} ${values ? '-->' : '-.->'} ${to}`];
      }),
    ),
  ].join('\n');
}

function placeOf(file: string): { readonly floor: string; readonly room: string | undefined } {
  const [first = '', second = '', third] = file.split('/');
  if (first === '..') return { floor: second, room: undefined };
  if (first === 'main.ts') return { floor: 'main', room: undefined };
  const isView = first === 'cli' && DIVIDED.includes(second);
  const floor = isView ? second : first;
  const room = isView ? third : second;
  return {
    floor,
    room: DIVIDED.includes(floor) && room !== undefined && !room.endsWith('.ts') ? room : undefined,
  };
}

/** A Mermaid flowchart: the steps of one hop, in the order in which apply-batch.ts takes them. */
export function stepsOfABatch(): string {
  const source = readFileSync(join(SRC, 'operations/transitions/apply-batch.ts'), 'utf8');
  const steps = stepsOf(source, 'applyBatch').flatMap(({ step, condition }) =>
    step === 'carryPackages'
      ? stepsOf(source, step).map((inner) => ({ ...inner, condition: inner.condition ?? 'packages' }))
      : [{ step, condition }],
  );
  if (steps.length === 0) throw new Error('apply-batch.ts has no function applyBatch that awaits steps');
  return [
    'flowchart TD',
    ...steps.map(
      ({ step, condition }, at) =>
        `  s${at}["${words(step)}${condition ? `<br/><i>if ${condition}</i>` : ''}"]`,
    ),
    `  ${steps.map((_, at) => `s${at}`).join(' --> ')}`,
    `  s${steps.length - 1} -- next hop --> s0`,
  ].join('\n');
}

/** The functions that `name` awaits with the session, and the condition on the same line or the block around it. */
function stepsOf(
  source: string,
  name: string,
): { readonly step: string; readonly condition: string | undefined }[] {
  const [, body = ''] =
    new RegExp(`function ${name}\\([\\s\\S]*?\\): Promise<[\\s\\S]*?> \\{\\n([\\s\\S]*?)\\n\\}\\n`).exec(
      source,
    ) ?? [];
  let block: string | undefined;
  return body.split('\n').flatMap((line) => {
    const [, condition] = /^ +if \((.+?)\)(?: \{$| await)/.exec(line) ?? [];
    if (line.endsWith('{') && condition !== undefined) block = condition;
    if (/^ {2}\}$/.test(line)) block = undefined;
    const [, step] = /await (\w+)\(session/.exec(line) ?? [];
    if (step === undefined) return [];
    const when = line.includes('if (') ? condition : block;
    return [{ step, condition: when?.replaceAll('&&', 'and').replace(/touched\./g, '') }];
  });
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
