import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../../test/memory-file.ts';
import { column, link, range, table } from '../../test/specs.ts';
import type { PeriodRequest, SeriesSink } from '../reader/results-file.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import { extract } from './extract.ts';
import { planReads } from './plan-reads.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 5, -2] };
const SURGE = { variable: 'Surge', values: [10, 20, 30, 40] };

const follow = (file: MemoryFile, ...columns: ColumnSpec[]) =>
  extract(file, planReads([table('linked', ...columns)]));

describe('linked extremes', () => {
  it('are the first of the driver, with the others at the same samples', async () => {
    const { links } = await follow(new MemoryFile([WAVE, SURGE]), link('Wave', ['Surge', 'Wave']));
    expect(links).toEqual([
      {
        extremes: { max: 5, tMax: 1, atMax: [20, 5], min: -2, tMin: 3, atMin: [40, -2] },
        problem: null,
      },
    ]);
  });

  it('read each series of a period once, even if another column requests it', async () => {
    const file = new MemoryFile([WAVE, SURGE]);
    await extract(
      file,
      planReads([
        table('linked', link('Wave', ['Surge']), link('Surge', ['Wave'])),
        table('wide', column('Wave')),
      ]),
    );
    expect(file.reads[0]?.map(({ series }) => series.map(({ variable }) => variable))).toEqual([
      ['Wave', 'Surge'],
    ]);
  });

  it('use the period and the transform of the column', async () => {
    const transform = { sqrt: false, factor: -1, offset: 0 };
    const { links } = await follow(
      new MemoryFile([WAVE, SURGE]),
      link('Wave', ['Surge'], { period: range(1, 2), transform }),
    );
    expect(links[0]?.extremes).toEqual({ max: -5, tMax: 1, atMax: [20], min: -5, tMin: 1, atMin: [20] });
  });

  it('do not exist for a driver that is missing, empty or not finite; a missing linked series is null', async () => {
    const bad = { variable: 'Bad', values: [1, Number.NaN, 3, 4] };
    const { links, keys, series } = await follow(
      new MemoryFile([WAVE, bad]),
      link('Sway', ['Wave']),
      link('Wave', ['Sway', 'Bad']),
      link('Bad', ['Wave']),
      link('Wave', ['Bad'], { period: range(70, 80) }),
    );
    expect(links.map(({ extremes }) => extremes?.atMax ?? null)).toEqual([null, [null, null], null, null]);
    expect(keys[0]?.problem?.code).toBe('NO_SUCH_CHANNEL');
    expect(series.at(-1)?.problem?.code).toBe('EMPTY_PERIOD');
  });

  it('do not exist if the series were sampled at different times', async () => {
    class Apart extends MemoryFile {
      override async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
        for (const [at] of (requests[0]?.series ?? []).entries()) {
          sink.block(0, at, Float64Array.of(0, 1 + at), Float64Array.of(1, 2));
        }
      }
    }
    const { links, facts } = await follow(new Apart([WAVE, SURGE]), link('Wave', ['Surge']));
    expect(links).toMatchObject([{ extremes: null, problem: { code: 'TIMES_DIFFER' } }]);
    expect(facts.warnings).toMatchObject([
      { code: 'TIMES_DIFFER', message: expect.stringContaining('(column Surge)') },
    ]);
  });

  it('agree with the statistics of the driver, however the reader cuts the series into blocks', async () => {
    const sample = fc.record({
      a: fc.integer({ min: -5, max: 5 }),
      b: fc.double({ noNaN: true }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 60 }), async (samples) => {
        const { links, series } = await follow(new Cut(samples), link('a', ['b']));
        const found = links[0]?.extremes;
        expect(series[0]?.statistics).toMatchObject({
          max: found?.max,
          tMax: found?.tMax,
          min: found?.min,
          tMin: found?.tMin,
        });
        const expected = samples[found?.tMax ?? -1]?.b ?? Number.NaN;
        expect(found?.atMax).toEqual([Number.isFinite(expected) ? expected + 0 : null]);
      }),
    );
  });
});

interface Sample {
  readonly a: number;
  readonly b: number;
  /** Whether a block ends here. */
  readonly cut: boolean;
}

/** Two series, delivered alternately in blocks of any length. */
class Cut extends MemoryFile {
  readonly #samples: readonly Sample[];

  constructor(samples: readonly Sample[]) {
    super(
      (['a', 'b'] as const).map((variable) => ({ variable, values: samples.map((one) => one[variable]) })),
    );
    this.#samples = samples;
  }

  override async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    let from = 0;
    for (const [i, { cut }] of this.#samples.entries()) {
      if (!cut && i + 1 < this.#samples.length) continue;
      const block = this.#samples.slice(from, i + 1);
      const times = Float64Array.from(block, (_, k) => from + k);
      for (const [at, { variable }] of (requests[0]?.series ?? []).entries()) {
        const values = Float64Array.from(block, (one) => one[variable === 'a' ? 'a' : 'b']);
        sink.block(0, at, times, values);
      }
      from = i + 1;
    }
  }
}
