import { describe, expect, it } from 'vitest';
import type { Input } from '../../inputs/list.ts';
import { sameRuns } from './same-runs.ts';

const HOUR = 3_600_000;

function input(file: string, modified: number | null = HOUR): Input {
  return { file, path: `/in/${file}`, size: 1, modified, refused: null };
}

/** The inputs that do not count, with the reason. */
function left(...inputs: Input[]): (readonly [file: string | undefined, code: string])[] {
  return sameRuns(inputs, 'openfast').map(({ task, code }) => [inputs[task]?.file, code]);
}

describe('the results of one run in two files', () => {
  it.each([
    ['of the same time', HOUR],
    ['a moment older', HOUR - 1500],
    ['newer', 2 * HOUR],
  ])('count as the binary one, %s', (_, modified) => {
    expect(left(input('a/run.out'), input('a/run.outb', modified))).toEqual([['a/run.out', 'SAME_RUN']]);
  });

  it('count as the text if the binary one is left from an earlier run', () => {
    const inputs = [input('a/run.out'), input('a/run.outb', 0)];
    expect(left(...inputs)).toEqual([['a/run.outb', 'STALE_BINARY']]);
    expect(sameRuns(inputs, 'openfast')[0]?.message).toMatch(/^is 1 h 00 min older than a\/run\.out, /);
  });

  it.each([
    ['in two folders', 'a/run.out', 'b/run.outb'],
    ['of other names', 'run1.out', 'run2.outb'],
    ['of a module', 'run.SD.out', 'run.outb'],
    ['whose names differ in case', 'run.out', 'Run.outb'],
  ])('are not files %s', (_, text, binary) => {
    expect(left(input(text), input(binary))).toEqual([]);
  });

  it('are only sought among files of OpenFAST', () => {
    expect(sameRuns([input('a.out'), input('a.outb')], 'orcaflex')).toEqual([]);
  });

  it('may have extensions in any case', () => {
    expect(left(input('run.OUT'), input('run.OutB'))).toEqual([['run.OUT', 'SAME_RUN']]);
  });
});
