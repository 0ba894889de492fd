// Results that can be looked at in several ways: as every other on the terminal, or as a diagram for other programs.
import { extname } from 'node:path';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Context } from '../context.ts';
import { writeResultFile } from '../files/written-file.ts';
import { type ReadSpec, readOnly, runRead } from '../running/run-read.ts';
import type { Reader, SafeText } from '../safe-text/safe-text.ts';

/** What a diagram is written in. */
type Language = Exclude<Reader, 'terminal' | 'json' | 'csv'>;

export interface DiagramOptions<Kind extends Language> {
  readonly as?: Kind;
  readonly file?: string;
  readonly force?: true;
}

/** Which diagram a file holds whose name ends so, dot included. */
export type Endings<Kind extends Language> = Readonly<Record<string, Kind>>;

/** A result, and the ways to look at it. */
export interface Picture<Kind extends Language, Result> extends ReadSpec<Result> {
  readonly draw: { readonly [Each in Kind]: (result: Result) => SafeText<Each> | Promise<SafeText<Each>> };
}

/** A diagram, and where it goes. */
export interface WantedDiagram<Kind extends Language> {
  readonly kind: Kind;
  readonly put: (diagram: SafeText<Kind>) => Promise<void>;
}

/** Prints the result as every other, or puts the diagram where it is wanted. */
export async function showPicture<Kind extends Language, Result>(
  context: Context,
  picture: Picture<Kind, Result>,
  diagram: WantedDiagram<Kind> | undefined,
): Promise<void> {
  if (diagram === undefined) await runRead(context, picture);
  else await diagram.put(await picture.draw[diagram.kind](await readOnly(context, picture)));
}

/** Undefined where no diagram is asked for. Throws `usage` for options that contradict one another. */
export function wantedDiagram<Kind extends Language>(
  context: Context,
  { as, file, force }: DiagramOptions<Kind>,
  endings: Endings<Kind>,
): WantedDiagram<Kind> | undefined {
  if (file === undefined) {
    if (force !== undefined) throw usage('--force goes with --file', 'name the file: --file FILE.svg');
    if (as === undefined) return undefined;
  }
  if (context.options.output !== undefined) {
    throw usage('-o, --output does not go with a diagram', 'leave out either -o or --as and --file');
  }
  const kind = as ?? endings[extname(file ?? '').toLowerCase()];
  if (kind === undefined) {
    const names = Object.keys(endings)
      .map((ending) => `*${ending}`)
      .join(', ');
    throw usage(`"${file}" does not say which diagram it is to hold`, `name it ${names}, or pass --as`);
  }
  return {
    kind,
    put: async (drawn) => {
      if (file === undefined) {
        context.system.stdout.write(drawn);
        return;
      }
      await writeResultFile(context.system.cwd, file, drawn.text, { replace: force === true });
      context.note(`Written: ${file}`);
    },
  };
}

function usage(message: string, hint: string): TierctlError {
  return new TierctlError('usage', 'bad-diagram-options', message, { hint });
}
