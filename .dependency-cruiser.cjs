// Who may import whom; `npm run layers`. One way through the house: argv → command → operation → store → result →
// renderer. Type-only imports count as imports; where a rule lets types through, it says so.

const ENGINES = '^src/database/(postgres|pglite|sql-server)/';
const NOT_AS_TYPE = { dependencyTypesNot: ['type-only'] };

/** What of the database layer is made for those above it; the rest opens, pools and translates. */
const FOR_STORES =
  '^src/database/(session|columns|new-ids|sql-dialect|tables|billing-layout|row-stream|problems)\\.ts$';
const FOR_OPERATIONS =
  '^src/database/(session|unit-of-work|audit-trail|audited-result|transactor|rehearsal|collisions|migration|migrator|required-schema|new-ids|row-stream|problems|billing-(tables|layout))\\.ts$';

/** The files of the command line that open the database, choose it or end its transactions. */
const INFRASTRUCTURE =
  '^src/cli/((context|process-system)\\.ts$|running/|settings/(database-location|config-file|child-environment)\\.ts$)';

/**
 * The rooms of a floor, from the ground up: a room may import those before it, never those after it. What belongs to no
 * noun lies at the root of its floor and imports no room.
 */
const NOUNS = [
  'items',
  'groups',
  'paths',
  'accounts',
  'subscriptions',
  'transitions',
  'catalogue',
  'imports',
  'administration',
  'demo',
];
/**
 * What is shown embeds what it belongs to: an item its ladders and the moves that it stops, a path its history, an account its
 * subscriptions.
 */
const VIEWS = [
  'groups',
  'transitions',
  'items',
  'paths',
  'subscriptions',
  'accounts',
  'catalogue',
  'imports',
  'administration',
  'demo',
];
const ROOMS = {
  'src/domain': NOUNS,
  'src/store': NOUNS,
  'src/operations': NOUNS,
  'src/cli/commands': NOUNS,
  'src/cli/render': VIEWS,
};

