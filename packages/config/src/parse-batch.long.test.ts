import { expect, it } from 'vitest';
import { formatIssues } from './mistake.ts';
import { parseBatch } from './parse-batch.ts';

it('a batch file with a hundred thousand mistakes exhausts no stack', () => {
  const result = parseBatch({
    text: `tables: [{ columns: [${'1,'.repeat(150_000)}] }]`,
    source: 'batch.yml',
  });
  const lines = formatIssues(result.ok ? [] : result.issues, 'b').split('\n');
  expect(lines).toContain('b:1:1  Expected fewer mistakes, found too many to list.');
});
