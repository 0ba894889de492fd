import type { Database } from '../../../src/database/database.ts';
import { rehearsalUnder } from '../../../src/database/rehearsal.ts';
import {
  type ForecastTransitionsInput,
  type ForecastTransitionsResult,
  forecastTransitions,
} from '../../../src/operations/transitions/forecast-transitions.ts';
import { INVOCATION } from '../database/use-database.ts';

export interface ForecastOptions extends Partial<ForecastTransitionsInput> {
  readonly today: string;
  readonly until: string;
  readonly timeoutMs?: number;
}

export function forecast(
  database: Database,
  { timeoutMs = 10_000, ...options }: ForecastOptions,
): Promise<ForecastTransitionsResult> {
  return forecastTransitions(rehearsalUnder({ name: 'run-transitions', timeoutMs }, database), {
    path: undefined,
    account: undefined,
    batchSize: 1_000,
    maxHops: 100,
    listed: 10_000,
    now: () => INVOCATION.at,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
}
