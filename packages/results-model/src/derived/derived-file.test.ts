import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockFile, type BlockSeries } from '../../test/block-file.ts';
import { columnsOf, conditioned, formula } from '../../test/derived.ts';
import { MemoryFile } from '../../test/memory-file.ts';
import { link, range, table } from '../../test/specs.ts';
import { extract, followPlan } from '../plan/extract.ts';
import type { FileResult } from '../plan/file-result.ts';
import { planReads } from '../plan/plan-reads.ts';
import type { PeriodRequest, SeriesSink } from '../reader/results-file.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import type { Conditioning } from './derived-channel.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 3, -2, 4] };
const SURGE = { variable: 'Surge', values: [2, 2, 8, 0, 1] };
const SLOW: Conditioning = { kind: 'filter', filter: { kind: 'lowpass', cutOff: 0.1, order: 2 } };

function follow(file: BlockFile, ...columns: ColumnSpec[]): Promise<FileResult> {
  return extract(file, planReads([table('long', ...columns)]));
}

/** The time series of the columns, as one file has them. */
async function samples(
  file: BlockFile,
  ...columns: ColumnSpec[]
): Promise<{ readonly times: readonly number[]; readonly columns: readonly (readonly number[])[] }> {
  const { samples: tables } = await followPlan(file, planReads([table('time-series', ...columns)]));
  const [first] = tables;
  if (first?.kind !== 'series') throw new Error('no time series');
  return { times: [...first.times], columns: first.columns.map((values) => [...values]) };
}

function problemOf({ keys, series }: FileResult): string | undefined {
  return keys[0]?.problem?.message ?? series[0]?.problem?.message;
}

