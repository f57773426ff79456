import type { FileWarning, ResultsFile, SeriesProblem, ValueAnswer } from '../reader/results-file.ts';
import { transformed } from '../series/transform.ts';
import { rangeStatistics } from '../values/range-statistics.ts';
import { storedCurves } from '../values/stored-curves.ts';
import { type ValueKey, valueName } from '../values/value-key.ts';
import type { ValueResult } from './file-result.ts';
import { withColumns } from './series-warnings.ts';

/** Requests every value from the file once, in the order of the plan. A value that the file lacks becomes a problem. */
export async function requestValues(
  file: ResultsFile,
  keys: readonly ValueKey[],
): Promise<{ values: ValueResult[]; warnings: FileWarning[] }> {
  const values: ValueResult[] = [];
  const warnings: FileWarning[] = [];
  for (const key of keys) {
    const answer = (await file.value?.(key)) ?? NOT_SUPPORTED;
    values.push(resultOf(key, answer));
    if (answer.kind !== 'missing' && answer.kind !== 'figures' && answer.warning !== undefined) {
      warnings.push(withColumns(answer.warning, [valueName(key)]));
    }
  }
  return { values, warnings };
}

const NOT_SUPPORTED: ValueAnswer = {
  kind: 'missing',
  problem: {
    code: 'VALUES_NOT_SUPPORTED',
    message: 'files of this format have time series only: no static results, data or range graphs',
  },
};

function resultOf(key: ValueKey, answer: ValueAnswer): ValueResult {
  switch (answer.kind) {
    case 'missing':
      return withoutValue(key, answer.problem);
    case 'curves': {
      if (key.kind !== 'range-graph')
        throw new Error(`defect: the reader returned curves for ${valueName(key)}`);
      const range = rangeStatistics(answer.curves, key.transform ?? null);
      const curves =
        key.curves === true ? { curves: storedCurves(answer.curves, key.transform ?? null) } : {};
      return { key, unit: answer.unit, value: null, range, ...curves, problem: null };
    }
    case 'figures': {
      const { figures } = answer;
      return { key, unit: '', value: null, range: null, figures, problem: null };
    }
    case 'value': {
      if (key.kind === 'range-graph')
        throw new Error(`defect: the reader returned one value for ${valueName(key)}`);
      const value = key.kind === 'static' ? changed(answer.value, key) : answer.value;
      if (typeof value === 'number' && !Number.isFinite(value)) return withoutValue(key, NOT_FINITE);
      return { key, unit: answer.unit, value, range: null, problem: null };
    }
  }
}

const NOT_FINITE: SeriesProblem = { code: 'NOT_FINITE', message: 'the value is NaN or infinite' };

function changed(
  value: number | string,
  { transform }: Extract<ValueKey, { kind: 'static' }>,
): number | string {
  return typeof value === 'number' && transform !== undefined ? transformed(value, transform) : value;
}

function withoutValue(key: ValueKey, problem: SeriesProblem): ValueResult {
  return { key, unit: '', value: null, range: null, problem };
}
