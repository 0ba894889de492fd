import { Chalk } from 'chalk';
import { type Printable, printable, type Text } from '../safe-text/printable.ts';
import { safe } from '../safe-text/safe-text.ts';

type Brush = (text: Text) => Printable;

/** Colours by meaning. Without colour, each returns its text unchanged. */
export interface Paint {
  readonly strong: Brush;
  readonly faint: Brush;
  readonly good: Brush;
  readonly bad: Brush;
  readonly warning: Brush;
}

export function createPaint(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  const brush =
    (colourise: (text: string) => string): Brush =>
    (text) =>
      safe(colourise(printable(text).text));
  return {
    strong: brush(chalk.bold),
    faint: brush(chalk.dim),
    good: brush(chalk.green),
    bad: brush(chalk.red),
    warning: brush(chalk.yellow),
  };
}
