import type { Session } from '../../database/session.ts';
import { carryAttributesOfProducts } from '../../store/transitions/batch/carry-attributes-of-products.ts';
import { carryAttributesToComponents } from '../../store/transitions/batch/carry-attributes-to-components.ts';
import { carryComponentAttributes } from '../../store/transitions/batch/carry-component-attributes.ts';
import { carryComponents } from '../../store/transitions/batch/carry-components.ts';
import { endComponents } from '../../store/transitions/batch/end-components.ts';
import { fillComponentDefaults } from '../../store/transitions/batch/fill-component-defaults.ts';
import { fillComponents } from '../../store/transitions/batch/fill-components.ts';
import {
  keepComponentsOutside,
  removeNotStarted,
  shortenComponents,
} from '../../store/transitions/batch/former-components.ts';
import type { BatchRange, RunHop } from '../../store/transitions/batch/scope.ts';
import { shareComponentAttributes } from '../../store/transitions/batch/share-component-attributes.ts';
import type { Touched } from '../../store/transitions/batch/touched.ts';

/**
 * What a hop does beyond the subscriptions themselves where packages are among them: ends the components of those that
 * ended, provisions those of the successors, and carries attributes over between packages and their products. Nothing for
 * a hop from products to products; else the same number of statements, however many rows, and some more where a component
 * has not started yet.
 */
export async function carryPackages(
  session: Session,
  range: BatchRange,
  hop: RunHop,
  { leaving, arriving }: Pick<Touched, 'leaving' | 'arriving'>,
): Promise<void> {
  const outside = leaving ? await keepComponentsOutside(session, range, hop) : 0;
  if (leaving) {
    await endComponents(session, range, hop);
    if (outside > 0) await shortenComponents(session, range, hop);
    await carryAttributesOfProducts(session, range, hop);
  }
  if (leaving && arriving) await carryComponents(session, range, hop);
  if (arriving) {
    await fillComponents(session, range, hop);
    await carryAttributesToComponents(session, range, hop);
  }
  if (leaving && arriving) {
    await carryComponentAttributes(session, range, hop);
    await shareComponentAttributes(session, range, hop);
  }
  if (arriving) await fillComponentDefaults(session, range, hop);
  if (outside > 0) await removeNotStarted(session, range, hop);
}
