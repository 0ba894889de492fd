import { Option } from '@commander-js/extra-typings';
import type { Ladder } from '../../../domain/groups/ladder.ts';
import type { MoveMatrix } from '../../../domain/groups/move-matrix.ts';
import type { JudgeGroupInput } from '../../../operations/groups/judge-group.ts';
import type { ShowGroupInput } from '../../../operations/groups/show-group.ts';
import type { Start } from '../../context.ts';
import { type Endings, type Picture, showPicture, wantedDiagram } from '../../output/diagram.ts';
import { examples, type Noun } from '../../program.ts';
import { shownGroup } from '../../render/groups/group.ts';
import { judgedGroup } from '../../render/groups/group-matrix.ts';
import { ladderAsMermaid } from '../../render/groups/ladder-mermaid.ts';
import { ladderAsSvg } from '../../render/groups/ladder-svg.ts';
import { matrixAsMermaid } from '../../render/groups/matrix-mermaid.ts';
import { matrixAsSvg } from '../../render/groups/matrix-svg.ts';

const DIAGRAMS = ['mermaid', 'svg'] as const;
type Diagram = (typeof DIAGRAMS)[number];

const ENDINGS: Endings<Diagram> = {
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
};

const ABOUT_SIGNS = `
Each arrow is a flag: up for upgrades, down for downgrades. "out" shows which
switches away from the member are allowed, "in" which switches to it. With
--matrix, each cell is one switch, checked by every gate of "tierctl eligible".
`;

export function groupShowCommand(group: Noun, start: Start): void {
  group
    .command('show')
    .description('draw the ladder of a group, highest level first')
    .argument('<group>', 'its name or id')
    .option('--matrix', 'show a table of all switches between members instead')
    .addOption(new Option('--as <diagram>', 'print a diagram for other programs').choices(DIAGRAMS))
    .option(
      '--file <file>',
      'write the diagram to this file; the ending (.svg, .mmd, .mermaid) selects the format',
    )
    .option('--force', 'replace the file if it exists')
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
      const diagram = await wantedDiagram(context, options, ENDINGS);
      if (matrix) await showPicture(context, await moves(name), diagram);
      else await showPicture(context, await ladder(name), diagram);
    });
}

async function ladder(group: string): Promise<Picture<Diagram, ShowGroupInput, Ladder>> {
  const { showGroup } = await import('../../../operations/groups/show-group.ts');
  return {
    operation: showGroup,
    input: { group },
    view: shownGroup,
    schema: 'billing',
    draw: { mermaid: ladderAsMermaid, svg: ladderAsSvg },
  };
}

async function moves(group: string): Promise<Picture<Diagram, JudgeGroupInput, MoveMatrix>> {
  const { judgeGroup } = await import('../../../operations/groups/judge-group.ts');
  return {
    operation: judgeGroup,
    input: { group },
    view: judgedGroup,
    schema: 'billing',
    draw: { mermaid: matrixAsMermaid, svg: matrixAsSvg },
  };
}
