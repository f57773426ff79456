import { describe, expect, it } from 'vitest';
import { sum, summaryIn, summaryText, totalOf } from './totals.ts';

const LOG = `
 Test Files  9 passed (9)
      Tests  90 passed (90)

\u001b[2m Test Files \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m | 3 passed | 1 skipped (5)
\u001b[2m      Tests \u001b[22m 2 failed | 30 passed (32)
   Start at  10:00:00
`;

describe('the summary of a log', () => {
  it('is the last one, with or without colours', () => {
    expect(summaryIn(LOG)).toEqual({
      files: { failed: 1, passed: 3, skipped: 1 },
      tests: { failed: 2, passed: 30 },
    });
  });

  it('is missing in a log that ends before the tests do', () => {
    expect(summaryIn(' RUN  v4.1.12\n ✓ src/a.test.ts (3 tests)\n')).toBeNull();
  });
});

describe('the total of summaries', () => {
  it('adds every kind, and reads as one of them', () => {
    const total = totalOf([
      { files: { passed: 2 }, tests: { passed: 20, skipped: 1 } },
      { files: { passed: 3, skipped: 1 }, tests: { passed: 5 } },
    ]);
    expect(sum(total.files)).toBe(6);
    expect(summaryText(total)).toBe(
      ' Test Files  5 passed | 1 skipped (6)\n      Tests  25 passed | 1 skipped (26)\n',
    );
    expect(summaryIn(summaryText(total))).toEqual(total);
  });
});
