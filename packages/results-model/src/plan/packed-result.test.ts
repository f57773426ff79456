import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesProblem } from '../reader/results-file.ts';
import { WHOLE } from '../series/period.ts';
import { STATISTICS, type Statistics } from '../statistics/statistic.ts';
import type { FileResult, KeyResult, SeriesResult } from './file-result.ts';
import { packResult, shapeOf, unpackResult } from './packed-result.ts';

const number = fc.oneof(fc.double(), fc.constantFrom(null, 0, -0, 1e300, Number.MIN_VALUE));
const statistics: fc.Arbitrary<Statistics> = fc
  .tuple(fc.nat(), fc.array(number, { minLength: STATISTICS.length - 1, maxLength: STATISTICS.length - 1 }))
  .map(
    ([n, others]) =>
      Object.fromEntries(STATISTICS.map((name, i) => [name, i === 0 ? n : others[i - 1]])) as never,
  );
const problem: fc.Arbitrary<SeriesProblem | null> = fc.option(
  fc.record({ code: fc.string(), message: fc.string() }),
);
const series: fc.Arbitrary<SeriesResult> = fc.record({
  index: fc.nat(),
  object: fc.option(fc.string()),
  variable: fc.string({ unit: 'binary' }),
  unit: fc.string(),
  statistics: fc.option(statistics),
  problem,
});
const key: fc.Arbitrary<KeyResult> = fc.record(
  {
    key: fc.constant({ object: null, variable: '*', at: null, period: WHOLE }),
    series: fc.array(fc.nat()),
    reductions: fc.array(fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })))),
    problem,
  },
  { requiredKeys: ['key', 'series', 'problem'] },
);
const result: fc.Arbitrary<FileResult> = fc.record({
  facts: fc.constant({
    ...{ format: 'made', completeness: 'complete', samples: 3, series: null, startTime: 0, endTime: 1 },
    ...{ plannedEndTime: null, warnings: [], writtenBy: null },
  } as const),
  keys: fc.array(key, { maxLength: 4 }),
  series: fc.array(series, { maxLength: 12 }),
  values: fc.constant([]),
  links: fc.constant([]),
});

const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** As it comes back from storage: the numbers as doubles, the rest as JSON. */
function stored(one: FileResult): FileResult {
  const { shape, numbers, rest } = packResult(one);
  return unpackResult<FileResult>({
    shape: asJson(shape),
    numbers: new Float64Array(numbers),
    rest: asJson(rest),
  });
}

describe('a packed result', () => {
  it('is what JSON would have kept of the result', () => {
    fc.assert(
      fc.property(result, (one) => {
        expect(asJson(stored(one))).toEqual(asJson(one));
        expect(stored(one)).toEqual(asJson(one));
        // Nodes compare keys as text.
        expect(JSON.stringify(stored(one).keys)).toBe(JSON.stringify(one.keys));
      }),
    );
  });

  it('shares its shape with results that have the same series', () => {
    fc.assert(
      fc.property(result, fc.array(statistics, { minLength: 12, maxLength: 12 }), (one, others) => {
        const other = {
          ...one,
          series: one.series.map((own, i) => ({
            ...own,
            statistics: own.statistics === null ? null : (others[i] ?? null),
          })),
        };
        const { shape, numbers, rest } = packResult(one);
        const of = packResult(other);
        expect(of.shape).toEqual(shape);
        const [first, second] = [
          unpackResult<FileResult>({ shape, numbers, rest }),
          unpackResult<FileResult>({ ...of, rest: asJson(of.rest), shape }),
        ];
        expect(shapeOf(first)).toBe(shape);
        expect(shapeOf(second)).toBe(shape);
        expect(second).toEqual(asJson(other));
        expect(shapeOf(one)).toBeNull();
      }),
    );
  });

  it('is refused if its numbers are not those of its series', () => {
    const { shape, rest } = packResult({
      ...{ facts: {} as FileResult['facts'], keys: [], values: [], links: [] },
      series: [
        {
          ...{ index: 0, object: null, variable: 'A', unit: 'm', problem: null },
          statistics: Object.fromEntries(STATISTICS.map((name) => [name, 1])) as never,
        },
      ],
    });
    expect(() => unpackResult({ shape, numbers: new Float64Array(3), rest })).toThrow(
      'not those of its series',
    );
  });
});
