import { AliasNode, FromNode, MssqlQueryCompiler, TableNode, type UpdateQueryNode } from 'kysely';

/**
 * T-SQL takes no alias on the target of an update: `update t as x set … from y` becomes `update x set … from t as x, y`.
 */
export class SqlServerQueryCompiler extends MssqlQueryCompiler {
  protected override visitUpdateQuery(node: UpdateQueryNode): void {
    super.visitUpdateQuery(
      node.table !== undefined && AliasNode.is(node.table) ? byAlias(node, node.table) : node,
    );
  }
}

function byAlias(node: UpdateQueryNode, target: AliasNode): UpdateQueryNode {
  if (!('name' in target.alias)) return node;
  return {
    ...node,
    table: TableNode.create(String(target.alias.name)),
    from: FromNode.create([target, ...(node.from?.froms ?? [])]),
  };
}
