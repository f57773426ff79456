import type { FileResult, ReadPlan, SeriesKey } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { readResult, resultBytes } from '../worker/results/result-bytes.ts';
import { type ResultsCollector, resultsCollector } from './results.ts';

const WHOLE = { kind: 'whole' } as const;
const KEYS: readonly SeriesKey[] = ['Wind', 'Tower'].map((variable) => ({
  object: null,
  variable,
  at: null,
  period: WHOLE,
  reductions:
    variable === 'Tower'
      ? [
          {
            kind: 'del',
            m: 4,
            reference: { frequency: 1 },
            meanStress: { rule: 'none' },
            residue: 'half',
            ends: true,
          },
        ]
      : [],
}));

const PLAN: ReadPlan = { keys: KEYS, values: [], links: [], samples: [], columns: [] };
const COUNTS = { counts: { inputs: 0, statuses: {} }, notes: [] } as unknown as Parameters<
  ResultsCollector['figures']
>[0];

interface Values {
  readonly wind: number;
  readonly tower: number;
  readonly unit?: string;
}

/** A result of two channels, each from 1 below its mean to 2 above. */
function resultOf({ wind, tower, unit = '(kN)' }: Values): FileResult {
  const series = [
    { variable: 'Wind', unit: '(m/s)', mean: wind },
    { variable: 'Tower', unit, mean: tower },
  ].map(({ variable, unit: own, mean }, index) => ({
    index,
    object: null,
    variable,
    unit: own,
    problem: null,
    statistics: { n: 9, min: mean - 1, tMin: 3, max: mean + 2, tMax: 5, mean, std: 0.5 },
  }));
  const keys = KEYS.map((key, position) => ({
    key,
    series: [position],
    problem: null,
    ...(position === 1 ? { reductions: [[tower / 10]] } : {}),
  }));
  return { facts: {}, keys, series, values: [], links: [] } as unknown as FileResult;
}

/** As it is read from storage: results with the same series share what they are. */
function read(result: FileResult): FileResult {
  const found = readResult(
    resultBytes({ ...result, source: { size: 1, modified: 1, ends: '', whole: null } }),
  );
  if (found === null) throw new Error('it is not a result');
  return found.result;
}

function collected(
  files: readonly (Values & { readonly file: string })[],
  stored: (result: FileResult) => FileResult = (result) => result,
): ReturnType<ResultsCollector['figures']> {
  const names = files.map(({ file }) => file);
  const collector = resultsCollector({ plan: PLAN, files: names, cases: null });
  for (const [task, values] of files.entries()) {
    const known = { file: '', name: '', files: null, offset: null };
    collector.add({ task, result: stored(resultOf(values)), known });
  }
  return collector.figures(COUNTS);
}

const grid = (count: number): (Values & { readonly file: string })[] =>
  Array.from({ length: count }, (_, i) => ({
    file: `ws${4 + 2 * (i % 5)}_s${Math.floor(i / 5)}.outb`,
    wind: 4 + 2 * (i % 5),
    tower: 100 + i,
  }));

describe('the results of a batch', () => {
  it('are the same whether or not files with the same series share what they are', () => {
    const files = grid(40).map((one, i) => (i % 7 === 3 ? { ...one, unit: '(N)' } : one));
    expect(collected(files, read)).toEqual(collected(files));
    expect(collected(files, read)?.doubts).not.toEqual([]);
  });

  it('have the extremes of each channel with their files and times, and its equivalent loads', () => {
    const tower = collected(grid(30))?.channels[1];
    expect(tower).toMatchObject({
      name: 'Tower',
      unit: 'kN',
      files: 30,
      min: 99,
      max: 131,
      mean: 114.5,
      std: 0.5,
    });
    expect(tower?.largest).toHaveLength(10);
    expect(tower?.largest.slice(0, 2)).toEqual([
      { task: 29, file: 'ws12_s5.outb', value: 131, at: 5 },
      { task: 28, file: 'ws10_s5.outb', value: 130, at: 5 },
    ]);
    expect(tower?.smallest[0]).toEqual({ task: 0, file: 'ws4_s0.outb', value: 99, at: 3 });
    expect(tower?.reductions).toEqual([
      {
        label: 'del4',
        unit: 'kN',
        files: 30,
        mean: expect.closeTo(11.45, 9),
        max: 12.9,
        file: 'ws12_s5.outb',
      },
    ]);
  });

  it('can be shown over their order, over numbers in their names and over a mean', () => {
    const results = collected(grid(30));
    expect(results?.against.map(({ name }) => name)).toEqual([
      'the files in their order',
      'number after "ws" in the name',
      'number after "_s" in the name',
      'mean of Wind',
    ]);
    expect(results?.against[1]?.x.slice(0, 6)).toEqual([4, 6, 8, 10, 12, 4]);
    expect(results?.channels[0]?.curves).toHaveLength(1);
  });

  it('are grouped if there are thousands, with the smallest, the mean and the largest of each group', () => {
    const results = collected(grid(2500));
    const [order, ws] = results?.against ?? [];
    expect(order?.count.reduce((sum, count) => sum + count, 0)).toBe(2500);
    expect(order?.x.length).toBe(200);
    expect([ws?.x, ws?.count, ws?.task]).toEqual([
      [4, 6, 8, 10, 12],
      [500, 500, 500, 500, 500],
      [null, null, null, null, null],
    ]);
    const tower = results?.channels[1]?.curves[1];
    expect([tower?.min[0], tower?.max[4]]).toEqual([99, 2601]);
    expect(tower?.mean[0]).toBeCloseTo(100 + (0 + 2495) / 2);
  });

  it('leave out files that have another unit, and say so', () => {
    const files = grid(10).map((file, i) => (i === 4 ? { ...file, unit: '(MN)' } : file));
    const results = collected(files);
    expect(results?.channels[1]?.files).toBe(9);
    expect(results?.doubts).toEqual(['Tower is not in kN in 1 file: those are left out here.']);
    // Another spelling is the same unit.
    const spelled = collected(grid(10).map((file) => ({ ...file, unit: '[kN]' })));
    expect(spelled?.doubts).toEqual([]);
  });

  it('are nothing without a file that has any', () => {
    expect(collected([])).toBeNull();
  });
});
