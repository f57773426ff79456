import { planReads, shapeOf, type TableSpec } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesMaker, linesOfPlan } from './made-lines.ts';
import type { StoredResult } from './result-bytes.ts';
import { readResult, resultBytes } from './result-bytes.ts';

const WHOLE = { kind: 'whole' } as const;
const KEY = { object: null, variable: '*', at: null, period: WHOLE };
const TABLE: TableSpec = {
  ...{ name: 'all', layout: 'long' as const },
  columns: [{ ...KEY, kind: 'series', statistics: ['max', 'mean'], label: null, transform: null }],
};
const PLAN = planReads([TABLE]);

function resultOf(channels: readonly string[], max: number | null): StoredResult {
  const statistics = {
    ...{ n: 3, min: -0.1, tMin: 0, max, tMax: 2, mean: 1e-7, std: 1, std1: 1.5, rms: null, skew: 0, kurt: 3 },
  };
  return {
    facts: {
      ...{ format: 'made', completeness: 'complete', samples: 3, series: channels.length, startTime: 0 },
      ...{ endTime: 2, plannedEndTime: null, warnings: [], writtenBy: 'Grüße' },
    },
    keys: [{ key: KEY, series: channels.map((_, i) => i), problem: null }],
    series: channels.map((variable, index) => {
      return { index, object: null, variable, unit: 'm', statistics, problem: null };
    }),
    ...{ values: [], links: [] },
    source: { size: 10, modified: 5, ends: '', whole: null },
  };
}

const channels = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });

describe('a result on storage', () => {
  it('is what it was, with the rows of tables that were made with it', () => {
    const lines = linesMaker(linesOfPlan([TABLE], PLAN).lines ?? [], PLAN);
    fc.assert(
      fc.property(channels, fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), (names, max) => {
        const result = resultOf(names, max);
        const made = lines?.(result) ?? [];
        const read = readResult(resultBytes(result, made));
        expect(read?.result).toEqual(JSON.parse(JSON.stringify(result)));
        expect([...(read?.lines ?? [])].map(([name, rows]) => [name, rows.toString('utf8')])).toEqual(
          made.map(({ name, text }) => [name, text]),
        );
        expect(made).toHaveLength(1);
      }),
    );
  });

  it('is read as earlier versions wrote it, which made no rows', () => {
    const result = resultOf(['A', 'B'], 4.5);
    expect(readResult(Buffer.from(JSON.stringify(result)))).toEqual({ result, lines: new Map() });
  });

  it('that is cut or changed is not a result, or another one, and never fails', () => {
    const whole = resultBytes(resultOf(['A', 'B'], 1), [{ name: 'rows', text: '\u0000a\r\n' }]);
    for (let length = 0; length < whole.length; length += 1)
      expect(readResult(whole.subarray(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        const read = readResult(changed);
        expect(read === null || read.result.series.length >= 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['', 'null', '{}', '[]', '{"packed":1,', '{"packed":1,\n', '{"packed":1}\n{}'])
      expect(readResult(Buffer.from(text))).toBeNull();
  });

  it('does not keep the shapes of all results that were read', () => {
    const shapeAfter = (others: number) => {
      const read = (name: string) => {
        const result = resultOf([name, 'B'], 1);
        const again = readResult(resultBytes(result))?.result;
        expect(again).toEqual(result);
        return again === undefined ? null : shapeOf(again);
      };
      const first = read('A');
      for (let i = 0; i < others; i += 1) read(`A${i}`);
      return { first, again: read('A') };
    };
    const few = shapeAfter(3);
    expect(few.again).toBe(few.first);
    const many = shapeAfter(20);
    expect(many.again).toEqual(many.first);
    expect(many.again).not.toBe(many.first);
  });
});
