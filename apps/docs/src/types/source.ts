import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** A syntax node (ESTree with TypeScript); offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly program: SyntaxNode;
  /** The text of the comment right before a node; empty if there is none. */
  readonly commentBefore: (node: SyntaxNode) => string;
}

/** `file`: relative to the root. */
export function parseSource(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
  const { program, comments } = parseSync(file, text, { sourceType: 'module' });
  const commentBefore = ({ start }: SyntaxNode): string => {
    const found = comments.findLast((comment) => comment.end <= start);
    // Between a comment and the member of a union that it describes are the marks of the union.
    if (found === undefined || !/^[\s|(]*(?:export\s+)?$/.test(text.slice(found.end, start))) return '';
    return commentText(found.value);
  };
  return { file, text, program: program as unknown as SyntaxNode, commentBefore };
}

const commentText = (value: string): string =>
  value
    .replace(/^\*/, '')
    .replace(/^\s*\*/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* descendants(child);
  }
}
