import { type RawBuilder, type Selectable, sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { LoadedRow } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { ColumnTypes, SqlDialect } from '../../database/sql-dialect.ts';
import type { SubscriptionTable } from '../../database/tables.ts';
import type { ImportedSubscription } from '../../domain/imports/imported-subscription.ts';
import type { NameValue } from '../../domain/name-value.ts';
import { problemText } from '../../domain/tierctl-error.ts';
import { type OwnColumn, reject, type StagedRow, type Staging, stage, updateStaged } from './staging.ts';

export interface StagedSubscription
  extends StagedRow,
    Pick<
      Selectable<SubscriptionTable>,
      | 'external_id'
      | 'item_id'
      | 'start_date'
      | 'end_date'
      | 'path_rule'
      | 'path_id'
      | 'apply_when'
      | 'from_date'
    > {
  attributes: string | null;
  components: string | null;
  wanted_number: number | null;
  status: SubscriptionTable['status'] | null;
  attributes_omitted: number | null;
  components_omitted: number | null;
  new_code: string | null;
  new_problem: string | null;
  number: number | null;
}

function columns(types: ColumnTypes) {
  const { integer, longText, text } = types;
  const subscription = columnTypes(types, 'tierctl.subscription');
  return {
    account: subscription.account_id,
    ...columnTypes(types, 'tierctl.subscription', [
      'external_id',
      'item_id',
      'start_date',
      'end_date',
      'path_rule',
      'path_id',
      'apply_when',
      'from_date',
    ]),
    // JSON, so that one row holds a complete subscription; null where there is nothing.
    attributes: longText,
    components: longText,
    // The number that the file gives.
    wanted_number: subscription.number,
    status: subscription.status,
    // 1 where the file does not give them: then they are not compared.
    attributes_omitted: integer,
    components_omitted: integer,
    // An error that counts only if the subscription does not exist yet.
    new_code: text(100),
    new_problem: longText,
    // The number of the existing subscription, found by external id or number.
    number: subscription.number,
  } satisfies Record<OwnColumn<StagedSubscription>, string>;
}

/** In the order of the columns. */
export function stagedSubscription(session: Session, subscription: ImportedSubscription): LoadedRow {
  const { jsonRows } = session.dialect;
  const { components, problemIfNew } = subscription;
  return [
    subscription.account,
    subscription.externalId,
    subscription.item.id,
    subscription.startDate,
    subscription.endDate,
    subscription.pathRule,
    subscription.pathId,
    subscription.apply,
    subscription.fromDate,
    attributesJson(session, subscription.attributes),
    components.length === 0
      ? null
      : jsonRows(
          components.map(({ itemId, attributes }, index) => ({
            number: index + 1,
            item_id: itemId,
            attributes: attributesJson(session, attributes),
          })),
        ),
    subscription.number,
    subscription.status,
    subscription.saysAttributes ? null : 1,
    subscription.saysComponents ? null : 1,
    problemIfNew?.code ?? null,
    problemIfNew === undefined ? null : problemText(problemIfNew),
    null,
  ];
}

/** For a record that could not be read. */
export const NO_SUBSCRIPTION: LoadedRow = Array.from({ length: 18 }, () => null);

function attributesJson({ dialect }: Session, attributes: readonly NameValue[]): string | null {
  return attributes.length === 0 ? null : dialect.jsonRows(attributes);
}

/** The attributes in a column of staged rows, as `alias`. */
export function stagedAttributes(dialect: SqlDialect, column: string, alias: string): RawBuilder<unknown> {
  const { attribute, value } = columnTypes(dialect.types, 'tierctl.subscription_attribute');
  return dialect.rowsFromJson(sql.ref(column), alias, { name: attribute, value });
}

/** The components in a column of staged rows, as `alias`. */
export function stagedComponents(dialect: SqlDialect, column: string, alias: string): RawBuilder<unknown> {
  const { component_number, item_id } = columnTypes(dialect.types, 'tierctl.component');
  const columns = { number: component_number, item_id, attributes: dialect.types.longText };
  return dialect.rowsFromJson(sql.ref(column), alias, columns);
}

export function stageSubscriptions(
  session: Session,
  portions: AsyncIterable<readonly LoadedRow[]>,
): Promise<Staging> {
  return stage(session, columns(session.dialect.types), portions);
}

/** Marks all but the first of several records with one external id in one account. */
export async function rejectRepeatedExternalIds(staging: Staging): Promise<void> {
  const { dialect } = staging.session;
  const exactly = dialect.exact(sql.ref('external_id'));
  await reject(staging, {
    code: 'external-id-repeated',
    problem: sql`concat('the external id "', s.external_id, '" is already used in line ', d.first_line)`,
    from: sql`(
      select account, ${exactly} as external_id, min(line) as first_line from ${staging.table}
      where problem is null and external_id is not null
      group by account, ${exactly} having count(*) > 1) as d`,
    where: sql`d.account = s.account and d.external_id = ${dialect.exact(sql.ref('s.external_id'))}
      and s.line > d.first_line`,
  });
}

/** Marks all but the first of several records with one number in one account. */
export async function rejectRepeatedNumbers(staging: Staging): Promise<void> {
  await reject(staging, {
    code: 'number-repeated',
    problem: sql`concat('the number ', s.wanted_number, ' is already used in line ', d.first_line)`,
    from: sql`(
      select account, wanted_number, min(line) as first_line from ${staging.table}
      where problem is null and wanted_number is not null
      group by account, wanted_number having count(*) > 1) as d`,
    where: sql`d.account = s.account and d.wanted_number = s.wanted_number and s.line > d.first_line`,
  });
}

/** Finds the records whose subscriptions already exist, by external id. Returns their number. */
export function recogniseSubscriptions(staging: Staging): Promise<number> {
  const { exact } = staging.session.dialect;
  return recognise(staging, sql`${exact(sql.ref('x.external_id'))} = ${exact(sql.ref('s.external_id'))}`);
}

/** Like recogniseSubscriptions, but by number, for records that no external id has found. */
export function recogniseNumbers(staging: Staging): Promise<number> {
  return recognise(staging, sql`s.number is null and x.number = s.wanted_number`);
}

function recognise(staging: Staging, same: RawBuilder<unknown>): Promise<number> {
  return updateStaged(staging, {
    set: { number: sql`x.number` },
    from: sql`tierctl.subscription as x`,
    where: sql`s.problem is null and x.account_id = s.account and ${same}`,
  });
}

/** Marks the records with an error that counts only for new ones, if their subscriptions do not exist. */
export async function rejectWrongNewOnes(staging: Staging): Promise<void> {
  await reject(staging, {
    code: sql`s.new_code`,
    problem: sql`s.new_problem`,
    from: sql`(select 1 as one) as d`,
    where: sql`s.number is null and s.new_problem is not null`,
  });
}
