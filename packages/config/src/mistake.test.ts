import { describe, expect, it } from 'vitest';
import { formatIssues, mistakeAt, type Origin } from './mistake.ts';

const at = (line: number, column: number): Origin => ({ kind: 'file', line, column });
const words = { path: ['tables', 0], expected: 'a', found: 'b' };

describe('formatIssues', () => {
  it('prints one line for each mistake by position, and overrides last', () => {
    const issues = [
      mistakeAt({ kind: 'override', source: '--set a.b' }, words),
      mistakeAt(at(12, 5), { ...words, hint: 'did you mean `columns`?' }),
      mistakeAt(at(2, 9), words),
      mistakeAt(at(2, 1), words),
    ];
    expect(formatIssues(issues, 'batch.yml').split('\n')).toEqual([
      'batch.yml:2:1  Expected a for `tables[0]`, found b',
      'batch.yml:2:9  Expected a for `tables[0]`, found b',
      'batch.yml:12:5  Expected a for `tables[0]`, found b (did you mean `columns`?)',
      '--set a.b  Expected a for `tables[0]`, found b',
    ]);
  });

  it('escapes a hostile file name', () => {
    expect(formatIssues([mistakeAt(at(1, 1), words)], 'a\u001b[2J.yml')).toMatch(/^a\\u001b\[2J\.yml:1:1 /);
  });
});
