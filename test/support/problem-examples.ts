// Every problem once, with values as they occur.
import * as files from '../../src/cli/files/problems.ts';
import * as cli from '../../src/cli/problems.ts';
import * as recordFiles from '../../src/cli/record-files/problems.ts';
import * as settings from '../../src/cli/settings/problems.ts';
import { billingLayout } from '../../src/database/billing-layout.ts';
import * as faults from '../../src/database/faults.ts';
import * as pglite from '../../src/database/pglite/problems.ts';
import * as database from '../../src/database/problems.ts';
import * as accounts from '../../src/domain/accounts/problems.ts';
import * as administration from '../../src/domain/administration/problems.ts';
import * as catalogue from '../../src/domain/catalogue/problems.ts';
import * as groups from '../../src/domain/groups/problems.ts';
import * as imports from '../../src/domain/imports/problems.ts';
import * as attributes from '../../src/domain/items/attribute-problems.ts';
import * as packages from '../../src/domain/items/package-problems.ts';
import * as items from '../../src/domain/items/problems.ts';
import * as paths from '../../src/domain/paths/problems.ts';
import * as root from '../../src/domain/problems.ts';
import * as components from '../../src/domain/subscriptions/component-problems.ts';
import * as dates from '../../src/domain/subscriptions/date-problems.ts';
import * as subscriptions from '../../src/domain/subscriptions/problems.ts';
import type { TierctlError } from '../../src/domain/tierctl-error.ts';
import * as transitions from '../../src/domain/transitions/problems.ts';
import { STAY_REASONS, type StayReason } from '../../src/domain/transitions/transition.ts';

const billing = billingLayout({}, 'dbo');
const subscription = { address: 'ACC/1', account: 'ACC', number: 1 };
const cause = new Error('what the driver says');
const error = { cause, constraint: 'group_name_key', table: 'upgrade_group', hint: 'look at it' };
const refused = { message: 'that cannot be', hint: 'see: tierctl --help', cause };
const counted = { package: 'PACK', product: 'BOX', count: 4, minimum: 1, maximum: 3 };
const usage = { carriedBy: ['Up'], mappedBy: [], subscriptions: 2, most: 3 };
const holders = {
  paths: ['Up'],
  subscriptions: 1,
  pendingChanges: 0,
  packages: [],
  products: [],
  components: 0,
  extends: [],
  extensions: [],
  extendedSubscriptions: 0,
};
const judged = { subscription: 'ACC/1', source: 'A', target: 'B', gates: null, fit: null };
const located = { file: 'catalog.yaml', path: 'items[0]', line: 3, column: 1 };

