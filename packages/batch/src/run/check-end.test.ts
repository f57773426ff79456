import { bytes, milliseconds } from '@ballast/resource-model';
import type { AttemptEnd } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { checkEnd } from './check-end.ts';

const ORDER = { task: 3, attempt: 2 };
const output = {
  own: '0a1b2c3d',
  resultName: (task: number, attempt: number) => `results/${task}-${attempt}-ab.json`,
};
const measures = {
  highWater: null,
  loadTime: milliseconds(1),
  computeTime: milliseconds(1),
  bytesRead: bytes(1),
};

function succeeded(result: string | null, ...names: string[]): AttemptEnd {
  const files = names.map((name) => ({ name, bytes: 1, sha256: '0'.repeat(64) }));
  return { kind: 'succeeded', result, files, problems: 0, notes: [], completeness: 'complete', measures };
}

describe('the end of an attempt', () => {
  const RESULT = 'results/3-2-ab.json';

  it('names the files that were ordered', () => {
    expect(checkEnd(output, succeeded(RESULT, RESULT), ORDER)).toBeNull();
    const series = ['results/3-2-ab.0.csv', 'results/3-2-ab.12.csv'];
    expect(checkEnd(output, succeeded(RESULT, RESULT, ...series), ORDER)).toBeNull();
  });

  it('names a part of a file of this coordinator', () => {
    const entry = (own: string, attempt: string): string =>
      `.ballast/results/${own}-01234567.results#${attempt}@4096`;
    const reason = (name: string): string | null => checkEnd(output, succeeded(name, name), ORDER);
    expect(reason(entry('0a1b2c3d', '3-2'))).toBeNull();
    expect(reason(entry('0a1b2c3e', '3-2'))).toMatch(/^expected the result file/);
    expect(reason(entry('0a1b2c3d', '4-2'))).toMatch(/^expected the result file/);
    expect(reason(entry('0a1b2c3d', '3-1'))).toMatch(/^expected the result file/);
  });

  it.each([
    ['of another task', 'results/4-2-ab.json'],
    ['of another attempt', 'results/3-1-ab.json'],
    ['outside the folder', '../../etc/hostname'],
    ['at all: there is none', null],
  ])('is wrong if it names a result %s', (_, result) => {
    expect(checkEnd(output, succeeded(result, RESULT), ORDER)).toMatch(
      /^expected the result file of attempt 2 of task 3/,
    );
  });

  it('is wrong without the digest of its result, or with files of another attempt', () => {
    expect(checkEnd(output, succeeded(RESULT), ORDER)).toMatch(/^expected the digest of the result file/);
    for (const name of ['results/3-1-ab.0.csv', 'results/3-2-ab.json', '../3-2-ab.0.csv']) {
      expect(checkEnd(output, succeeded(RESULT, RESULT, name), ORDER)).toMatch(/^expected files with time/);
    }
  });

  it('names nothing if the attempt failed', () => {
    const fault = { code: 'FILE_EMPTY', message: 'it is empty' };
    expect(checkEnd(output, { kind: 'failed', fault, measures }, ORDER)).toBeNull();
  });
});
