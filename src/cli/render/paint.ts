import { Chalk } from 'chalk';

type Brush = (text: string) => string;

/** Colours by what they say. Without colour each leaves its text as it is. */
export interface Paint {
  readonly strong: Brush;
  readonly faint: Brush;
  readonly good: Brush;
  readonly bad: Brush;
  readonly warning: Brush;
}

export function createPaint(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return { strong: chalk.bold, faint: chalk.dim, good: chalk.green, bad: chalk.red, warning: chalk.yellow };
}