export const PROBLEM_EXAMPLES: readonly TierctlError[] = [
  ...(['account', 'group', 'item', 'migration', 'path', 'run', 'subscription'] as const).flatMap((noun) => [
    root.nounNotFound(noun, 'HST-GLOD', '"HST-GLOD"', 'HST-GOLD'),
    root.nounNotFound(noun, 'X', '"X"', undefined),
  ]),
  ...(['group', 'item', 'member', 'path'] as const).map((noun) =>
    root.nounAmbiguous(noun, 'Twin', ['id-1', 'id-2']),
  ),
  ...(['account', 'attribute', 'group', 'item', 'path'] as const).map((noun) =>
    root.badName(noun, '', 'it is empty', 'give 1 to 200 characters'),
  ),
  root.similarName('group', 'webhosting', ['Webhosting'], 'choose another name'),
  root.badText('description', 'a\u0007', 'it has a control character'),
  root.badPair('domain', 'SOURCE=DESTINATION'),
  root.badPair('domain', 'SOURCE=DESTINATION', '--map'),
  root.badDate('2026-02-30', '"2026-02-30" is not a date', undefined, {
    first: '1900-01-01',
    last: '2999-12-31',
  }),
  root.badTerm('P', 'it is not a period'),
  root.concurrentChange('item A was changed in the meantime'),
  root.serializationFailure('another transaction was in the way'),

  accounts.badAccountId('A/B', 'it holds a slash', 64),
  accounts.badExternalId('', '', 100),
  accounts.accountExists('ACC-0042'),

  administration.billingTablesOwn(),
  administration.billingTablesMissing('dbo'),
  administration.billingTablesExist(['dbo.item']),
  administration.tablesHoldRows([{ table: 'tierctl.account', rows: 3 }]),
  administration.databaseInUse('the group Webhosting', 'name another database'),

  items.badArticleNumber('', 'it is empty', 100),
  items.itemExists('HST-GOLD'),
  items.itemInactive('HST-GOLD'),
  items.itemInactive('HST-GOLD', 'source'),
  items.kindInUse('HST-GOLD', 'extension', ['it is an end of the path "Up"'], holders),
  attributes.badAttribute('a choice is given twice'),
  attributes.badAttribute('the attribute "x:y" cannot be read', 'x:y', 'write NAME'),
  attributes.duplicateAttribute('Domain', 'domain'),
  attributes.noSuchAttribute('HST-GOLD', 'domian', false, 'domain'),
  attributes.attributeRequired('HST-GOLD', 'HST-GOLD', ['domain', 'owner'], ['--attribute domain=VALUE']),
  attributes.attributeGivenTwice('domain'),
  attributes.badAttributeValue('seats', 'many', 'a number'),
  attributes.attributeInUse('HST-GOLD', 'domain', 'is mapped by "Up"', 'leave it in the file', 'Up'),
  attributes.typesDiffer(
    'domain',
    'seats',
    '"domain" of A cannot fill "seats" of B: a text cannot become a number',
  ),
  items.badService('e mail', ''),
  items.badServiceAmount('email', 0, 10),
  items.serviceGivenTwice('email'),
  items.serviceNotFound('HST-GOLD', 'emial', 'email'),
  items.badRenewalPeriod('P1M1D'),
  items.badExtensionQuantity('MAIL-PACK=0', 1, 10),
  items.extensionGivenTwice('MAIL-PACK'),
  items.badMaximumQuantity(0, 10),
  items.itemNotExtension('HST-GOLD', 'product'),
  items.extensionOfExtension('MAIL-PACK'),
  packages.itemNotPackage('HST-GOLD', 'product', 'is a product, not a package', 'name a package'),
  packages.itemNotProduct('PACK', 'MAIL-PACK', 'extension'),
  packages.productIsPackage('PACK'),
  packages.productInPackage('PACK', 'BOX'),
  packages.productNotInPackage('PACK', 'BXO', 'the package PACK has no product "BXO"', 'see it', 'BOX'),
  packages.productInUse(
    'PACK',
    'BOX',
    usage,
    'BOX cannot be removed from PACK',
    'end these components first',
  ),
  packages.badProductQuantity('-1 is no quantity of a product', -1, null, 1_000),
  packages.underMinimum(counted),
  packages.overMaximum('PACK has at most 3 of BOX; this would make 4', 'see it', counted),

  groups.badLevel('high', 1, 9),
  groups.groupExists('Webhosting'),
  groups.groupHasMembers('Webhosting', 1),
  groups.groupTooLarge('Webhosting', 900, 500),
  groups.memberExists('Webhosting', {
    item: { id: 'id', articleNumber: 'HST-GOLD', name: 'Gold' },
    level: 3,
  }),
  groups.memberNotFound('Webhosting', 'HST-GLOD', 'HST-GOLD'),
  groups.memberNotFound('Webhosting', 'X', undefined),

  paths.pathExists('Up'),
  paths.pathStartsElsewhere('Up', 'HST-GOLD', 'HST-SILVER'),
  paths.pathInUse('Up', ['has a history', 'is a default']),
  paths.pathEndsFixed('Up', 'source', 'A', 'B'),
  paths.pathKindUnsupported('MAIL-PACK', 'destination', 'extension'),
  paths.pathToItself('A'),
  paths.windowReversed('2026-02-01', '2026-01-01'),
  paths.badAttributeName(':'),
  paths.attributeMappedTwice('domain', ['domain', 'owner']),
  paths.attributeNotMapped('domain'),
  paths.productMappedTwice('BOX', ['BOX', 'CRATE']),
  paths.productNotMapped('BOX'),
  paths.productGridNotBetweenPackages('source', 'A', 'product'),

  catalogue.badCatalogue('catalog.yaml: it is empty', [
    { ...located, code: 'bad-catalogue', message: 'empty' },
  ]),
  catalogue.ambiguousName('group', 'Twin'),
  catalogue.planStale('item A has changed since it was made', 'item A'),

  subscriptions.badSubscriptionAddress('ACC'),
  subscriptions.subscriptionExists('ACC/1', 'X', 'ACC/2'),
  subscriptions.externalIdMissing(),
  subscriptions.subscriptionEnded('ACC/1', null),
  subscriptions.itemNotSubscribable('MAIL-PACK', 'extension'),
  dates.endBeforeStart('it would end before it starts', 'choose another', '2026-02-01', '2026-01-01'),
  dates.fromDateMissing(),
  dates.fromDateUnused('2026-01-01'),
  dates.fromDateTooEarly('the from date cannot be that early', '2026-01-01', '2026-01-01'),
  dates.fromDateTooLate('the from date cannot be that late', '2026-03-01', '2026-01-31', '2026-02-01'),
  dates.movesEarlier('ACC/1', '2026-04-01', '2026-03-01'),
  dates.changesLater('ACC/1', '2026-03-01', 'B', '2026-04-01'),
  dates.movesAfterEnd('ACC/1', '2026-03-01', '2026-04-01', ['its from date is 2026-04-01'], 'choose another'),
  subscriptions.changePending('ACC/1', 'B', '2026-04-01'),
  subscriptions.noChangePending('ACC/1'),
  subscriptions.noPathScheduled('ACC/1'),
  subscriptions.nothingScheduled('ACC/1'),
  dates.closesLater('ACC/1', null, '2026-01-01'),
  components.componentNotFound('ACC/1', 9),
  components.componentEnded('ACC/1', 1, '2026-01-01'),
  components.componentEndsLater('ACC/1', 1, '2026-02-01', '2026-01-01', 'wait'),
  components.componentOutsideSubscription(
    'a component cannot start then',
    'choose another day',
    'ACC/1',
    { first: '2026-01-01', last: null },
    { start: '2025-01-01' },
  ),
  components.componentStartsLater('ACC/1', '2026-01-01', 1, '2026-02-01'),
  components.componentEndedLater('ACC/1 cannot end', 'ACC/1', 1, '2026-02-01', '2026-02-02'),
  components.componentGivenTwice('BOX'),
  components.badComponentCount('BOX=x', 1_000),
  components.noSuchInstance('BOX/9', 'BOX', 3),
  subscriptions.extensionInactive('A', 'MAIL-PACK', 2, 0),
  subscriptions.extensionMaximum('A', 'MAIL-PACK', 9, 1, 3),
  subscriptions.extensionNotAllowed('A', 'MAIL-PCK', 'MAIL-PACK'),
  subscriptions.terminationExceedsUsage('email', 9, 0),
  subscriptions.notEligible('no group allows it', judged, 'see: tierctl eligible A --to B'),

  transitions.asOfInFuture('2027-01-01', '2026-01-01'),
  transitions.untilBeforeToday('2025-01-01', '2026-01-01'),
  transitions.hopLimit(50, '2026-01-01'),
  transitions.notMoved('ACC/1'),
  ...(Object.keys(STAY_REASONS) as StayReason[]).map((reason) => transitions.wouldStay(subscription, reason)),
  transitions.runIsARevert(2, 1),
  transitions.nothingToRevert(1, 'see: tierctl history --run 1'),
  transitions.allRefused(1, '1 successor-moved', 'look at it', [{ reason: 'successor-moved', count: 1 }]),
  transitions.alreadyReverted('run 1', 1, [2, 3], 'see: tierctl history --run 1'),

  imports.recordsInvalid(
    'accounts.csv',
    { rows: 3, rejected: 2 },
    [{ line: 2, code: 'missing-value', reason: '"account" is missing', cells: [] }],
    ['the members of a record are account, name'],
  ),
  imports.missingValue('"account" is missing'),
  imports.badValue('"amount" must be a whole number, not "x"'),
  imports.componentDates('BOX'),
  imports.statusEnded(),

  ...Object.values(faults.FAULTS).map((fault) => fault(error)),
  faults.lockHeld('migrations', undefined),
  faults.encryptionMismatch(error),
  faults.certificateNotTrusted(error),

  database.badDatabaseUrl('it has no scheme', 'give a URL', '--database'),
  database.badEnvironment('PGPORT', 'it is no number'),
  database.certificateFileUnusable('the file cannot be read', cause),
  database.passwordMissing('db.example:5432', 'ops', ''),
  database.authenticationUnsupported('Kerberos authentication', cause),
  database.functionLookup('log_item', cause),
  database.dateStyle('31.12.2026'),
  database.compatibilityLevel({ database: 'billing', quoted: '[billing]', level: 120 }),
  database.schemaNewer(['0099-later']),
  database.schemaOutdated(2, 9),
  database.rowsContradict(['item A'], 'the rules of 0009', '0009'),
  database.billingTablesDiffer('config', [
    { table: 'dbo.item', column: 'id', expected: 'uuid', found: null, spelled: 'Id' },
  ]),
  database.billingTablesDiffer('refused', [
    { table: 'dbo.item', column: null, expected: 'a table', found: null, spelled: null },
  ]),
  database.mandatoryColumns(billing, 'item', ['colour']),

  pglite.notADataDirectory('/data'),
  pglite.dataDirectoryVersion('/data', 'was made by PostgreSQL 17'),
  pglite.dataDirectoryLocked('/data', 'process 7', '/data/tierctl.lock'),
  pglite.lockFileUnusable('/data/tierctl.lock'),
  pglite.dataDirectoryDamaged('/data', cause),
  pglite.dataDirectoryExposed('/data', '0755'),
  pglite.dataDirectoryUnusable('/data', Object.assign(new Error('no'), { code: 'ENOSPC' })),

  files.forceWithoutFile('--file'),
  files.fileExists('x.yaml'),
  files.fileIsInput('x.yaml'),
  files.fileIsLink('x.yaml'),
  files.fileUnwritable('x.yaml', 'the disk is full'),
  files.fileUnreadable('usage', 'x.csv', Object.assign(new Error('no'), { code: 'ENOENT' })),
  files.fileUnreadable('config', 'x.yaml', Object.assign(new Error('it is locked'), { code: 'EBUSY' })),
  files.stdinTwice(),
  files.noCatalogueFiles('catalog'),

  recordFiles.formatUnknown('-', 'standard input'),
  recordFiles.inputConsumed(),
  recordFiles.badHeader('a.csv', 1, 'there is no column "account"', 'the columns are account, name'),
  recordFiles.badSeparator('a.csv', 1, 'the columns are separated by semicolons', 'save it with commas'),
  recordFiles.unclosedQuote('a.csv', 2, cause),
  recordFiles.badCsv('a.csv', 2, 'a cell contains a quotation mark', cause),
  recordFiles.lineTooLong('a.csv', 2, 'it is too long'),
  recordFiles.badEncoding('a.csv', 2, 'it is not UTF-8', 'save it as UTF-8', undefined),

  settings.badConfig(
    'is invalid: colour: no such key',
    'tierctl.yaml',
    ['colour: no such key'],
    'see the keys',
  ),
  settings.configUnreadable('tierctl.yaml', cause),
  settings.badActor('x\u0007', 'it has a control character', 'remove that character'),
  settings.passwordOnCommandLine(),
  settings.passwordFileUnreadable('password', cause),

  cli.unknownOption(refused),
  cli.unknownCommand(refused),
  cli.missingArgument(refused),
  cli.excessArguments(refused),
  cli.optionMissingArgument(refused),
  cli.missingMandatoryOptionValue(refused),
  cli.conflictingOption(refused),
  cli.invalidArgument(refused),
  cli.consentRequired('this would change the database', 'pass --yes'),
  cli.declined(),
  cli.interrupted('Interrupted.'),
  cli.afterCommitFailed('iisreset', 'its exit code was 3'),
  cli.nothingToChange('see: tierctl item set --help'),
  cli.argumentsMissing(['NAME', '--source']),
  cli.noItemToChoose('Source'),
  cli.pathOrNone(),
  cli.itemOrSubscription(),
  cli.fitOptions(),
  cli.filesOrPlan('there is nothing to apply'),
  cli.badDiagramOptions('-o cannot be combined with a diagram', 'leave it out'),
  cli.findings('1 error', ['duplicate-group-name']),
  cli.runInterrupted('interrupted with 3 left', 'the next run continues', 3),
  cli.someFailed('1 failed; 2 are kept', 'fix the cause', { total: 1, subscriptions: [] }, []),
  cli.someRefused('1 reverted, 1 refused', 'look at it', [{ reason: 'successor-moved', count: 1 }]),
  cli.demoDryRun('pglite:./tierctl-demo'),
  cli.demoOutput('csv'),
  cli.exampleMissing('examples/catalog.yaml'),
  cli.tourStopped(['item', 'list'], 1, 'pglite:./tierctl-demo'),
  cli.tourStopped(['item', 'list'], 130, 'pglite:./tierctl-demo'),
];
