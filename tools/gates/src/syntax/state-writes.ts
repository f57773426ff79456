import { children, isIdentifier, memberName, nodesIn, type SyntaxNode } from './node.ts';

export interface Write {
  /** The part of the state that is written to; undefined if it cannot be read off. */
  readonly part: string | undefined;
  readonly offset: number;
}

const MUTATING: ReadonlySet<string> = new Set([
  ...['set', 'delete', 'clear', 'add'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);

/** Names that stand for a part, or for something in it, by destructuring. */
type Aliases = ReadonlyMap<string, string>;

/**
 * Writes to `state.<part>` or to anything in it: an assignment, `++`, `delete`, a method that changes a map, a set or an
 * array, `Object.assign`. Also by a name destructured from `state`, and through casts.
 */
export function writesToState(program: SyntaxNode, parts: ReadonlySet<string>): Write[] {
  const found: Write[] = [];
  const visit = (node: SyntaxNode, aliases: Aliases): void => {
    const inner = declaredIn(node, { aliases, parts });
    for (const target of targetsOf(node)) {
      const part = partOf(target, { aliases: inner, parts });
      if (part !== undefined) found.push({ part, offset: node.start });
    }
    for (const [, child] of children(node)) visit(child, inner);
  };
  visit(program, new Map());
  return found;
}

interface Known {
  readonly aliases: Aliases;
  readonly parts: ReadonlySet<string>;
}

function targetsOf(node: SyntaxNode): SyntaxNode[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return nodesIn(node.left).filter(isMember);
    case 'UpdateExpression':
      return nodesIn(node.argument).filter(isMember);
    case 'UnaryExpression':
      return node.operator === 'delete' ? nodesIn(node.argument) : [];
    case 'CallExpression':
      return nodesIn(node.callee).flatMap((callee) => changedByCall(callee, node));
    default:
      return [];
  }
}

const isMember = ({ type }: SyntaxNode): boolean => type === 'MemberExpression';

function changedByCall(callee: SyntaxNode, call: SyntaxNode): SyntaxNode[] {
  const method = memberName(callee);
  if (method === undefined) return [];
  if (isIdentifier(callee.object, 'Object'))
    return method === 'assign' ? nodesIn(call.arguments).slice(0, 1) : [];
  return MUTATING.has(method) ? nodesIn(callee.object) : [];
}

/** The part that an expression is, or lies in. */
function partOf(node: SyntaxNode, known: Known): string | undefined {
  if (isIdentifier(node)) return known.aliases.get(node.name);
  if (node.type === 'MemberExpression') {
    const [object] = nodesIn(node.object);
    if (object === undefined) return undefined;
    const name = memberName(node);
    if (isState(object)) return name !== undefined && known.parts.has(name) ? name : undefined;
    return partOf(object, known);
  }
  // Casts, parentheses, `?.` and `!` change nothing about what is written.
  const [inner] = nodesIn(node.expression);
  return inner === undefined ? undefined : partOf(inner, known);
}

function isState(node: SyntaxNode): boolean {
  if (isIdentifier(node, 'state')) return true;
  if (node.type === 'MemberExpression') return memberName(node) === 'state';
  const [inner] = nodesIn(node.expression);
  return inner !== undefined && isState(inner);
}

/** The aliases that hold below `node`, if it opens a scope: what it declares hides the same names from outside. */
function declaredIn(node: SyntaxNode, known: Known): Aliases {
  const declared = [...patternsOf(node)];
  if (declared.length === 0) return known.aliases;
  const aliases = new Map(known.aliases);
  for (const { pattern, source } of declared) bind(aliases, pattern, sourceOf(source, known));
  return aliases;
}

interface Declared {
  readonly pattern: SyntaxNode;
  /** What is destructured: a value, or the type of a parameter. */
  readonly source: SyntaxNode | undefined;
}

function* patternsOf(node: SyntaxNode): Generator<Declared> {
  for (const pattern of nodesIn(node.params)) {
    const [type] = nodesIn(pattern.typeAnnotation).flatMap((one) => nodesIn(one.typeAnnotation));
    yield { pattern, source: type };
  }
  if (node.type !== 'BlockStatement' && node.type !== 'Program') return;
  for (const statement of nodesIn(node.body)) {
    for (const one of nodesIn(statement.declarations)) {
      for (const pattern of nodesIn(one.id)) yield { pattern, source: nodesIn(one.init)[0] };
    }
  }
}

/** The whole state with these parts, one part of it, or undefined for anything else. */
type Source = { readonly all: ReadonlySet<string> } | { readonly part: string } | undefined;

function sourceOf(source: SyntaxNode | undefined, known: Known): Source {
  if (source === undefined) return undefined;
  const isWhole = isState(source) || isIdentifier(source.typeName, 'SchedulerState');
  if (isWhole) return { all: known.parts };
  const part = partOf(source, known);
  return part === undefined ? undefined : { part };
}

function bind(aliases: Map<string, string>, pattern: SyntaxNode, source: Source): void {
  if (isIdentifier(pattern)) {
    if (source !== undefined && 'part' in source) aliases.set(pattern.name, source.part);
    else aliases.delete(pattern.name);
    return;
  }
  for (const property of nodesIn(pattern.properties)) {
    const key = isIdentifier(property.key) ? property.key.name : '';
    for (const value of nodesIn(property.value)) bind(aliases, value, within(source, key));
  }
  for (const element of nodesIn(pattern.elements)) bind(aliases, element, source);
  for (const left of nodesIn(pattern.left)) bind(aliases, left, source);
}

function within(source: Source, key: string): Source {
  if (source === undefined || 'part' in source) return source;
  return source.all.has(key) ? { part: key } : undefined;
}
