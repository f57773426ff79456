import type { NamePattern } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import type { Input } from './list.ts';
import { withReadableNames } from './run-names.ts';

const NAMES: NamePattern = {
  kind: 'positions',
  delimiter: '_',
  positions: [
    { name: 'router', position: 0 },
    { name: 'ttl', position: 1 },
  ],
  extract: [{ name: 'ttl', pattern: 'number' }],
};

function input(file: string, refused: Input['refused'] = null): Input {
  return { file, path: `/in/${file}`, size: 1, modified: 0, refused };
}

describe('inputs of a batch that reads names', () => {
  it('are refused if their names do not show their runs, and keep earlier reasons', () => {
    const gone = { code: 'INPUT_MISSING', message: 'gone' };
    const inputs = [
      input('R_60_MessageStatsReport.txt'),
      input('R_sixty_MessageStatsReport.txt'),
      input('R_MessageStatsReport.txt', gone),
    ];
    expect(withReadableNames(inputs, NAMES).map(({ refused }) => refused)).toEqual([
      null,
      expect.objectContaining({
        code: 'NAME_UNMATCHED',
        message: 'the name does not show its run: its ttl "sixty" does not match what is taken of it',
      }),
      gone,
    ]);
  });

  it('are as they were without names', () => {
    const inputs = [input('anything.txt')];
    expect(withReadableNames(inputs, null)).toBe(inputs);
  });
});
