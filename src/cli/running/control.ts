import type { Context } from '../context.ts';
import { type Progress, type ProgressLine, progressLine } from '../output/progress.ts';

/** How long work reports its progress, and how it is stopped: a part of its input. */
export interface Control {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

interface Controlled {
  readonly control: Control;
  /** Runs an attempt of the work, with a progress line of its own. Ctrl-C in that time fires `signal`. */
  readonly around: <Result>(attempt: () => Promise<Result>) => Promise<Result>;
}

export function controlled(context: Context): Controlled {
  const { signal, during } = context.interruption();
  let line: ProgressLine | undefined;
  return {
    control: { signal, onProgress: (progress) => line?.update(progress) },
    around: async (attempt) => {
      const own = progressLine(context);
      line = own;
      return during(attempt).finally(own.clear);
    },
  };
}
