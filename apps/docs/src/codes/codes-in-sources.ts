import { readdirSync } from 'node:fs';
import path from 'node:path';
import { descendants, isNode, parseSource, ROOT, type SyntaxNode } from '../types/source.ts';

/** A code of a fault, a warning or a problem, as one place in the sources makes it. */
export interface CodeUse {
  readonly code: string;
  /** `packages/openfast` */
  readonly owner: string;
  /** Its sentence, with `…` for what is filled in; null if it is composed elsewhere. */
  readonly message: string | null;
  readonly hint: string | null;
}

const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Texts in the form of a code that are none. */
const OTHERS: ReadonlySet<string> = new Set([
  'BALLAST_ORCFXAPI',
  'BYTE_ARRAY',
  'ERR_STREAM_DESTROYED',
  'QUOTE_DOUBLE',
  'REG_EXPAND_SZ',
  'RLE_DICTIONARY',
]);

/** Every code in the sources of what is published. */
export function codesInSources(): readonly CodeUse[] {
  const owners = readdirSync(path.join(ROOT, 'packages')).map((name) => `packages/${name}`);
  return [...owners, 'apps/cli'].flatMap((owner) =>
    sourcesBelow(`${owner}/src`).flatMap((file) => [...usesIn(file, owner)]),
  );
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
}

function* usesIn(file: string, owner: string): Generator<CodeUse> {
  const { program } = parseSource(file);
  const described = new Set<number>();
  for (const node of descendants(program)) {
    if (node.type !== 'ObjectExpression') continue;
    const code = propertyOf(node, 'code');
    const found = code === undefined ? null : textOf(code);
    if (code === undefined || found === null || !isCode(found)) continue;
    described.add(code.start);
    yield { code: found, owner, message: sentence(node, 'message'), hint: sentence(node, 'hint') };
  }
  for (const node of descendants(program)) {
    if (node.type !== 'Literal' || described.has(node.start)) continue;
    const { value } = node;
    if (typeof value === 'string' && isCode(value)) yield { code: value, owner, message: null, hint: null };
  }
}

const isCode = (text: string): boolean => CODE.test(text) && !OTHERS.has(text);

function propertyOf({ properties }: SyntaxNode, name: string): SyntaxNode | undefined {
  const found = (properties as readonly SyntaxNode[]).find(
    ({ type, key }) => type === 'Property' && (key as SyntaxNode).name === name,
  );
  return isNode(found?.value) ? found.value : undefined;
}

function sentence(node: SyntaxNode, name: string): string | null {
  const value = propertyOf(node, name);
  return value === undefined ? null : textOf(value);
}

/** The text of a literal, a template or a sum of them. */
function textOf(node: SyntaxNode): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type === 'TemplateLiteral') {
    const parts = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
    return parts.map(({ value }) => value.cooked).join('…');
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const sides = [node.left, node.right].map((side) => (isNode(side) ? (textOf(side) ?? '…') : '…'));
  return sides.join('');
}
