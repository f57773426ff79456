import { parseSync } from 'oxc-parser';
import { type ImportedModule, importsOf } from './imports.ts';
import type { SyntaxNode } from './node.ts';

export interface Comment {
  readonly text: string;
  /** Offset of its text, after the opening marks. */
  readonly offset: number;
}

export interface Module {
  readonly program: SyntaxNode;
  readonly comments: readonly Comment[];
  readonly imports: readonly ImportedModule[];
  /** Line, counted from 1, of an offset in the text. */
  readonly lineAt: (offset: number) => number;
  /** Syntax errors; the other fields then contain what could be parsed. */
  readonly errors: readonly { readonly offset: number; readonly text: string }[];
}

export function parseModule(file: string, text: string): Module {
  const { program, comments, errors } = parseSync(file, text, { sourceType: 'module' });
  const root = program as unknown as SyntaxNode;
  return {
    program: root,
    comments: comments.map(({ value, start }) => ({ text: value, offset: start + 2 })),
    imports: importsOf(root),
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
    errors: errors.map((error) => ({ offset: error.labels[0]?.start ?? 0, text: error.message })),
  };
}
