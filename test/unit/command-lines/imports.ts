import { expect } from 'vitest';
import type { ImportInput } from '../../../src/operations/imports/import-records.ts';

/** What every import takes, of the file that messages call `name`. */
export function records(name: string): ImportInput {
  return {
    file: {
      name,
      columns: expect.any(Function),
      notImported: expect.any(Function),
      records: expect.any(Function),
    },
    skipInvalid: undefined,
    onProgress: expect.any(Function),
  };
}
