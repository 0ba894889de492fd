// One command line of each kind, in an order in which all of them succeed on a database that is migrated and empty.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILES = {
  'accounts.csv': 'account,name\nACC-I,Imported\n',
  'subscriptions.csv': 'account,externalId,item,start,end\nACC-I,ORD-1,PLAN-Y,2026-01-01,2026-12-31\n',
  'usage.csv': 'account,externalId,service,amount\nACC-I,ORD-1,email,1\n',
  'catalog.yaml':
    'tierctl: 1\nitems:\n  - { articleNumber: PLAN-Z, name: Z, kind: product }\n' +
    'groups:\n  - name: Letters\n    members:\n      - { item: PLAN-Z, level: 1 }\n      - { item: PLAN-Y, level: 2 }\n' +
    'paths:\n  - { name: x-to-y, source: PLAN-X, destination: PLAN-Y, until: 2031-12-31 }\n',
};

const LINES = [
  'migrate status',
  'demo',
  'group show "Web hosting"',
  'group list',
  'group create Ladder',
  'member add Ladder HST-START --level 1',
  'member list Ladder',
  'member update Ladder HST-START --level 2',
  'member remove Ladder HST-START',
  'group rename Ladder Rungs',
  'group delete Rungs',
  'item list',
  'item show HST-STANDARD',
  'item create PLAN-X --kind product --name X',
  'item create PLAN-Y --kind product --name Y --term P1M',
  'item create BUNDLE --kind package --name Bundle',
  'item create EXTRA --kind extension --name Extra',
  'item set PLAN-X --attribute color',
  'item service set PLAN-X email=3',
  'item service set PLAN-Y email=5',
  'item service set EXTRA email=1',
  'item extension add PLAN-X EXTRA',
  'item product add BUNDLE PLAN-Y --min 1',
  'path create x-to-y --source PLAN-X --destination PLAN-Y',
  'path update x-to-y --until 2030-12-31',
  'path assign PLAN-X x-to-y',
  'path show x-to-y',
  'path list',
  'path graph PLAN-X',
  'path create spare --source PLAN-Y --destination PLAN-X',
  'path delete spare',
  'account create ACC-X',
  'account list',
  'account show ACC-X',
  'subscription add ACC-X PLAN-X --start 2026-01-01 --end 2026-01-31 --attribute color=red',
  'subscription add ACC-X BUNDLE --start 2026-01-01',
  'subscription component list ACC-X/2',
  'subscription set ACC-X/1 --attribute color=blue',
  'subscription extension set ACC-X/1 EXTRA=1',
  'subscription extension set ACC-X/1 EXTRA=0',
  'subscription schedule ACC-X/2 --no-path',
  'subscription unschedule ACC-X/2',
  'subscription end ACC-X/2 --on 2026-06-30',
  'subscription show ACC-X/1',
  'subscription list --account ACC-X',
  'usage set ACC-X/1 email=2',
  'usage show ACC-X/1',
  'account import accounts.csv',
  'subscription import subscriptions.csv',
  'usage import usage.csv',
  'diff -f catalog.yaml',
  'apply -f catalog.yaml',
  'export',
  'eligible PLAN-Z',
  'eligible PLAN-Z --to PLAN-Y',
  'upcoming --days 60',
  'run-transitions --account ACC-X',
  'history --account ACC-X',
  'run list',
  'run show 2',
  'run revert 2',
  'subscription change ACC-I/1 --to PLAN-Z --terminate email=1',
  'audit list',
];

/** Commands that only show something, and have no --yes. */
const READING =
  /^(demo|diff|eligible|export|upcoming|history)|^(migrate status|run (list|show))|^[a-z]+ (list|show|graph)|^subscription component list/;

/** The command lines, changes consented to, and the files that they read, written into `directory`. */
export async function everyCommand(directory: string): Promise<readonly string[]> {
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(directory, name), content);
  return LINES.map((line) => {
    const placed = line.replace(/\b[a-z]+\.(csv|yaml)$/, (name) => `"${join(directory, name)}"`);
    return READING.test(line) ? placed : `${placed} --yes`;
  });
}
