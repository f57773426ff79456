import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionsPage } from './definitions-page.ts';

describe('the page of definitions', () => {
  it('is what docs/definitions.md contains', () => {
    const page = readFileSync(new URL('../../../../docs/definitions.md', import.meta.url), 'utf8');
    expect(page.replaceAll('\r\n', '\n')).toBe(definitionsPage());
  });
});
