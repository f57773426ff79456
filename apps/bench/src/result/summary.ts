import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { median } from '../statistics/median.ts';
import { type Verdict, verdictOf } from '../statistics/verdict.ts';
import type { CaseResult, ContenderFact, Measure, RunRecord } from './experiment.ts';
import { REFERENCE, YARDSTICK, YARDSTICK_AGAIN } from './names.ts';

/** Summary of the runs of one contender in one case. */
export interface ContenderSummary {
  readonly fact: ContenderFact;
  readonly runs: readonly RunRecord[];
  /** Runs in which every task succeeded; only these have times. */
  readonly whole: number;
  /** Median seconds of the case's measure; null without a successful run. */
  readonly time: Interval | null;
  /** Median of the paired ratios to the reference's times; null without pairs, and for the reference and the yardstick. */
  readonly ratio: Interval | null;
  readonly verdict: Verdict | null;
  readonly violations: number;
  readonly oomKills: number;
}

export function timeOf(run: RunRecord, measure: Measure): number | null {
  return run.problem === null ? run[measure] : null;
}

export function summarise(result: CaseResult, seed: number): readonly ContenderSummary[] {
  return result.contenders
    .filter(({ missing }) => missing === null)
    .map((fact) => summaryOf(fact, result, seed));
}

function summaryOf(fact: ContenderFact, result: CaseResult, seed: number): ContenderSummary {
  const runs = result.runs.filter(({ contender }) => contender === fact.name);
  const times = runs.flatMap((run) => timeOf(run, result.measure) ?? []);
  // The yardstick does different work, so its ratio means nothing.
  const isCompared = ![REFERENCE, YARDSTICK, YARDSTICK_AGAIN].includes(fact.name);
  const pairs = !isCompared ? [] : pairedRatios(result, [fact.name, REFERENCE]);
  const ratio = ratioOf(pairs, seed);
  return {
    fact,
    runs,
    whole: times.length,
    time: times.length === 0 ? null : bootstrapInterval((resample) => median(resample(times)), { seed }),
    ratio,
    verdict: ratio === null ? null : verdictOf(ratio, pairs.length),
    violations: runs.reduce((sum, { memory }) => sum + (memory?.violations ?? 0), 0),
    oomKills: runs.reduce((sum, { oomKills }) => sum + (oomKills ?? 0), 0),
  };
}

/** Median of the paired ratios of one contender's times to another's. */
export function ratioTo(
  result: CaseResult,
  names: readonly [contender: string, reference: string],
  seed: number,
): Interval | null {
  return ratioOf(pairedRatios(result, names), seed);
}

function ratioOf(ratios: readonly number[], seed: number): Interval | null {
  if (ratios.length === 0) return null;
  return bootstrapInterval((resample) => median(resample(ratios)), { seed });
}

/** One ratio for each repeat in which both succeeded. */
export function pairedRatios(
  { runs, measure }: CaseResult,
  [contender, reference]: readonly [contender: string, reference: string],
): readonly number[] {
  const times = new Map<number, number>();
  for (const run of runs) {
    const time = run.contender === reference ? timeOf(run, measure) : null;
    if (time !== null) times.set(run.repeat, time);
  }
  return runs.flatMap((run) => {
    const [above, below] = [timeOf(run, measure), times.get(run.repeat)];
    return run.contender === contender && above !== null && below !== undefined && below > 0
      ? [above / below]
      : [];
  });
}

/** Median over the runs with a value; null if there is none. */
export function medianOf(
  runs: readonly RunRecord[],
  value: (run: RunRecord) => number | null,
): number | null {
  const values = runs.flatMap((run) => value(run) ?? []);
  return values.length === 0 ? null : median(values);
}

const FIXED = /^fixed-(\d+)$/;

/** The fixed number of workers in a contender's name, or null. */
export function workersOf(name: string): number | null {
  const [, digits] = FIXED.exec(name) ?? [];
  return digits === undefined ? null : Number(digits);
}

/**
 * The fastest fixed number of workers of the sweep, picked afterwards, which flatters it; null if none succeeded in
 * every run.
 */
export function bestFixed(summaries: readonly ContenderSummary[]): ContenderSummary | null {
  let best: ContenderSummary | null = null;
  for (const summary of summaries) {
    if (workersOf(summary.fact.name) === null || summary.time === null) continue;
    if (summary.whole < summary.runs.length) continue;
    if (best?.time == null || summary.time.estimate < best.time.estimate) best = summary;
  }
  return best;
}
