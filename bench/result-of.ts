import { withClient } from './dataset.ts';

/** A digest of what a rival left behind, the time of application aside: the rivals must do the same job. */
export async function resultOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const digests: string[] = [];
    for (const query of [
      `select account_id, number, item_id, status, start_date, end_date, replaces_number, ended_path_id
       from tierctl.subscription`,
      'select account_id, subscription_number, attribute, value from tierctl.subscription_attribute',
      'select account_id, from_number, to_number, path_id, direction, effective_on from tierctl.transition',
      'select account_id, from_number, what, item_id, attribute, quantity from tierctl.taken_away',
    ]) {
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ':' || coalesce(sum(hashtextextended(r::text, 0)), 0) as digest from (${query}) as r`,
      );
      digests.push(rows[0]?.digest ?? '');
    }
    return digests.join(' ');
  });
}
