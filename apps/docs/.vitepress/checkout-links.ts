import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { targetOf } from '../src/site/pages.ts';

interface Place {
  readonly path?: string;
  /** The file that a rewritten page comes from. */
  readonly realPath?: string;
}

/**
 * Links in the documents lead through the checkout. Those to pages of the site are changed to these pages; those to other files
 * of the checkout keep only their text; all others stay, and the build fails if one leads nowhere.
 */
export function checkoutLinks(markdown: MarkdownRenderer, root: string): void {
  const exists = (file: string): boolean => existsSync(path.join(root, file));
  markdown.core.ruler.push('checkout-links', ({ tokens, env }) => {
    const { path: page, realPath } = env as Place;
    const from = path
      .relative(root, realPath ?? page ?? root)
      .split(path.sep)
      .join('/');
    for (const { children } of tokens) {
      let source = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const target = targetOf(token.attrGet('href') ?? '', { from, exists });
          source = target.kind === 'source';
          if (target.kind === 'page') token.attrSet('href', target.href);
          if (source) Object.assign(token, { type: 'text', tag: '', content: '' });
        } else if (token.type === 'link_close' && source) {
          Object.assign(token, { type: 'text', tag: '', content: '' });
          source = false;
        }
      }
    }
  });
}
