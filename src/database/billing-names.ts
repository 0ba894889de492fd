import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  SchemableIdentifierNode,
  type UnknownRow,
} from 'kysely';

/** Turns the placeholder schema `billing` into the schema that really holds the operator's tables. */
export class BillingNames extends OperationNodeTransformer implements KyselyPlugin {
  readonly #schema: string;

  constructor(schema: string) {
    super();
    this.#schema = schema;
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    if (node.schema?.name !== 'billing') return node;
    return SchemableIdentifierNode.createWithSchema(this.#schema, node.identifier.name);
  }
}
