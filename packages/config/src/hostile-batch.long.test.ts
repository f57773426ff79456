import { expect, it } from 'vitest';
import { lines, parse } from '../test/parsing.ts';

it('a batch file with a hundred thousand mistakes does not exhaust the stack', () => {
  const result = parse(`tables: [{ columns: [${'1,'.repeat(150_000)}] }]`);
  expect(lines(result)).toContain('b:1:1  Expected fewer mistakes, found too many to list');
});
