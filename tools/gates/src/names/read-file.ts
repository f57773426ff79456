import type { Tree } from '../tree/tree.ts';
import { type CodeSpan, codeSpans, documentSpans, linkedFiles } from './code-spans.ts';

/** A committed file, as far as the gate for stale names needs it. */
export interface ReadFile {
  readonly file: string;
  readonly content: string;
  /** The content without comments: names in it exist. Empty for a document. */
  readonly code: string;
  /** Text between backticks: in comments or, for a document, anywhere outside fenced examples. */
  readonly spans: readonly CodeSpan[];
  /** Files that it links to. */
  readonly links: readonly CodeSpan[];
}

const C_FILE = /\.[ch]$/;
const C_COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
/** Settings and scripts; data files declare no names. */
const SETTINGS = /\.(?:ya?ml|sh|py|json)$|(?:^|\/)(?:\.[\w-]+|run)$/;

export function readFile(tree: Tree, file: string): ReadFile {
  const nothing = { file, code: '', spans: [], links: [] };
  if (file.endsWith('.md')) {
    const content = tree.text(file);
    return { ...nothing, content, spans: documentSpans(content), links: linkedFiles(content) };
  }
  const source = tree.sources.find((one) => one.file === file);
  if (source !== undefined) return program(file, tree.text(file), source.module.comments);
  if (C_FILE.test(file)) return program(file, tree.text(file), commentsInC(tree.text(file)));
  const content = SETTINGS.test(file) ? tree.text(file) : '';
  return { ...nothing, content, code: content };
}

function program(file: string, content: string, comments: readonly CodeSpan[]): ReadFile {
  const spans = comments.flatMap(({ text, offset }) =>
    codeSpans(text).map((span) => ({ ...span, offset: offset + span.offset })),
  );
  return { file, content, code: without(content, comments), spans, links: [] };
}

function commentsInC(content: string): CodeSpan[] {
  return [...content.matchAll(C_COMMENT)].map(({ 0: text, index }) => ({ text, offset: index }));
}

/** The text between the comments, which come in order. */
function without(content: string, comments: readonly CodeSpan[]): string {
  const ends = [0, ...comments.map(({ text, offset }) => offset + text.length)];
  const starts = [...comments.map(({ offset }) => offset), content.length];
  return ends.map((end, index) => content.slice(end, starts[index])).join(' ');
}
