import { describe, expect, it } from 'vitest';
import { pageOf, targetOf } from './pages.ts';

const FILES = [
  'docs/windows.md',
  'docs/tutorials/a.md',
  'packages/text',
  'packages/text/README.md',
  'LICENSE',
  'tools',
];
const target = (href: string, from = 'docs/tutorials/a.md') =>
  targetOf(href, { from, exists: (file) => FILES.includes(file) });

describe('the pages of the site', () => {
  it('are the documents and the READMEs of packages', () => {
    expect(pageOf('docs/windows.md')).toBe('windows.md');
    expect(pageOf('docs/decisions/README.md')).toBe('decisions/index.md');
    expect(pageOf('packages/text/README.md')).toBe('packages/text.md');
    expect(pageOf('packages/text/src/README.md')).toBeNull();
    expect(pageOf('README.md')).toBeNull();
    expect(pageOf('docs/picture.svg')).toBeNull();
  });

  it('are reached by the links that work in the checkout', () => {
    expect(target('../windows.md#shares')).toEqual({ kind: 'page', href: '/windows.md#shares' });
    expect(target('../../packages/text')).toEqual({ kind: 'page', href: '/packages/text.md' });
    expect(target('../../docs/windows.md', 'packages/text/README.md')).toEqual({
      kind: 'page',
      href: '/windows.md',
    });
  });

  it('do not link to files of the checkout that the site lacks', () => {
    expect(target('../../LICENSE')).toEqual({ kind: 'source' });
    expect(target('../../tools/')).toEqual({ kind: 'source' });
  });

  it('keep links to nothing, so that the build refuses them', () => {
    for (const href of ['../linux.md', 'https://example.org/a.md', '#below', '/windows.md'])
      expect(target(href)).toEqual({ kind: 'other' });
  });
});
