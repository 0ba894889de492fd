import { extname } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import type { Ladder } from '../../domain/ladder.ts';
import type { MoveMatrix } from '../../domain/move-matrix.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Context, Start } from '../context.ts';
import type { Noun } from '../noun.ts';
import { examples } from '../program.ts';
import { shownGroup } from '../render/group.ts';
import { judgedGroup } from '../render/group-matrix.ts';
import { ladderAsMermaid } from '../render/ladder-mermaid.ts';
import { ladderAsSvg } from '../render/ladder-svg.ts';
import { matrixAsMermaid } from '../render/matrix-mermaid.ts';
import { matrixAsSvg } from '../render/matrix-svg.ts';
import { type ReadSpec, readOnly, runRead } from '../run-read.ts';
import { writeResultFile } from '../written-file.ts';

const DIAGRAMS = ['mermaid', 'svg'] as const;
type Diagram = (typeof DIAGRAMS)[number];

const BY_ENDING: Readonly<Record<string, Diagram>> = {
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
};

const ABOUT_SIGNS = `
An arrow stands for a flag: up for an upgrade, down for a downgrade. "out" says
how a member may be left, "in" how it may be reached. With --matrix each square
is a move, judged by every gate that "tierctl eligible" knows.
`;

interface DiagramOptions {
  readonly as?: Diagram;
  readonly file?: string;
  readonly force?: true;
}

export function groupShowCommand(group: Noun, start: Start): void {
  group
    .command('show')
    .description('draw the ladder of a group, from the highest level to the lowest')
    .argument('<group>', 'its name or id')
    .option('--matrix', 'show who may move to whom instead')
    .addOption(new Option('--as <diagram>', 'print a diagram for other programs').choices(DIAGRAMS))
    .option('--file <file>', 'write the diagram to this file; .svg, .mmd and .mermaid say which it is')
    .option('--force', 'replace the file where it exists already')
    .addHelpText(
      'after',
      ABOUT_SIGNS +
        examples(
          'tierctl group show Webhosting',
          'tierctl group show Webhosting --matrix',
          'tierctl group show Webhosting --as mermaid',
          'tierctl group show Webhosting --matrix --file webhosting.svg',
        ),
    )
    .action(async (name, { matrix = false, ...options }, command) => {
      const context = await start(command);
      const diagram = wantedDiagram(context, options);
      if (matrix) await show(context, await moves(name), diagram);
      else await show(context, await ladder(name), diagram);
    });
}

/** A result, and the ways to look at it. */
interface Picture<Result> extends ReadSpec<Result> {
  readonly draw: Readonly<Record<Diagram, (result: Result) => string>>;
}

/** A diagram, and where it goes. */
interface WantedDiagram {
  readonly kind: Diagram;
  readonly put: (text: string) => Promise<void>;
}

async function ladder(group: string): Promise<Picture<Ladder>> {
  const { showGroup } = await import('../../operations/show-group.ts');
  return {
    work: (session) => showGroup(session, { group }),
    view: shownGroup,
    schema: 'billing',
    draw: { mermaid: ladderAsMermaid, svg: ladderAsSvg },
  };
}

async function moves(group: string): Promise<Picture<MoveMatrix>> {
  const { judgeGroup } = await import('../../operations/judge-group.ts');
  return {
    work: (session) => judgeGroup(session, { group }),
    view: judgedGroup,
    schema: 'billing',
    draw: { mermaid: matrixAsMermaid, svg: matrixAsSvg },
  };
}

async function show<Result>(
  context: Context,
  picture: Picture<Result>,
  diagram: WantedDiagram | undefined,
): Promise<void> {
  if (diagram === undefined) await runRead(context, picture);
  else await diagram.put(picture.draw[diagram.kind](await readOnly(context, picture)));
}

/** Undefined where no diagram is asked for. Throws `usage` for options that contradict one another. */
function wantedDiagram(context: Context, { as, file, force }: DiagramOptions): WantedDiagram | undefined {
  if (file === undefined && force !== undefined) {
    throw usage('--force goes with --file', 'name the file: --file ladder.svg');
  }
  if (as === undefined && file === undefined) return undefined;
  if (context.options.output !== undefined) {
    throw usage('-o, --output does not go with a diagram', 'leave out either -o or --as and --file');
  }
  if (file === undefined) {
    return { kind: as ?? 'svg', put: async (text) => context.system.stdout.write(text) };
  }
  const kind = as ?? BY_ENDING[extname(file).toLowerCase()];
  if (kind === undefined) {
    throw usage(`"${file}" does not say which diagram it is to hold`, 'name it *.svg or *.mmd, or pass --as');
  }
  return {
    kind,
    put: async (text) => {
      await writeResultFile(context.system.cwd, file, text, { replace: force === true });
      context.note(`Written: ${file}`);
    },
  };
}

function usage(message: string, hint: string): TierctlError {
  return new TierctlError('usage', 'bad-diagram-options', message, { hint });
}
