import type { CaseResult, RunRecord } from './experiment.ts';

/** A key that is equal for equal work under equal conditions. */
export function caseKey({ name, files, bytes, measure, conditions }: CaseResult): string {
  const inForce = conditions.filter((fact) => fact.inForce).map(({ condition }) => condition);
  return JSON.stringify([name, files, bytes, measure, inForce]);
}

/**
 * Each case once, in the order of its first result, with the runs of all its results. Repeats stay separate, so that only runs
 * of the same repeat are paired.
 */
export function pooledCases(cases: readonly CaseResult[]): readonly CaseResult[] {
  const pooled = new Map<string, CaseResult>();
  for (const result of cases) {
    const before = pooled.get(caseKey(result));
    pooled.set(caseKey(result), before === undefined ? result : together(before, result));
  }
  return [...pooled.values()];
}

function together(first: CaseResult, second: CaseResult): CaseResult {
  const repeats = 1 + Math.max(-1, ...first.runs.map(({ repeat }) => repeat));
  const known = new Set(first.contenders.map(({ name }) => name));
  return {
    ...first,
    contenders: [...first.contenders, ...second.contenders.filter(({ name }) => !known.has(name))],
    runs: [...first.runs, ...second.runs.map((run): RunRecord => ({ ...run, repeat: run.repeat + repeats }))],
  };
}
