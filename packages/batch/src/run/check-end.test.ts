import { bytes, milliseconds } from '@ballast/resource-model';
import type { AttemptEnd } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { checkEnd } from './check-end.ts';

const measures = {
  highWater: null,
  loadTime: milliseconds(1),
  computeTime: milliseconds(1),
  bytesRead: bytes(1),
};
const output = { resultName: (task: number, attempt: number) => `results/${task}.${attempt}.json` };

function succeeded(result: string | null): AttemptEnd {
  return { kind: 'succeeded', result, problems: 0, notes: [], completeness: 'complete', measures };
}

describe('the end of an attempt', () => {
  it('names the result file that was ordered', () => {
    expect(checkEnd(output, succeeded('results/3.2.json'), { task: 3, attempt: 2 })).toBeNull();
  });

  it.each([
    ['of another task', 'results/4.2.json'],
    ['of another attempt', 'results/3.1.json'],
    ['outside the folder', '../../etc/hostname'],
    ['at all: there is none', null],
  ])('is wrong if it names a file %s', (_, result) => {
    expect(checkEnd(output, succeeded(result), { task: 3, attempt: 2 })).toMatch(
      /^expected the result file of attempt 2 of task 3/,
    );
  });

  it('names nothing if the attempt failed', () => {
    const fault = { code: 'FILE_EMPTY', message: 'it is empty' };
    expect(checkEnd(output, { kind: 'failed', fault, measures }, { task: 3, attempt: 2 })).toBeNull();
  });
});
