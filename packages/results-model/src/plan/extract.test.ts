import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../../test/memory-file.ts';
import { column, range, table } from '../../test/specs.ts';
import type { FileFacts, PeriodRequest, SeriesSink } from '../reader/results-file.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import { extract } from './extract.ts';
import type { FileResult } from './file-result.ts';
import { planReads } from './plan-reads.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 3] };
const SURGE = { variable: 'Surge', values: [2, 2, 8] };

function follow(file: MemoryFile, ...columns: ColumnSpec[]): Promise<FileResult> {
  return extract(file, planReads([table('long', ...columns)]));
}

/** A file whose reader calls `deliver` instead of delivering samples. */
class Scripted extends MemoryFile {
  readonly #deliver: (sink: SeriesSink) => void;
  constructor(deliver: (sink: SeriesSink) => void, facts: Partial<FileFacts> = {}) {
    super([WAVE, SURGE], facts);
    this.#deliver = deliver;
  }
  override async read(_requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    this.#deliver(sink);
  }
}

describe('extract', () => {
  it('returns the statistics of every series that a key matches', async () => {
    const { series, keys } = await follow(new MemoryFile([WAVE, SURGE]), column('Surge'), column('*'));
    expect(keys.map((key) => key.series)).toEqual([[0], [1, 0]]);
    expect(series).toMatchObject([
      {
        index: 2,
        object: null,
        variable: 'Surge',
        unit: '(m)',
        problem: null,
        statistics: { n: 3, mean: 4, tMax: 2 },
      },
      { index: 1, variable: 'Wave', problem: null, statistics: { n: 3, min: 1, max: 5, tMax: 1, mean: 3 } },
    ]);
  });

  it('reads once, each series of a period once, however many keys refer to it', async () => {
    const file = new MemoryFile([WAVE, SURGE]);
    const late = range(1, 2);
    await follow(
      file,
      column('Wave'),
      column('*'),
      column('Surge', { period: late }),
      column('*', { period: late }),
    );
    expect(file.reads).toHaveLength(1);
    const read = file.reads[0]?.map(({ period, series }) => [
      period.kind,
      series.map(({ variable }) => variable),
    ]);
    expect(read).toEqual([
      ['whole', ['Wave', 'Surge']],
      ['range', ['Surge', 'Wave']],
    ]);
  });

  it('looks a series up once for all its periods', async () => {
    const file = new MemoryFile([WAVE]);
    await follow(
      file,
      column('Wave'),
      column('Wave', { period: range(0, 1) }),
      column('Wave', { object: 'Buoy' }),
    );
    expect(file.resolved).toEqual([
      { object: null, variable: 'Wave', at: null },
      { object: 'Buoy', variable: 'Wave', at: null },
    ]);
  });

  it('takes a series once if a reader names it twice', async () => {
    const file = new MemoryFile([WAVE]);
    const once = { ref: 0, index: 1, object: null, variable: 'Wave', unit: '(m)' };
    file.resolve = () => ({ kind: 'found', series: [once, once] });
    const { keys, series } = await follow(file, column('Wave'));
    expect(keys[0]?.series).toEqual([0]);
    expect(series).toHaveLength(1);
  });

  it('keeps periods of one series apart', async () => {
    const { series } = await follow(
      new MemoryFile([WAVE]),
      column('Wave', { period: range(null, 0) }),
      column('Wave', { period: range(1, null) }),
      column('Wave', { period: { kind: 'instant', time: 2 } }),
    );
    expect(series.map(({ statistics }) => statistics?.max)).toEqual([1, 5, 3]);
  });

  it('turns a key that the file lacks into a problem of the key', async () => {
    const { keys, series } = await follow(new MemoryFile([WAVE]), column('Sway'), column('Wave'));
    expect(keys[0]).toMatchObject({
      series: [],
      problem: { code: 'NO_SUCH_CHANNEL', message: 'no channel "Sway"' },
    });
    expect(keys[1]).toMatchObject({ series: [0], problem: null });
    expect(series).toHaveLength(1);
  });

  it('turns a wildcard without series into a problem of the key', async () => {
    const { keys } = await follow(new MemoryFile([]), column('*'));
    expect(keys[0]?.problem).toEqual({ code: 'NO_SERIES', message: 'the file has no series' });
  });

  it.each([
    [range(700, 900), 'no sample between 700 s and 900 s; the file covers 0 s to 2 s'],
    [range(700, null), 'no sample from 700 s on; the file covers 0 s to 2 s'],
    [range(null, -1), 'no sample up to -1 s; the file covers 0 s to 2 s'],
    [{ kind: 'instant', time: 0.5 }, 'no sample at 0.5 s; the file covers 0 s to 2 s'],
    [{ kind: 'stage', stage: 2 }, 'no sample in stage 2; the file covers 0 s to 2 s'],
    [{ kind: 'static' }, 'no sample in the static state; the file covers 0 s to 2 s'],
  ] as const)('reports that the period %j is empty', async (period, message) => {
    const { series } = await follow(new MemoryFile([WAVE]), column('Wave', { period }));
    expect(series).toMatchObject([{ statistics: null, problem: { code: 'EMPTY_PERIOD', message } }]);
  });

  it('reports if the file has no samples at all', async () => {
    const { series } = await follow(new MemoryFile([{ variable: 'Wave', values: [] }]), column('Wave'));
    expect(series[0]?.problem?.message).toBe('no sample in the whole simulation; the file has no samples');
  });

  it("keeps the reader's first problem of a series, and no statistics", async () => {
    const file = new Scripted((sink) => {
      sink.block(0, 1, Float64Array.of(0), Float64Array.of(Number.NaN));
      sink.problem(0, 1, { code: 'NOT_LOGGED', message: 'was not logged' });
      sink.problem(0, 1, { code: 'LATER_ON', message: 'something else' });
    });
    const { series, facts } = await follow(file, column('*'));
    expect(series[1]).toMatchObject({
      statistics: null,
      problem: { code: 'NOT_LOGGED', message: 'was not logged' },
    });
    expect(facts.warnings).toEqual([]);
  });

  it("puts the file's own warnings before those of reading", async () => {
    const file = new Scripted((sink) => sink.warning({ code: 'WHILE_READING', message: 'b' }), {
      warnings: [{ code: 'FROM_HEADER', message: 'a' }],
    });
    const { facts } = await follow(file, column('Wave'));
    expect(facts.warnings.map(({ code }) => code)).toEqual(['FROM_HEADER', 'WHILE_READING']);
  });

  it('names the columns of the period that a warning is about', async () => {
    const beyond = { code: 'PERIOD_BEYOND_END', message: 'the period ends late' };
    const file = new Scripted((sink) => {
      sink.warning(beyond, 0);
      sink.warning(beyond, 1);
    });
    const { facts } = await follow(file, column('Wave'), column('*', { period: range(0, 9) }));
    expect(facts.warnings.map(({ message, details }) => [message, details])).toEqual([
      ['the period ends late (column Wave)', { columns: 1 }],
      ['the period ends late (columns Wave, Surge)', { columns: 2 }],
    ]);
  });

  it('keeps a series with one transform apart from one with another, but reads it once', async () => {
    const file = new MemoryFile([WAVE]);
    const transform = { sqrt: false, factor: -1, offset: 10 };
    const { series } = await follow(file, column('Wave'), column('Wave', { transform }), column('*'));
    expect(series.map(({ statistics }) => [statistics?.min, statistics?.max, statistics?.tMax])).toEqual([
      [1, 5, 1],
      [5, 9, 0],
    ]);
    expect(file.reads[0]?.[0]?.series).toHaveLength(1);
  });

  it('treats samples without a square root as not finite', async () => {
    const transform = { sqrt: true, factor: 1, offset: 0 };
    const file = new MemoryFile([{ variable: 'Wave', values: [4, -4] }]);
    const { series } = await follow(file, column('Wave', { transform }));
    expect(series[0]?.statistics).toMatchObject({ n: 2, max: null });
    expect(series[0]?.problem?.code).toBe('NON_FINITE_SAMPLES');
  });

  it('reads the facts again once everything is read', async () => {
    class Counting extends MemoryFile {
      #calls = 0;
      override get facts(): FileFacts {
        return { ...this.known, counters: { calls: this.#calls } };
      }
      override async read(): Promise<void> {
        this.#calls += 3;
      }
    }
    const { facts } = await follow(new Counting([WAVE]), column('Wave'));
    expect(facts.counters).toEqual({ calls: 3 });
  });

  it('has a problem for a series with samples that are not finite, and no statistic but n', async () => {
    const bad = { variable: 'Tension', object: 'Line1', values: [1, Number.NaN, Number.POSITIVE_INFINITY] };
    const { facts, series } = await follow(new MemoryFile([WAVE, bad]), column('*'));
    expect(series[0]).toMatchObject({ problem: null, statistics: { n: WAVE.values.length } });
    expect(series[1]).toMatchObject({
      problem: {
        code: 'NON_FINITE_SAMPLES',
        message: '2 of 3 samples are NaN or infinite, so there are no statistics',
      },
      statistics: { n: 3, min: null, tMin: null, max: null, mean: null, std: null },
    });
    expect(facts.warnings).toEqual([]);
  });

  it('names the period of samples that are not finite unless it is the whole simulation', async () => {
    const bad = { variable: 'Wave', values: [1, Number.NaN] };
    const { series } = await follow(
      new MemoryFile([bad]),
      column('Wave', { period: { kind: 'range', from: 0, to: 10 } }),
    );
    expect(series[0]?.problem?.message).toContain('1 of 2 samples in the period [0, 10]');
  });

  it('returns a result that survives JSON unchanged', async () => {
    const file = new Scripted((sink) => sink.block(0, 0, Float64Array.of(-0), Float64Array.of(-0)), {
      startTime: -0,
      endTime: Number.NaN,
      warnings: [
        { code: 'ODD_DETAILS', message: 'x', details: { nan: Number.NaN, none: undefined, big: 2n ** 64n } },
      ],
    });
    const result = await follow(file, column('*'), column('Sway'), column('Wave', { period: range(-0, 1) }));
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
    expect(result.facts).toMatchObject({
      startTime: 0,
      endTime: null,
      warnings: [{ details: { nan: null, big: '18446744073709551616' } }],
    });
  });

  it('calls read even if nothing is found', async () => {
    const file = new MemoryFile([WAVE]);
    await follow(file, column('Sway'));
    expect(file.reads).toEqual([[]]);
  });

  it('passes on a fault of the file', async () => {
    const file = new Scripted(() => {
      throw new Error('the file shrank');
    });
    await expect(follow(file, column('Wave'))).rejects.toThrow('the file shrank');
  });

  it('rejects samples of a series that was not requested', async () => {
    const file = new Scripted((sink) => sink.block(0, 1, new Float64Array(1), new Float64Array(1)));
    await expect(follow(file, column('Wave'))).rejects.toThrow('no series 1 in request 0');
  });
});