/** One rule for each room, and one for the root of each floor. */
const rooms = Object.entries(ROOMS).flatMap(([floor, order]) => [
  {
    name: `${floor}-root-knows-no-room`,
    comment: 'What lies at the root of a floor belongs to every room and imports none.',
    severity: 'error',
    from: { path: `^${floor}/[^/]+\\.ts$` },
    to: { path: `^${floor}/[^/]+/` },
  },
  {
    name: `${floor}-has-these-rooms-only`,
    comment: 'A new room needs a place in the order of rooms (.dependency-cruiser.cjs).',
    severity: 'error',
    from: {},
    to: { path: `^${floor}/[^/]+/`, pathNot: `^${floor}/(${order.join('|')})/` },
  },
  ...order.slice(0, -1).map((room, place) => ({
    name: `${floor}-${room}`,
    comment: `Rooms know each other in one direction: ${order.join(' < ')}.`,
    severity: 'error',
    from: { path: `^${floor}/${room}/` },
    to: { path: `^${floor}/(${order.slice(place + 1).join('|')})/` },
  })),
]);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'domain-imports-nothing',
      comment: 'Rules are pure: they import each other and two libraries without input or output.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/|node_modules/(temporal-polyfill|fastest-levenshtein)/' },
    },
    {
      name: 'problems-are-defined-in-problems',
      comment:
        'A code has one definition, where the docs find it: in a file called problems.ts, …-problems.ts or faults.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '(/|-)(problems|faults)\\.ts$' },
      to: { path: '^src/domain/problem\\.ts$' },
    },
    {
      name: 'store-knows-session-and-domain',
      comment: 'A query gets a session and gives domain types; it opens nothing and calls no operation.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: {
        pathNot: ['^src/store/', '^src/domain/', FOR_STORES, 'node_modules/kysely/', '^(node:)?crypto$'],
      },
    },
    {
      name: 'operations-know-store-and-domain',
      comment:
        'A use case gets a session or a transactor and nothing else: no terminal, no SQL, no open database.',
      severity: 'error',
      from: { path: '^src/operations/' },
      to: {
        pathNot: [
          '^src/operations/',
          '^src/store/',
          '^src/domain/',
          FOR_OPERATIONS,
          '^(node:)?(crypto|util)$',
        ],
      },
    },
    {
      name: 'database-knows-domain',
      comment: 'The database layer is below stores and operations. Of the domain it uses error kinds.',
      severity: 'error',
      from: { path: '^src/database/' },
      to: { path: '^(src/(?!database/|domain/)|migrations/)' },
    },
    {
      name: 'migrations-know-types-only',
      comment: 'A released migration is frozen, so it may not depend on code that goes on changing.',
      severity: 'error',
      from: { path: '^migrations/(?!list\\.ts$)' },
      to: { pathNot: ['node_modules/kysely/'], ...NOT_AS_TYPE },
    },
    {
      name: 'migrations-are-handed-in',
      comment: 'Operations get the list of migrations as an argument; only the command line names it.',
      severity: 'error',
      from: { path: '^src/(?!cli/commands/|cli/running/require-schema\\.ts$)' },
      to: { path: '^migrations/' },
    },
    {
      name: 'commands-go-through-operations',
      comment: 'A command turns options into an operation and its result into a view: no store, no SQL.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: ['^src/store/', 'node_modules/kysely/'] },
    },
    {
      name: 'only-infrastructure-runs-the-database',
      comment: 'Elsewhere on the command line the database layer is known by its types alone.',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: INFRASTRUCTURE },
      to: { path: '^src/database/', ...NOT_AS_TYPE },
    },
    {
      name: 'commands-do-not-import-each-other',
      comment:
        'What two commands share lives beside them. A noun split over files (path, path-create) is one command.',
      severity: 'error',
      from: { path: '^src/cli/commands/[a-z]+/([a-z]+)' },
      to: { path: '^src/cli/commands/', pathNot: '^src/cli/commands/[a-z]+/$1[-.]' },
    },
    {
      name: 'renderers-are-pure',
      comment: 'A renderer gets a result and gives a view. It runs no operation and opens no file.',
      severity: 'error',
      from: { path: '^src/cli/render/' },
      to: {
        pathNot: ['^src/cli/(render|safe-text)/', '^src/domain/', 'node_modules/(chalk|cli-table3)/'],
        ...NOT_AS_TYPE,
      },
    },
    {
      name: 'safe-text-is-made-in-one-place',
      comment:
        'Code that writes text for a terminal or another program must first define what its data may not contain.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/(safe-text/|render/paint\\.ts$)' },
      to: { path: '^src/cli/safe-text/safe-text\\.ts$', ...NOT_AS_TYPE },
    },
    {
      name: 'safe-text-imports-nothing',
      comment: 'What may reach a terminal is judged by characters alone.',
      severity: 'error',
      from: { path: '^src/cli/safe-text/' },
      to: { pathNot: ['^src/cli/safe-text/', '^(node:)?util$'] },
    },
    {
      name: 'renderers-know-result-types',
      comment: 'Of the operations a renderer knows the types of their results, of the rest nothing.',
      severity: 'error',
      from: { path: '^src/cli/render/' },
      to: { path: '^(src|migrations)/', pathNot: '^src/(cli/(render|safe-text)|domain|operations)/' },
    },
    {
      name: 'nothing-imports-the-command-line',
      comment: 'Only main puts all layers together.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/(cli/|main\\.ts$)' },
      to: { path: '^src/(cli/|main\\.ts$)' },
    },
    {
      name: 'main-is-the-top',
      comment: 'The program starts in main; nothing comes back to it.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'engines-stay-in-the-database',
      comment: 'Higher layers ask the dialect for a capability and know no engine.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/database/' },
      to: { path: ENGINES },
    },
    {
      name: 'one-engine-does-not-know-another',
      comment: 'PGlite is PostgreSQL and overrides what differs; no other engine borrows from its neighbour.',
      severity: 'error',
      from: { path: '^src/database/(postgres|sql-server)/' },
      to: { path: ENGINES, pathNot: '^src/database/$1/' },
    },
    {
      name: 'engines-are-loaded-on-demand',
      comment: 'Drivers take long to load: open-database.ts imports an engine when its URL is known.',
      severity: 'error',
      from: { path: '^src/database/[^/]+\\.ts$' },
      to: { path: ENGINES, dynamic: false },
    },
    {
      name: 'driver-pg',
      comment: 'A driver is imported by its engine alone.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/database/postgres/' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'driver-sql-server',
      comment: 'A driver is imported by its engine alone.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/database/sql-server/' },
      to: { path: 'node_modules/(@types/)?(tedious|tarn|mssql)/' },
    },
    {
      name: 'driver-pglite',
      comment: 'A driver is imported by its engine alone.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/database/pglite/' },
      to: { path: 'node_modules/@electric-sql/' },
    },
    {
      name: 'terminal-libraries-stay-in-the-command-line',
      comment: 'What parses or paints the terminal is no business of the layers below.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/(cli/|main\\.ts$)' },
      to: { path: 'node_modules/(commander|@commander-js|@inquirer|@viz-js|chalk|cli-table3|yaml)/' },
    },
    {
      name: 'no-cycles',
      comment:
        'What needs each other belongs together. A type that points back is no cycle when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: NOT_AS_TYPE },
    },
    {
      name: 'no-orphans',
      comment: 'No file imports it and it imports nothing: delete it.',
      severity: 'error',
      from: { orphan: true, path: '^(src|migrations)/' },
      to: {},
    },
    {
      name: 'reachable-from-main',
      comment: 'Every file is used by the program.',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^(src|migrations)/', reachable: false },
    },
    {
      name: 'everything-resolves',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'only-declared-dependencies',
      comment: 'The program may use what an installation brings, not what only the developers have.',
      severity: 'error',
      from: { path: '^(src|migrations|bin)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    progress: { type: 'none' },
  },
};
