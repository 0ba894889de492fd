/** A command of the tour, and the text before it. */
export interface Step {
  readonly text: string;
  readonly argv: readonly string[];
  /** The expected exit code; 0 unless it shows a refusal. */
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
        'Which plans may a customer switch between? An upgrade group is a ladder of plans. Flags allow upgrades and ' +
        'downgrades from and to each plan.',
      argv: ['group', 'show', 'Web hosting'],
    },
    {
      text: 'Where may a customer of Standard hosting switch to? The plan is in two groups, and each is checked separately.',
      argv: ['eligible', 'HST-STANDARD'],
    },
    {
      text:
        'Why not to Start? Each gate has its verdict. The exit code is 3 here, for scripts; -o json gives them the ' +
        'details.',
      argv: ['eligible', 'HST-STANDARD', '--to', 'HST-START'],
      exitCode: 3,
    },
    {
      text:
        'Other subscriptions move automatically, when they end or on an agreed day: trials, offers, old plans. These ' +
        `are due the longest on ${asOf}. The first one ended in March and has no successor yet.`,
      argv: ['subscription', 'list', '--due-before', dueBefore, '--limit', '4'],
    },
    ...runs(asOf, today),
    {
      text:
        `${ACCOUNT} was on trial in March. Its trial became the Welcome offer, and the offer became Standard. The late ` +
        'run used the same dates as runs on time.',
      argv: ['history', '--account', ACCOUNT],
    },
  ];
}

/** The shorter tour of later calls. */
export function laterTour({ asOf, dueBefore, today }: Days): Step[] {
  return [
    {
      text:
        `One month later, it is ${asOf}. The oldest due subscriptions are those that no path may move: they stay until ` +
        'an operator decides.',
      argv: ['subscription', 'list', '--due-before', dueBefore, '--limit', '4'],
    },
    ...runs(asOf, today),
    { text: 'The history, newest first.', argv: ['history', '--limit', '5'] },
  ];
}

function runs(asOf: string, today: string): Step[] {
  const ahead = asOf > today;
  return [
    {
      text:
        'A dry run does all of the work, shows it and rolls it back. Due subscriptions that do not move are counted ' +
        'with their reason.',
      argv: ['run-transitions', '--as-of', asOf, '--dry-run', '--list', '3'],
    },
    {
      text:
        'The same with --yes commits. This is what cron calls every night.' +
        (ahead ? ' The day is later than today, so --future is needed.' : ''),
      argv: ['run-transitions', '--as-of', asOf, ...(ahead ? ['--future'] : []), '--yes', '--list', '1'],
    },
  ];
}
