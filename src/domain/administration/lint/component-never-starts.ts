import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const componentNeverStarts: Rule = {
  id: 'component-never-starts',
  severity: 'warning',
  why: 'Its subscription ends before the component starts, and there is no successor to start it.',
  find: ({ holdings: { neverStarting } }) => {
    const { total, components } = neverStarting;
    if (total === 0) return [];
    const named = components.map(
      ({ subscription, number, startDate }) => `component ${number} of ${subscription} (from ${startDate})`,
    );
    const more = total > components.length ? ` and ${total - components.length} more` : '';
    const [only] = components;
    return [
      {
        where: {},
        message: `${total === 1 ? '1 component never starts' : `${total} components never start`}: ${named.join(', ')}${more}`,
        fix:
          only === undefined || total > 1
            ? null
            : fixCommand('subscription component end', [only.subscription, String(only.number)]),
      },
    ];
  },
};
