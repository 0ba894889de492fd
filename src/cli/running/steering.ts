import type { Context } from '../context.ts';
import { type Progress, type ProgressLine, progressLine } from '../output/progress.ts';

/** How long work reports its progress, and how it is stopped: a part of its input. */
export interface Steering {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface Helm {
  readonly steering: Steering;
  /** Runs an attempt of the work. Its progress is on a line of its own, and Ctrl-C fires `signal`. */
  readonly around: <Result>(attempt: () => Promise<Result>) => Promise<Result>;
}

export function steer(context: Context): Helm {
  const { signal, during } = context.interruption();
  let line: ProgressLine | undefined;
  return {
    steering: { signal, onProgress: (progress) => line?.update(progress) },
    around: async (attempt) => {
      const own = progressLine(context);
      line = own;
      return during(attempt).finally(own.clear);
    },
  };
}
