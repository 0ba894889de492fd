/** A command of the tour, and what is said before it. */
export interface Step {
  readonly text: string;
  readonly argv: readonly string[];
  /** What it ends with; 0 unless it shows a refusal. */
  readonly exitCode?: number;
}

/** An account whose subscription moves twice in the first run. */
const ACCOUNT = 'ACC-0042';

/** The day of the tour's run, and the day on which the tour is taken. */
interface Days {
  readonly asOf: string;
  /** The day after the run. */
  readonly dueBefore: string;
  readonly today: string;
}

/** From the ladders to the history. */
export function firstTour({ asOf, dueBefore, today }: Days): Step[] {
  return [
    {
      text:
        'Which plans may a customer switch between? An upgrade group is a ladder. Its flags say who may leave a ' +
        'rung and who may be reached from another.',
      argv: ['group', 'show', 'Web hosting'],
    },
    {
      text: 'Where may a customer of Standard hosting go? It stands on two ladders, each judged on its own.',
      argv: ['eligible', 'HST-STANDARD'],
    },
    {
      text:
        'Why not back to Start? Each gate has its verdict. The exit code is 3 here: a script reads that, or all of ' +
        'it with -o json.',
      argv: ['eligible', 'HST-STANDARD', '--to', 'HST-START'],
      exitCode: 3,
    },
    {
      text:
        'Other subscriptions move by themselves, when they end or on a day agreed: trials, offers, old plans. These ' +
        `have waited longest on ${asOf}. The first one ended in March and was never followed up.`,
      argv: ['subscription', 'list', '--due-before', dueBefore, '--limit', '4'],
    },
    ...runs(asOf, today),
    {
      text:
        `${ACCOUNT} was on trial in March. Its trial became the Welcome offer, the offer became Standard: the late ` +
        'run dated both as punctual ones would have.',
      argv: ['history', '--account', ACCOUNT],
    },
  ];
}

/** What the first tour leaves to come back for. */
export function laterTour({ asOf, dueBefore, today }: Days): Step[] {
  return [
    {
      text:
        `A month on, it is ${asOf}. What has waited longest is what no path may move: it stays until somebody ` +
        'decides.',
      argv: ['subscription', 'list', '--due-before', dueBefore, '--limit', '4'],
    },
    ...runs(asOf, today),
    { text: 'The history, the newest first.', argv: ['history', '--limit', '5'] },
  ];
}

function runs(asOf: string, today: string): Step[] {
  const ahead = asOf > today;
  return [
    {
      text:
        'A dry run does all of the work, shows it and rolls it back. What is due and does not move is counted with ' +
        'its reason, never dropped.',
      argv: ['run-transitions', '--as-of', asOf, '--dry-run', '--list', '3'],
    },
    {
      text:
        'The same with --yes commits. This is what cron calls every night.' +
        (ahead ? ' The story is ahead of today, and --future says that this is meant.' : ''),
      argv: ['run-transitions', '--as-of', asOf, ...(ahead ? ['--future'] : []), '--yes', '--list', '1'],
    },
  ];
}
