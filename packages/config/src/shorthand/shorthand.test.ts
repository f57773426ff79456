import { describe, expect, it } from 'vitest';
import { parseBatch } from '../parse-batch.ts';
import { inputPaths } from './input-paths.ts';
import { statisticName } from './statistic-names.ts';

const SHORT = `
inputs: ./dlc/**/*.outb
tables:
  - { name: loads, layout: wide, columns: [RootMyb1, { channel: TwrBsMyt, statistics: Max }], statistics: [max, StdDev], period: [60, 660] }
`;

const FULL = `
version: 1
batch: loads
reader: openfast
output: ./ballast-out
inputs: { directory: ./dlc, include: ["**/*.outb"] }
tables:
  - name: loads
    layout: wide
    columns:
      - { variable: RootMyb1, statistics: [max, std], period: [60, 660] }
      - { variable: TwrBsMyt, statistics: [max], period: [60, 660] }
`;

function batchOf(text: string, defaults = {}): unknown {
  const parsed = parseBatch({ text, source: 'loads.yml', defaults });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return parsed.batch;
}

function mistakes(text: string): readonly string[] {
  const parsed = parseBatch({ text, source: 'loads.yml' });
  if (parsed.ok) return [];
  return parsed.issues.map(
    (one) => `${'line' in one ? `${one.line}:${one.column} ` : ''}${one.message} (${one.hint})`,
  );
}

describe('a short batch file', () => {
  it('means the same as the full one', () => {
    expect(batchOf(SHORT, { name: 'loads' })).toEqual(batchOf(FULL));
  });

  it('has a note about the version that it leaves out, and no other', () => {
    const parsed = parseBatch({ text: SHORT, source: 'loads.yml' });
    expect(parsed.ok && parsed.warnings.map(({ message }) => message)).toEqual([
      'no `version`: read as version 1',
    ]);
  });

  it('has mistakes where they were written', () => {
    expect(mistakes(SHORT.replace('Max }', 'Mox }'))).toEqual([
      expect.stringMatching(/^4:87 .*found the text `Mox` \(did you mean `max`\?\)$/),
    ]);
    expect(mistakes(SHORT.replace('[RootMyb1,', '[7,'))).toEqual([expect.stringMatching(/^4:44 /)]);
  });

  it('needs a reader if its patterns do not show which', () => {
    expect(mistakes(SHORT.replace('/**/*.outb', ''))).toEqual([
      expect.stringMatching(
        /^2:1 No reader is named, .*: the patterns do not show which: write `reader: openfast`/,
      ),
    ]);
  });

  it('may leave the reader to the caller, who sees the inputs', () => {
    const text = SHORT.replace('./dlc/**/*.outb', './dlc');
    const seen: unknown[] = [];
    const readerOf = (inputs: unknown): { kind: 'found'; reader: 'openfast' } => {
      seen.push(inputs);
      return { kind: 'found', reader: 'openfast' };
    };
    expect(batchOf(text, { readerOf })).toMatchObject({ reader: 'openfast' });
    expect(seen).toEqual([{ directory: './dlc', include: null, exclude: [] }]);
  });

  it('gets a name that can be part of a file name', () => {
    expect(batchOf(SHORT, { name: 'a b:c' })).toMatchObject({ name: 'a-b-c' });
    expect(batchOf(SHORT, { name: '..' })).toMatchObject({ name: 'batch' });
  });

  it('can be overridden in its short or its full form', () => {
    const parsed = parseBatch({
      text: SHORT,
      source: 'loads.yml',
      overrides: ['inputs.include="*.out"', 'tables[0].columns[0].statistics=Mean'],
    });
    expect(parsed.ok && parsed.batch).toMatchObject({
      inputs: { directory: './dlc', include: ['*.out'] },
      tables: [{ columns: [{ statistics: ['mean'] }, { statistics: ['max'] }] }],
    });
  });
});

describe('paths of inputs', () => {
  it.each([
    [['./dlc'], './dlc', null],
    [['dlc/'], 'dlc/', null],
    [['C:\\sims\\*.sim'], 'C:/sims', ['*.sim']],
    [['C:\\*.sim'], 'C:/', ['*.sim']],
    [['/*.sim'], '/', ['*.sim']],
    [['case1.outb'], '.', ['case1.outb']],
    [['a/x/1.outb', 'a/y/2.outb'], 'a', ['x/1.outb', 'y/2.outb']],
    [['a/x/*.outb', '!a/x/bad*'], 'a/x', ['*.outb', '!bad*']],
    [['a', 'b/c'], '.', ['a/**/*.{out,outb,sim}', 'b/c/**/*.{out,outb,sim}']],
    [['../a/*.out', '../b/*.out'], '..', ['a/*.out', 'b/*.out']],
    [['runs (1)/s.sim'], 'runs (1)', ['s.sim']],
  ])('%j', (written, directory, include) => {
    expect(inputPaths(written)).toEqual({ directory, include });
  });
});

describe('names of statistics', () => {
  it.each([
    ['Max', 'max'],
    ['StdDev', 'std'],
    ['std_dev', 'std'],
    ['Average', 'mean'],
    ['TMAX', 'tMax'],
    ['P99', 'p99'],
    ['ZMax', 'zMax'],
    ['AbsMax', 'absmax'],
    ['maxx', 'maxx'],
    ['toString', 'toString'],
  ])('%s is %s', (written, name) => {
    expect(statisticName(written)).toBe(name);
  });
});
