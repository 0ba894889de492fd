import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { deletePath } from '../../../src/operations/paths/delete-path.ts';
import { listPaths } from '../../../src/operations/paths/list-paths.ts';
import { mapPath } from '../../../src/operations/paths/map-path.ts';
import { showPath } from '../../../src/operations/paths/show-path.ts';
import { showPathGraph } from '../../../src/operations/paths/show-path-graph.ts';
import { updatePath } from '../../../src/operations/paths/update-path.ts';
import { means } from './meaning.ts';

export const PATHS = [
  means('path create Up --source A --destination B', createPath, {
    name: 'Up',
    source: 'A',
    destination: 'B',
    from: undefined,
    until: undefined,
    map: [],
    mapProducts: [],
    mapMatching: false,
    description: undefined,
    overLimit: 'block',
    ifNotExists: false,
    allowSimilar: false,
  }),
  means(
    'path create Up --source A --destination B --from 2026-04-01 --until 2026-12-31 --map domain=host ' +
      '--map MAIL:address=POST:address --map-product MAIL=POST --map-matching --description "a note" ' +
      '--over-limit extend --if-not-exists --allow-similar',
    createPath,
    {
      name: 'Up',
      source: 'A',
      destination: 'B',
      from: '2026-04-01',
      until: '2026-12-31',
      map: [
        { source: 'domain', destination: 'host' },
        { source: 'MAIL:address', destination: 'POST:address' },
      ],
      mapProducts: [{ source: 'MAIL', destination: 'POST' }],
      mapMatching: true,
      description: 'a note',
      overLimit: 'extend',
      ifNotExists: true,
      allowSimilar: true,
    },
  ),
  means('path list', listPaths, { source: undefined, destination: undefined }),
  means('path list --source A --destination B', listPaths, { source: 'A', destination: 'B' }),
  means('path show Up', showPath, { path: 'Up' }),
  means('path graph', showPathGraph, { item: undefined }),
  means('path graph A --as dot --file graph.dot --force', showPathGraph, { item: 'A' }),
  means(
    'path update Up --name Down --allow-similar --from 2026-04-01 --until 2026-12-31 --description "a note" ' +
      '--over-limit allow',
    updatePath,
    {
      path: 'Up',
      name: 'Down',
      from: '2026-04-01',
      until: '2026-12-31',
      description: 'a note',
      overLimit: 'allow',
      allowSimilar: true,
    },
  ),
  means('path update Up --no-from --no-until --no-description', updatePath, {
    path: 'Up',
    name: undefined,
    from: null,
    until: null,
    description: null,
    overLimit: undefined,
    allowSimilar: undefined,
  }),
  means(
    'path map Up --map domain=host --unmap note --unmap other --map-product MAIL=POST --unmap-product FAX ' +
      '--map-matching',
    mapPath,
    {
      path: 'Up',
      map: [{ source: 'domain', destination: 'host' }],
      unmap: ['note', 'other'],
      mapProducts: [{ source: 'MAIL', destination: 'POST' }],
      unmapProducts: ['FAX'],
      mapMatching: true,
    },
  ),
  means('path map Up --unmap note', mapPath, {
    path: 'Up',
    map: [],
    unmap: ['note'],
    mapProducts: [],
    unmapProducts: [],
    mapMatching: false,
  }),
  means('path delete Up', deletePath, { path: 'Up' }),
  means('path assign A Up', assignPath, { item: 'A', path: 'Up' }),
  means('path assign A --none', assignPath, { item: 'A', path: null }),
];
