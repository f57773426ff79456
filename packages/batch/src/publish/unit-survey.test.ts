import type { FileResult } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResult, resultBytes } from '../worker/results/result-bytes.ts';
import { UnitSurvey } from './unit-survey.ts';

const KEY = { object: null, variable: '*', at: null, period: { kind: 'whole' } } as const;

function resultOf(
  channels: readonly (readonly [name: string, unit: string])[],
  value: string | null,
): FileResult {
  return {
    facts: {},
    keys: [{ key: KEY, series: channels.map((_, i) => i), problem: null }],
    series: channels.map(([variable, unit], index) => {
      return { index, object: null, variable, unit, statistics: null, problem: null };
    }),
    values:
      value === null
        ? []
        : [
            {
              key: { kind: 'static', object: null, variable: 'A', at: null },
              unit: value,
              value: 1,
              problem: null,
            },
          ],
    links: [],
  } as unknown as FileResult;
}

const unit = fc.constantFrom('(kN)', '(N)', 'kN', '');
const file = fc.record({
  channels: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), unit), { maxLength: 4 }),
  value: fc.option(unit),
});

describe('UnitSurvey', () => {
  it('finds the same whether or not files with the same series share what they are', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (files) => {
        const [plain, shared] = [new UnitSurvey(), new UnitSurvey()];
        for (const [i, { channels, value }] of files.entries()) {
          const result = resultOf(channels, value);
          const source = { size: 1, modified: 1, ends: '', whole: null };
          plain.add(`f${i}`, result);
          const read = readResult(resultBytes({ ...result, source }));
          if (read !== null) shared.add(`f${i}`, read.result);
        }
        expect(shared.differences()).toEqual(plain.differences());
        found += plain.differences().length;
      }),
    );
    expect(found).toBeGreaterThan(10);
  });
});
