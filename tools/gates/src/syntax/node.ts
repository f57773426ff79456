/** A syntax node (ESTree with TypeScript) from oxc-parser; offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

export const nodesIn = (value: unknown): SyntaxNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

/** Child nodes, each with its key, in the order of the keys. */
export function* children(node: SyntaxNode): Generator<readonly [key: string, child: SyntaxNode]> {
  for (const [key, value] of Object.entries(node)) {
    for (const child of nodesIn(value)) yield [key, child];
  }
}

export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const [, child] of children(node)) yield* descendants(child);
}

/** The text of a string literal, or of a template without expressions. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const parts = node.quasis;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(parts) || parts.length !== 1) return undefined;
  return (parts[0] as { value: { cooked: string } }).value.cooked;
}

export const isIdentifier = (node: unknown, name?: string): node is SyntaxNode & { readonly name: string } =>
  isNode(node) && node.type === 'Identifier' && (name === undefined || node.name === name);

/** The property that a member expression names: `a.b`, `a['b']`; undefined if it is computed. */
export function memberName(node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const property = node.property;
  if (node.computed === true) return literalText(property);
  return isIdentifier(property) ? property.name : undefined;
}
