import { Option } from '@commander-js/extra-typings';
import type { Start } from '../../context.ts';
import { type Endings, showPicture, wantedDiagram } from '../../output/diagram.ts';
import { layOut } from '../../output/graphviz.ts';
import { examples, type Noun } from '../../program.ts';
import { shownPathGraph } from '../../render/paths/path-graph.ts';
import { pathGraphAsDot } from '../../render/paths/path-graph-dot.ts';
import { pathGraphAsMermaid } from '../../render/paths/path-graph-mermaid.ts';
import { pathGraphAsSvg, pathGraphFrame } from '../../render/paths/path-graph-svg.ts';

const DIAGRAMS = ['mermaid', 'dot', 'svg'] as const;
type Diagram = (typeof DIAGRAMS)[number];

const ENDINGS: Endings<Diagram> = {
  '.svg': 'svg',
  '.dot': 'dot',
  '.gv': 'dot',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
};

const ABOUT_SIGNS = `
"14 subscribed" is the number of active subscriptions to an item. "default" marks
the path that they follow unless they override it. A path shows its window if it
has one, and its over-limit policy unless that is "block". ↺ marks a path on a
cycle of default paths. Each cycle is listed below, with what runs do on it.
`;

export function pathGraphCommand(path: Noun, start: Start): void {
  path
    .command('graph')
    .description('draw the items and the paths between them')
    .argument('[item]', 'only paths that lead to or from this item: article number or id')
    .addOption(new Option('--as <diagram>', 'print a diagram for other programs').choices(DIAGRAMS))
    .option(
      '--file <file>',
      'write the diagram to this file; the ending (.svg, .dot, .gv, .mmd) selects the format',
    )
    .option('--force', 'replace the file if it exists')
    .addHelpText(
      'after',
      ABOUT_SIGNS +
        examples(
          'tierctl path graph',
          'tierctl path graph HST-TRIAL',
          'tierctl path graph --as dot',
          'tierctl path graph HST-TRIAL --file trial.svg',
        ),
    )
    .action(async (item, options, command) => {
      const context = await start(command);
      const diagram = await wantedDiagram(context, options, ENDINGS);
      const { showPathGraph } = await import('../../../operations/paths/show-path-graph.ts');
      await showPicture(
        context,
        {
          operation: showPathGraph,
          input: { item },
          view: shownPathGraph,
          draw: {
            mermaid: pathGraphAsMermaid,
            dot: pathGraphAsDot,
            svg: async (graph) => pathGraphAsSvg(graph, await layOut(pathGraphFrame(graph))),
          },
        },
        diagram,
      );
    });
}
