/** Text between backticks, and the place of the first one in the text around it. */
export interface CodeSpan {
  readonly text: string;
  readonly offset: number;
}

const SPAN = /(?<!`)(`{1,2})(?!`)([^`]+?)\1(?!`)/g;
const FENCED = /^([ \t]*)(```|~~~)[\s\S]*?^\1\2[ \t]*$/gm;

/** Spans of code in a comment. A span may continue on the next line, as prose does. */
export function codeSpans(text: string): CodeSpan[] {
  return [...text.matchAll(SPAN)].map((match) => ({
    text: (match[2] ?? '').replace(/\s*\n[\s*>]*/g, ' ').trim(),
    offset: match.index,
  }));
}

/** Spans of code in a document, without its fenced examples: the tests run those. */
export const documentSpans = (text: string): CodeSpan[] => codeSpans(withoutFences(text));

/** Files that a document links to, relative to the document. */
export function linkedFiles(text: string): CodeSpan[] {
  return [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const target = (match[1] ?? '').replace(/#.*$/, '');
    return target === '' || /^[a-z][a-z+.-]*:/i.test(target) ? [] : [{ text: target, offset: match.index }];
  });
}

/** Blanks the fenced parts, so that offsets stay those of the document. */
function withoutFences(text: string): string {
  return text.replace(FENCED, (block) => block.replace(/[^\n]/g, ' '));
}
