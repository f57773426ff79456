import { readFileSync } from 'node:fs';
import { batchJsonSchema } from '@ballast/config';
import { describe, expect, it } from 'vitest';
import { batchFilePage } from './batch-file-page.ts';

/** Every name of a property in the schema, however deep. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'properties' ? Object.keys(inner as object) : []),
    ...namesIn(inner),
  ]);
}

describe('the page of the keys', () => {
  it('is what docs/reference/batch-file.md contains (`pnpm run docs:pages` updates it)', () => {
    const page = readFileSync(new URL('../../../../docs/reference/batch-file.md', import.meta.url), 'utf8');
    expect(page.replaceAll('\r\n', '\n')).toBe(batchFilePage());
  });

  it('has every key of the schema', () => {
    const names = [...new Set(namesIn(batchJsonSchema()))];
    expect(names.length).toBeGreaterThan(100);
    const page = batchFilePage();
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
