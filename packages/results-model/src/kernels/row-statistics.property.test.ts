import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Packing, RowLayout } from '../reader/results-file.ts';
import { StatisticsAccumulator, statisticsOf } from '../statistics/accumulator.ts';
import type { Statistics } from '../statistics/statistic.ts';
import { pieceKernel } from './piece-kernel.ts';
import { RowStatistics } from './row-statistics.ts';

const kernel = pieceKernel();

interface Found {
  readonly statistics: Statistics[];
  readonly samples: number[][];
}

/** Through the kernel, with the rows cut after every `step`. */
function byRows(
  { times, rows, step }: { times: Float64Array; rows: Int16Array | Float64Array; step: number },
  layout: RowLayout,
): Found {
  if (kernel === null) throw new Error('this machine has no vectors');
  const accumulators = layout.columns.map(() => new StatisticsAccumulator());
  const samples: number[][] = layout.columns.map(() => []);
  const lanes = accumulators.map((accumulator, series) => ({
    accumulators: [accumulator],
    samples:
      series % 2 === 0
        ? null
        : (_: Float64Array, values: Float64Array): void => void samples[series]?.push(...values),
  }));
  const receiver = RowStatistics.create(kernel, layout, lanes);
  for (let from = 0; from < times.length; from += step) {
    const to = Math.min(times.length, from + step);
    receiver?.add(times.slice(from, to), rows.slice(from * layout.width, to * layout.width));
  }
  receiver?.finish();
  return { statistics: accumulators.map((accumulator) => accumulator.result()), samples };
}

/** By the loops in TypeScript. */
function bySeries(
  times: Float64Array,
  rows: Int16Array | Float64Array,
  { columns, width, packings, kind }: RowLayout,
): Found {
  const series = columns.map((column, place) => {
    const { scale, offset } = packings[place] ?? { scale: Number.NaN, offset: 0 };
    return times.map((_, row) => {
      const value = rows[row * width + (column ?? 0)] as number;
      return kind === 'codes' ? (value - offset) / scale : value;
    });
  });
  return {
    statistics: series.map((values) => statisticsOf(times, values)),
    samples: series.map((values, place) => (place % 2 === 0 ? [] : [...values])),
  };
}

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 11 }),
  count: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 500, max: 1600 })),
  step: fc.oneof(fc.integer({ min: 1, max: 700 }), fc.constant(512), fc.constant(1024)),
  seed: fc.nat(),
});

const packing: fc.Arbitrary<Packing | null> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      scale: fc.double({ noNaN: true, min: 1e-3, max: 1e6 }),
      offset: fc.double({ noNaN: true, min: -4e4, max: 4e4 }),
    }),
  },
  // Powers of the samples that do not fit into a double, and series that cannot be decoded.
  fc.record({ scale: fc.constantFrom(1e200, -1e-200, 1e-305), offset: fc.constant(3) }),
  fc.constant(null),
);

/** Numbers in [0, 1), from a seed. */
function noise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return (state >>> 8) / 2 ** 24;
  };
}

/** A column that is not requested, and the others in a mixed order. */
function someColumns(width: number, next: () => number): number[] {
  const all = Array.from({ length: width }, (_, column) => column).sort(() => next() - 0.5);
  return width > 2 ? all.slice(1) : all;
}

describe('statistics of rows', () => {
  it('of codes have the bits of those of single series, however the rows are cut', () => {
    fc.assert(
      fc.property(sizes, fc.array(packing, { minLength: 11, maxLength: 11 }), (size, packings) => {
        const { width, count, step, seed } = size;
        const next = noise(seed);
        const times = Float64Array.from({ length: count }, (_, row) => 5 + row * 0.1);
        const range = [1, 2, 65_536][seed % 3] ?? 1;
        const rows = Int16Array.from({ length: count * width }, () => Math.floor((next() - 0.5) * range));
        const layout: RowLayout = { kind: 'codes', width, columns: someColumns(width, next), packings };
        expect(byRows({ times, rows, step }, layout)).toEqual(bySeries(times, rows, layout));
      }),
      { numRuns: 150 },
    );
  });

  it('of doubles have the bits of those of single series, also with NaN, infinities and zeros of both signs', () => {
    const special = [Number.NaN, Number.POSITIVE_INFINITY, -0, 0, 1e308, -1e308, 5e-324];
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 3 }), ({ width, count, step, seed }, odd) => {
        const next = noise(seed);
        const times = Float64Array.from({ length: count }, (_, row) => row / 7);
        const rows = Float64Array.from({ length: count * width }, () => 1e9 + next());
        for (let i = 0; i < odd * width; i += 1) {
          const at = Math.floor(next() * rows.length);
          rows[at] = special[Math.floor(next() * special.length)] ?? 0;
        }
        const columns = someColumns(width, next);
        const layout: RowLayout = { kind: 'doubles', width, columns, packings: columns.map(() => null) };
        expect(byRows({ times, rows, step }, layout)).toEqual(bySeries(times, rows, layout));
      }),
      { numRuns: 150 },
    );
  });

  it('are left to others if a row is very wide', () => {
    if (kernel === null) return;
    const layout: RowLayout = { kind: 'doubles', width: 1_000_000, columns: [0], packings: [null] };
    expect(RowStatistics.create(kernel, layout, [])).toBeNull();
  });
});
