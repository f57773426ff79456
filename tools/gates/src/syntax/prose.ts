import { descendants, isIdentifier, literalText, nodesIn, type SyntaxNode } from './node.ts';

/** A string or template literal. */
export interface Text {
  /** With a mark for each expression of a template. */
  readonly text: string;
  readonly offset: number;
}

/** Stands for a value that is known only when the program runs. */
const VALUE = '{}';

/** Two plain words in a row: this literal is meant for a reader. */
const SENTENCE = /(?:^|[^\w-])[A-Za-z]?[a-z]+ [a-z]+(?:[^\w-]|$)/;

/** Literals for people, in any position: messages, hints, help, tables and reports. */
export function sentences(program: SyntaxNode): Text[] {
  return textsBelow(program).filter(({ text }) => SENTENCE.test(text));
}

/** Literals that become the `message` or the `hint` of a fault or of another object with such a field. */
export function fieldTexts(program: SyntaxNode, field: 'message' | 'hint'): Text[] {
  return [...descendants(program)].flatMap((node) => {
    const value = valueNamed(node, field);
    return value === undefined ? [] : endingsOf(value);
  });
}

/** `hint: value`, `const HINT = value`, and what a function called `hintFor` returns. */
function valueNamed(node: SyntaxNode, field: string): unknown {
  if (node.type === 'Property' && nameOf(node.key) === field) return node.value;
  if (node.type === 'VariableDeclarator' && isCalled(node.id, field)) return node.init;
  if (node.type === 'FunctionDeclaration' && isCalled(node.id, field)) return node;
  return undefined;
}

const nameOf = (key: unknown): string | undefined => (isIdentifier(key) ? key.name : literalText(key));

function isCalled(id: unknown, field: string): boolean {
  const name = nameOf(id) ?? '';
  return new RegExp(`^${field}(?:For|Of|To)?$|_${field}$|[a-z]${field}$`, 'i').test(name);
}

/** The literals that a value can be as a whole. A fragment that a function joins to others does not count. */
function endingsOf(value: unknown): Text[] {
  const [node] = nodesIn(value);
  if (node === undefined) return [];
  switch (node.type) {
    case 'ConditionalExpression':
      return [...endingsOf(node.consequent), ...endingsOf(node.alternate)];
    case 'LogicalExpression':
      return [...endingsOf(node.left), ...endingsOf(node.right)];
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return endingsOf(node.expression);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return returnedBy(node).flatMap(endingsOf);
    case 'BinaryExpression':
      return joined(node);
    default:
      return textOf(node);
  }
}

function returnedBy(callable: SyntaxNode): unknown[] {
  const [body] = nodesIn(callable.body);
  if (body?.type !== 'BlockStatement') return [body];
  return [...descendants(body)]
    .filter(({ type }) => type === 'ReturnStatement')
    .map(({ argument }) => argument);
}

/** `'a' + 'b'` as one text; any other part becomes a mark. */
function joined(node: SyntaxNode): Text[] {
  if (node.operator !== '+') return [];
  const [left] = nodesIn(node.left);
  const [right] = nodesIn(node.right);
  const part = (side: SyntaxNode | undefined): string =>
    (side?.type === 'BinaryExpression' ? joined(side) : side === undefined ? [] : textOf(side))[0]?.text ??
    VALUE;
  return [{ text: `${part(left)}${part(right)}`, offset: node.start }];
}

function textsBelow(program: SyntaxNode): Text[] {
  return [...descendants(program)].flatMap(textOf);
}

function textOf(node: SyntaxNode): Text[] {
  if (node.type === 'Literal' && typeof node.value === 'string') {
    return [{ text: node.value, offset: node.start }];
  }
  if (node.type !== 'TemplateLiteral') return [];
  const parts = (node.quasis as readonly { value: { cooked: string | null } }[]).map(
    ({ value }) => value.cooked,
  );
  return [{ text: parts.join(VALUE), offset: node.start }];
}
