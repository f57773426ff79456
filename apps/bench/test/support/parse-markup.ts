/** One element of a page; `words`: its text, without that of what is in it. */
export interface Element {
  readonly name: string;
  readonly attributes: string;
  readonly words: string;
}

/** `<`, a name, attributes in double quotes, `>`: nothing else is written. */
const TOKEN = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s[\w:-]+(?:="[^"<]*")?)*)(\/?)>|([^<]+)|(<)/gi;
const WITHOUT_END = new Set(['meta', 'link']);

/** All elements of a page in which every element is closed in order; throws where one is not. */
export function parseMarkup(page: string): readonly Element[] {
  const found: { name: string; attributes: string; words: string }[] = [];
  const open: (typeof found)[number][] = [];
  for (const [, slash, name, attributes = '', closes, words, stray] of page.matchAll(TOKEN)) {
    if (stray !== undefined) throw new Error('a < that begins no element');
    if (words !== undefined) {
      const inner = open.at(-1);
      if (inner !== undefined) inner.words += words;
    } else if (name !== undefined && slash === '/') {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name}>`);
    } else if (name !== undefined) {
      const element = { name, attributes, words: '' };
      found.push(element);
      if (closes !== '/' && !WITHOUT_END.has(name)) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return found;
}