describe('a derived channel', () => {
  it('is computed from the series of the file, and from other derived channels', async () => {
    const of = columnsOf(formula('Twice', '2 * Sum', 'm'), formula('Sum', 'Wave + Surge'));
    const { series } = await follow(new BlockFile([WAVE, SURGE]), of('Twice'), of('Sum'));
    expect(series).toMatchObject([
      { index: 3, variable: 'Twice', unit: 'm', statistics: { min: -4, max: 22, n: 5 }, problem: null },
      { index: 4, variable: 'Sum', unit: '', statistics: { min: -2, max: 11, n: 5 }, problem: null },
    ]);
  });

  it('has the same bits however the series arrive', async () => {
    const names = ['A', 'B', 'C'];
    const long = names.map((variable, k): BlockSeries => {
      const values = Array.from({ length: 700 }, (_, i) => Math.sin(i * (k + 1.5)) * 10);
      return { variable, values };
    });
    const of = columnsOf(
      formula('F', 'hypot(A, B) - C / 7'),
      formula('G', 'F * A + Low'),
      conditioned('Low', 'F', SLOW),
    );
    const columns = [of('F'), of('G'), of('Low'), of('B')];
    const whole = await samples(new BlockFile(long, [700]), ...columns);
    expect(whole.columns.map(({ length }) => length)).toEqual([700, 700, 700, 700]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }),
        async (cuts) => {
          expect(await samples(new BlockFile(long, cuts), ...columns)).toEqual(whole);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('belongs to "*" unless it has other times than the file', async () => {
    const of = columnsOf(
      formula('Sum', 'Wave + Surge'),
      conditioned('Fine', 'Wave', { kind: 'resample', step: 0.5 }),
      formula('FineToo', '2 * Fine'),
    );
    const { series } = await follow(new BlockFile([WAVE, SURGE]), of('*'));
    expect(series.map(({ variable }) => variable)).toEqual(['Wave', 'Surge', 'Sum']);
  });

  it('says which of its series a file lacks, and suggests derived channels too', async () => {
    const of = columnsOf(formula('Sum', 'Wave + Heave'), formula('Twice', '2 * Sum'));
    const result = await follow(new BlockFile([WAVE, SURGE]), of('Twice'));
    expect(problemOf(result)).toBe('Twice: Sum: no channel "Heave"');
    const file = new BlockFile([WAVE]);
    await extract(file, planReads([table('long', of('Sums'))], ['Sum', 'Twice']));
    expect(file.resolved[0]).toMatchObject({ variable: 'Sums', alsoKnown: ['Sum', 'Twice'] });
  });

  it('has a row with the reason if "*" requests it and the file lacks a series', async () => {
    const { series } = await follow(new BlockFile([WAVE]), columnsOf(formula('Sum', 'Wave + Surge'))('*'));
    expect(series).toMatchObject([
      { variable: 'Wave', problem: null },
      { variable: 'Sum', statistics: null, problem: { message: 'Sum: no channel "Surge"' } },
    ]);
  });

  it('hides a channel of that name, with a warning', async () => {
    const of = columnsOf(formula('Wave', '2 * Surge'));
    const { facts, series } = await follow(new BlockFile([WAVE, SURGE]), of('Wave'));
    expect(series).toMatchObject([{ variable: 'Wave', statistics: { max: 16 } }]);
    expect(facts.warnings).toMatchObject([{ code: 'CHANNEL_SHADOWED' }]);
  });

  it('drives linked values, and is linked', async () => {
    const of = columnsOf(formula('Sum', 'Wave + Surge'), formula('Difference', 'Wave - Surge'));
    const linked = { ...of('Difference'), transform: null };
    const column = { ...link('Sum', []), channels: of('Sum').channels ?? [], linked: [linked] };
    const plan = planReads([{ name: 't', layout: 'linked', columns: [column] }]);
    const { links } = await extract(new BlockFile([WAVE, SURGE]), plan);
    expect(links).toMatchObject([
      { extremes: { max: 11, tMax: 2, atMax: [-5], min: -2, tMin: 3, atMin: [-2] } },
    ]);
  });

  it('does not exist if its series have different times', async () => {
    const late = { ...SURGE, times: [0, 1, 2, 3, 5] };
    const of = columnsOf(formula('Sum', 'Wave + Surge'));
    expect(problemOf(await follow(new BlockFile([WAVE, late]), of('Sum')))).toMatch(
      /sampled at different times/,
    );
    const shorter = { ...SURGE, values: [2, 2, 8] };
    expect(problemOf(await follow(new BlockFile([WAVE, shorter]), of('Sum')))).toMatch(
      /sampled at different times/,
    );
    const mixed = columnsOf(
      formula('Mixed', 'Wave + Fine'),
      conditioned('Fine', 'Wave', { kind: 'resample', step: 0.5 }),
    );
    expect(problemOf(await follow(new BlockFile([WAVE]), mixed('Mixed')))).toMatch(
      /sampled at different times/,
    );
  });

  it('is computed from resampled channels with the same step', async () => {
    const late = { variable: 'Late', values: [0, 1, 4], times: [0, 1, 4] };
    const step: Conditioning = { kind: 'resample', step: 2 };
    const of = columnsOf(
      conditioned('X', 'Late', step),
      conditioned('Y', 'X', step),
      formula('Sum', 'X + `X`'),
    );
    expect(await samples(new BlockFile([late]), of('Sum'))).toEqual({
      times: [0, 2, 4],
      columns: [[0, 4, 8]],
    });
  });

  it('that needs whole series is computed in several passes if they take much memory', async () => {
    const facts = { samples: 5_000_000, endTime: 4_999_999 };
    const values = Array.from({ length: 300 }, (_, i) => Math.sin(i / 20));
    const channels = ['A', 'B', 'C'].map((variable, k) => ({
      variable,
      values: values.map((v) => v * (k + 1)),
    }));
    const of = columnsOf(...channels.map(({ variable }) => conditioned(`Low${variable}`, variable, SLOW)));
    const columns = [of('LowA'), of('LowB'), of('LowC'), of('A')];
    const file = new BlockFile(channels, [17], facts);
    const large = await follow(file, ...columns);
    expect(
      file.reads.map((requests) => requests.map(({ series }) => series.map(({ variable }) => variable))),
    ).toEqual([[['A']], [['B']], [['C']]]);
    const small = await follow(new BlockFile(channels, [17]), ...columns);
    expect(large.series).toEqual(small.series);
  });

  it('has the problem of the series that it is computed from', async () => {
    class Refusing extends BlockFile {
      override async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
        await super.read(requests, sink);
        const place = requests[0]?.series.findIndex(({ variable }) => variable === 'Surge') ?? -1;
        sink.problem(0, place, { code: 'REFUSED', message: 'not logged' });
      }
    }
    const of = columnsOf(
      formula('Sum', 'Wave + Surge'),
      conditioned('Calm', 'Surge', { kind: 'detrend', trend: 'constant' }),
      formula('Twice', '2 * Wave'),
      formula('Less', 'Calm - 1'),
    );
    const { series } = await follow(new Refusing([WAVE, SURGE]), of('Sum'), of('Less'), of('Twice'));
    expect(series).toMatchObject([
      { statistics: null, problem: { code: 'REFUSED', message: 'Sum: not logged' } },
      { statistics: null, problem: { code: 'REFUSED', message: 'Less: Calm: not logged' } },
      { statistics: { max: 10 }, problem: null },
    ]);
  });

  it('sees the samples of its period only', async () => {
    const of = columnsOf(
      conditioned('Calm', 'Wave', { kind: 'detrend', trend: 'constant' }),
      formula('Twice', '2 * Wave'),
    );
    const file = new MemoryFile([WAVE]);
    const period = { period: range(1, 2) };
    const { series } = await extract(
      file,
      planReads([table('long', of('Calm', period), of('Twice', period))]),
    );
    expect(series).toMatchObject([
      { statistics: { n: 2, min: -1, max: 1 } },
      { statistics: { n: 2, min: 6, max: 10 } },
    ]);
    const instant = { period: { kind: 'instant', time: 3 } } as const;
    const one = await extract(file, planReads([table('long', of('Twice', instant))]));
    expect(one.series).toMatchObject([{ statistics: { n: 1, max: -4 } }]);
  });
});
