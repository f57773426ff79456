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
  it('has every key of the schema', () => {
    const names = [...new Set(namesIn(batchJsonSchema()))];
    expect(names.length).toBeGreaterThan(100);
    const page = batchFilePage();
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
