import { Option } from '@commander-js/extra-typings';
import type { PathGraph } from '../../../domain/paths/path-graph.ts';
import type { Start } from '../../context.ts';
import { type Endings, type Picture, showPicture, wantedDiagram } from '../../output/diagram.ts';
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
"14 subscribed" counts the active subscriptions to an item. "default" is what
they follow unless they override it, a window is told where there is one, and
what happens over the limit where it is not to stay. ↺ marks a path that lies on
a cycle of default paths. Each cycle is written out below, with what runs make of
it.
`;

export function pathGraphCommand(path: Noun, start: Start): void {
  path
    .command('graph')
    .description('draw items and the paths between them')
    .argument('[item]', 'only what leads to it and what it leads to: article number or id')
    .addOption(new Option('--as <diagram>', 'print a diagram for other programs').choices(DIAGRAMS))
    .option('--file <file>', 'write the diagram to this file; .svg, .dot, .gv and .mmd say which it is')
    .option('--force', 'replace the file where it exists already')
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
      const picture: Picture<Diagram, PathGraph> = {
        work: (session) => showPathGraph(session, { item }),
        view: shownPathGraph,
        draw: {
          mermaid: pathGraphAsMermaid,
          dot: pathGraphAsDot,
          svg: async (graph) => pathGraphAsSvg(graph, await layOut(pathGraphFrame(graph))),
        },
      };
      await showPicture(context, picture, diagram);
    });
}
