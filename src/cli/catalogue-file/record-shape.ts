import { z } from 'zod';

/** A mapping with keys of any name. zod leaves `__proto__` out of a record without saying so: here it is refused. */
export function recordOf<Value extends z.ZodType>(value: Value) {
  return z.preprocess(
    (written, context) => {
      if (typeof written === 'object' && written !== null && Object.hasOwn(written, '__proto__'))
        context.addIssue({ code: 'custom', path: ['__proto__'], message: 'a key cannot be __proto__' });
      return written;
    },
    z.record(z.string(), value),
  );
}
