import path from 'node:path';

/**
 * The page of the site that a file of the checkout becomes, relative to the site: `docs/windows.md` -> `windows.md`. Null for
 * every file that is not a page. Paths have forward slashes.
 */
export function pageOf(file: string): string | null {
  const [first = '', second = '', third = '', ...more] = file.split('/');
  if (first === 'docs' && file.endsWith('.md'))
    return file.slice('docs/'.length).replace(/README\.md$/, 'index.md');
  if (first === 'packages' && third === 'README.md' && more.length === 0) return `packages/${second}.md`;
  return null;
}

/** Where a link leads. */
export type Target =
  | { readonly kind: 'page'; readonly href: string }
  /** A file or folder of the checkout that the site does not contain. */
  | { readonly kind: 'source' }
  /** Another site, a place in the same page, or nothing that exists: the link stays as it is. */
  | { readonly kind: 'other' };

/** `from`: the file with the link, relative to the root. `exists`: whether the checkout has a file or folder. */
export function targetOf(
  href: string,
  { from, exists }: { readonly from: string; readonly exists: (file: string) => boolean },
): Target {
  if (/^(?:[a-z][a-z+.-]*:|[/#])/i.test(href)) return { kind: 'other' };
  const [written = '', anchor = ''] = href.split(/(?=#)/);
  const file = path.posix.join(path.posix.dirname(from), decodeURI(written)).replace(/\/$/, '');
  if (!exists(file)) return { kind: 'other' };
  const readme = `${file}/README.md`;
  const page = pageOf(file) ?? (exists(readme) ? pageOf(readme) : null);
  return page === null ? { kind: 'source' } : { kind: 'page', href: `/${page}${anchor}` };
}
