import { expect, test } from 'vitest';
import { createGroup } from '../../src/operations/create-group.ts';
import { onEveryEngine } from '../support/engines.ts';
import { useDatabase } from '../support/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  test('a group is created once', async () => {
    const input = { name: 'Webhosting', ifNotExists: false };
    const { result } = await db.change((session) => createGroup(session, input));
    expect(result).toMatchObject({ created: true, group: { name: 'Webhosting' } });
    await expect(db.change((session) => createGroup(session, input))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'group-exists',
    });
    const again = await db.change((session) => createGroup(session, { ...input, ifNotExists: true }));
    expect(again).toMatchObject({ changed: false, result: { created: false, group: result.group } });
  });
});
