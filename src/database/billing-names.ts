import {
  AliasNode,
  ColumnNode,
  type CreateIndexNode,
  type CreateTableNode,
  DeleteQueryNode,
  type FromNode,
  IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type QueryResult,
  type RawNode,
  ReferenceNode,
  type ReferencesNode,
  type RootOperationNode,
  SchemableIdentifierNode,
  SelectionNode,
  SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
} from 'kysely';
import type { BillingLayout, BillingTable, PlacedTable } from './billing-layout.ts';

const PLACEHOLDER = 'billing';
const AS_WRITTEN: ReadonlyMap<string, string> = new Map();

/**
 * Replaces `billing.item` and its columns with the operator's table and its columns.
 *
 * A table with other column names is read through a query that gives its columns the names of the seed, so that
 * everything around it, raw SQL included, can use those; servers inline it at no cost. In statements that write or define
 * the table, each column is renamed in place. That is impossible within raw SQL: there `sql.table('billing.…')` is a
 * table to read from, under an alias.
 */
export class BillingNames extends OperationNodeTransformer implements KyselyPlugin {
  readonly #layout: BillingLayout;
  /** The real column names of the table that is written or defined; empty within a query that reads. */
  #written = AS_WRITTEN;

  constructor(layout: BillingLayout) {
    super();
    this.#layout = layout;
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    if (node.schema?.name !== PLACEHOLDER) return node;
    const { name } = node.identifier;
    const placed = this.#layout.tables[name as BillingTable] as PlacedTable | undefined;
    return SchemableIdentifierNode.createWithSchema(this.#layout.schema, placed?.name ?? name);
  }

  protected override transformFrom(node: FromNode, id?: QueryId): FromNode {
    const from = super.transformFrom(node, id);
    const parent = this.nodeStack.at(-2);
    if (parent !== undefined && DeleteQueryNode.is(parent)) return from;
    return { ...from, froms: node.froms.map((one, index) => this.#read(one) ?? from.froms[index] ?? one) };
  }

  protected override transformJoin(node: JoinNode, id?: QueryId): JoinNode {
    const join = super.transformJoin(node, id);
    return { ...join, table: this.#read(node.table) ?? join.table };
  }

  protected override transformRaw(node: RawNode, id?: QueryId): RawNode {
    const raw = super.transformRaw(node, id);
    const parameters = node.parameters.map(
      (one, index) => this.#underSeedNames(one) ?? raw.parameters[index] ?? one,
    );
    return { ...raw, parameters };
  }

  protected override transformSelectQuery(node: SelectQueryNode, id?: QueryId): SelectQueryNode {
    return this.#writing(undefined, () => super.transformSelectQuery(node, id));
  }

  protected override transformInsertQuery(node: InsertQueryNode, id?: QueryId): InsertQueryNode {
    return this.#writing(node.into, () => super.transformInsertQuery(node, id));
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, id?: QueryId): UpdateQueryNode {
    return this.#writing(node.table, () => super.transformUpdateQuery(node, id));
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, id?: QueryId): DeleteQueryNode {
    return this.#writing(node.from.froms[0], () => super.transformDeleteQuery(node, id));
  }

  protected override transformCreateTable(node: CreateTableNode, id?: QueryId): CreateTableNode {
    return this.#writing(node.table, () => super.transformCreateTable(node, id));
  }

  protected override transformCreateIndex(node: CreateIndexNode, id?: QueryId): CreateIndexNode {
    return this.#writing(node.table, () => super.transformCreateIndex(node, id));
  }

  protected override transformReferences(node: ReferencesNode, id?: QueryId): ReferencesNode {
    return this.#writing(node.table, () => super.transformReferences(node, id));
  }

  protected override transformReference(node: ReferenceNode, id?: QueryId): ReferenceNode {
    if (node.table === undefined) return super.transformReference(node, id);
    const columns = this.#placed(node.table)?.columns ?? AS_WRITTEN;
    if (columns.size === 0) return this.#writing(undefined, () => super.transformReference(node, id));
    if (columns === this.#written) return super.transformReference(node, id);
    return { ...node, table: TableNode.create(node.table.table.identifier.name) };
  }

  protected override transformColumn(node: ColumnNode, id?: QueryId): ColumnNode {
    const real = this.#written.get(node.column.name);
    return real === undefined ? super.transformColumn(node, id) : ColumnNode.create(real);
  }

  #placed(node: OperationNode | undefined): PlacedTable | undefined {
    if (node === undefined || !TableNode.is(node) || node.table.schema?.name !== PLACEHOLDER)
      return undefined;
    return this.#layout.tables[node.table.identifier.name as BillingTable] as PlacedTable | undefined;
  }

  #writing<Node>(table: OperationNode | undefined, transform: () => Node): Node {
    const outer = this.#written;
    this.#written = this.#placed(table)?.columns ?? AS_WRITTEN;
    try {
      return transform();
    } finally {
      this.#written = outer;
    }
  }

  /** The replacement for `node` in a FROM or a JOIN, if it is a table whose columns have other names. */
  #read(node: OperationNode): AliasNode | undefined {
    const table = AliasNode.is(node) ? node.node : node;
    const query = this.#underSeedNames(table);
    if (query === undefined || !TableNode.is(table)) return undefined;
    return AliasNode.create(query, AliasNode.is(node) ? node.alias : table.table.identifier);
  }

  /** `select sku as article_number, … from products`, if the columns have other names than in the seed. */
  #underSeedNames(node: OperationNode): SelectQueryNode | undefined {
    const placed = this.#placed(node);
    if (placed === undefined || placed.columns.size === 0) return undefined;
    const table = TableNode.createWithSchema(this.#layout.schema, placed.name);
    const selections = [...placed.columns].map(([name, real]) =>
      SelectionNode.create(
        AliasNode.create(ReferenceNode.create(ColumnNode.create(real)), IdentifierNode.create(name)),
      ),
    );
    return SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([table]), selections);
  }
}
