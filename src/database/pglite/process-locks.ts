import type { Lock } from '../database.ts';
import { lockHeld } from '../faults.ts';

const POLL_MS = 20;

/** Named locks within this process: it owns the data directory, so no other process can conflict. */
export class ProcessLocks {
  readonly #held = new Set<string>();

  async acquire(name: string, timeoutMs: number): Promise<Lock> {
    const giveUpAt = performance.now() + timeoutMs;
    while (this.#held.has(name)) {
      if (performance.now() >= giveUpAt) {
        throw lockHeld(name, 'this very process', 'try again when it has finished');
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.#held.add(name);
    return {
      release: async () => {
        this.#held.delete(name);
      },
    };
  }
}
