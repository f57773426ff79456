import { describe, expect, it } from 'vitest';
import type { Input } from './list.ts';
import { withoutTwins } from './twins.ts';

const HOUR = 3_600_000;

function input(file: string, modified: number | null = HOUR): Input {
  return { file, path: `/in/${file}`, size: 1, modified, refused: null };
}

function read(...inputs: Input[]): { files: string[]; codes: string[] } {
  const { inputs: left, leftOut } = withoutTwins(inputs, 'openfast');
  return { files: left.map(({ file }) => file), codes: leftOut.map(({ code }) => code) };
}

describe('the results of one run in two files', () => {
  it.each([
    ['of the same time', HOUR],
    ['a moment older', HOUR - 1500],
    ['newer', 2 * HOUR],
  ])('are read from the binary one, %s', (_, modified) => {
    expect(read(input('a/run.out'), input('a/run.outb', modified))).toEqual({
      files: ['a/run.outb'],
      codes: ['SAME_RUN'],
    });
  });

  it('are read from the text if the binary one is left from an earlier run', () => {
    const inputs = [input('a/run.out'), input('a/run.outb', 0)];
    expect(read(...inputs)).toEqual({ files: ['a/run.out'], codes: ['STALE_BINARY'] });
    expect(withoutTwins(inputs, 'openfast').leftOut[0]?.message).toBe(
      'a/run.outb is 1 h 00 min older than a/run.out, so it is left from an earlier run: only a/run.out is read',
    );
  });

  it.each([
    ['in two folders', 'a/run.out', 'b/run.outb'],
    ['of other names', 'run1.out', 'run2.outb'],
    ['of a module', 'run.SD.out', 'run.outb'],
    ['whose names differ in case', 'run.out', 'Run.outb'],
  ])('are not files %s', (_, text, binary) => {
    expect(read(input(text), input(binary))).toEqual({ files: [text, binary], codes: [] });
  });

  it('are only sought among files of OpenFAST', () => {
    const inputs = [input('a.out'), input('a.outb')];
    expect(withoutTwins(inputs, 'orcaflex')).toEqual({ inputs, leftOut: [] });
  });

  it('may have extensions in any case', () => {
    expect(read(input('run.OUT'), input('run.OutB')).files).toEqual(['run.OutB']);
  });
});
