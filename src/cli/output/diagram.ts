// Results with several views: text on the terminal like any other, or a diagram for other programs.

import { extname } from 'node:path';
import type { Context } from '../context.ts';
import { resultFileOf } from '../files/result-file.ts';
import { badDiagramOptions } from '../problems.ts';
import { type ReadSpec, readOnly, runRead } from '../running/run-read.ts';
import type { Reader, SafeText } from '../safe-text/safe-text.ts';

/** The language of a diagram. */
type Language = Exclude<Reader, 'terminal' | 'json' | 'csv'>;

export interface DiagramOptions<Kind extends Language> {
  readonly as?: Kind;
  readonly file?: string;
  readonly force?: true;
}

/** The kind of diagram for each file ending, dot included. */
export type Endings<Kind extends Language> = Readonly<Record<string, Kind>>;

/** A result and its views. */
export interface Picture<Kind extends Language, Input, Result> extends ReadSpec<Input, Result> {
  readonly draw: { readonly [Each in Kind]: (result: Result) => SafeText<Each> | Promise<SafeText<Each>> };
}

/** A diagram and its destination. */
export interface WantedDiagram<Kind extends Language> {
  readonly kind: Kind;
  readonly put: (diagram: SafeText<Kind>) => Promise<void>;
}

/** Prints the result like any other, or writes the diagram to its destination. */
export async function showPicture<Kind extends Language, Input, Result>(
  context: Context,
  picture: Picture<Kind, Input, Result>,
  diagram: WantedDiagram<Kind> | undefined,
): Promise<void> {
  if (diagram === undefined) await runRead(context, picture);
  else await diagram.put(await picture.draw[diagram.kind](await readOnly(context, picture)));
}

/** Undefined if no diagram is requested. Throws `usage` for options that contradict each other. */
export async function wantedDiagram<Kind extends Language>(
  context: Context,
  { as, file, force }: DiagramOptions<Kind>,
  endings: Endings<Kind>,
): Promise<WantedDiagram<Kind> | undefined> {
  if (file === undefined && force === undefined && as === undefined) return undefined;
  if (context.options.output !== undefined) {
    throw badDiagramOptions(
      '-o, --output cannot be combined with a diagram',
      'leave out either -o, or --as and --file',
    );
  }
  const kind = as ?? endings[extname(file ?? '').toLowerCase()];
  if (kind === undefined && file !== undefined) {
    const names = Object.keys(endings)
      .map((ending) => `*${ending}`)
      .join(', ');
    throw badDiagramOptions(`"${file}" has no known diagram ending`, `name it ${names}, or pass --as`);
  }
  const to = await resultFileOf(context, '--file', file, force);
  if (kind === undefined) return undefined;
  return {
    kind,
    put: async (drawn) => {
      if (to === undefined) {
        context.system.stdout.write(drawn);
        return;
      }
      await to.write(drawn.text);
      context.note(`Written: ${file}`);
    },
  };
}
