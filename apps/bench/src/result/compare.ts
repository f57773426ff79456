import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { geometricMean, median } from '../statistics/median.ts';
import type { CaseResult, Experiment } from './experiment.ts';
import { AGAIN, REFERENCE } from './names.ts';
import { pairedRatios, timeOf } from './summary.ts';

export interface CompareOptions {
  readonly seed: number;
  /** Changes up to this share are never called a regression. */
  readonly margin: number;
  /** The contender whose times are divided out. */
  readonly control: string;
}

/** How a contender's time changed in one case; above 1: the newer one is slower. */
export interface Change {
  readonly case: string;
  readonly contender: string;
  readonly ratio: Interval;
  readonly regressed: boolean;
}

export interface Comparison {
  /** Whether the changes are of times over the control's of the same repeat, or of plain times. */
  readonly control: string | null;
  /** Share above which a change of the reference counts: the margin, or the noise where that is larger. */
  readonly threshold: number;
  /** Largest share by which the reference was seen to differ from itself; null where it did not run twice. */
  readonly noise: number | null;
  readonly changes: readonly Change[];
  /** Geometric mean of the reference's changes over all cases. */
  readonly overall: Change;
  /** Cases that only one of the two has, or has under other circumstances. */
  readonly leftOut: readonly string[];
}

/** Share of comparisons of equal code in which anything may be called a regression. */
const FALSE_ALARMS = 0.01;

interface Pair {
  readonly name: string;
  readonly contender: string;
  readonly older: readonly number[];
  readonly newer: readonly number[];
}

/**
 * A regression is a change of `auto` beyond the threshold: over all cases with an interval that excludes 1, or in one case with
 * an interval that is all above the threshold. A string says why the two cannot be compared.
 */
export function compareExperiments(
  [older, newer]: readonly [Experiment, Experiment],
  { seed, margin, control }: CompareOptions,
): Comparison | string {
  const both = casesOfBoth(older, newer);
  const controlled = both.cases.every((pair) => pair.every((result) => hasRuns(result, control)));
  if (both.cases.length === 0) return 'the two have no case in common';
  if (!controlled && older.machine.id !== newer.machine.id)
    return `the two are of different machines, and without runs of ${control} in both their times cannot be compared`;
  const pairs = both.cases.flatMap((pair) => pairsOf(pair, controlled ? control : null));
  const ours = pairs.filter(({ contender }) => contender === REFERENCE);
  if (ours.length === 0) return `the two have no case in which ${REFERENCE} ran through`;
  const noise = noiseOf([...older.cases, ...newer.cases], seed);
  const threshold = Math.max(margin, noise ?? 0);
  const changes = pairs.map((pair): Change => {
    const level = pair.contender === REFERENCE ? 1 - FALSE_ALARMS / ours.length : 0.95;
    const ratio = changeOf([pair], { seed, level });
    // Of five repeats against five, all are above all by chance once in 252 times: more is asked of one case.
    const regressed = pair.contender === REFERENCE && ratio.low > 1 + threshold;
    return { case: pair.name, contender: pair.contender, ratio, regressed };
  });
  const ratio = changeOf(ours, { seed, level: 1 - FALSE_ALARMS });
  return {
    control: controlled ? control : null,
    threshold,
    noise,
    changes,
    overall: {
      case: 'all',
      contender: REFERENCE,
      ratio,
      regressed: ratio.low > 1 && ratio.estimate > 1 + threshold,
    },
    leftOut: both.leftOut,
  };
}

export function hasRegressed({ changes, overall }: Comparison): boolean {
  return overall.regressed || changes.some(({ regressed }) => regressed);
}

function changeOf(pairs: readonly Pair[], options: { seed: number; level: number }): Interval {
  return bootstrapInterval(
    (resample) =>
      geometricMean(pairs.map(({ older, newer }) => median(resample(newer)) / median(resample(older)))),
    options,
  );
}

function casesOfBoth(
  older: Experiment,
  newer: Experiment,
): { readonly cases: readonly (readonly [CaseResult, CaseResult])[]; readonly leftOut: readonly string[] } {
  const known = new Map(older.cases.map((result) => [keyOf(result), result]));
  const cases: [CaseResult, CaseResult][] = [];
  const leftOut: string[] = [];
  for (const result of newer.cases) {
    const before = known.get(keyOf(result));
    known.delete(keyOf(result));
    if (before === undefined) leftOut.push(result.name);
    else cases.push([before, result]);
  }
  return { cases, leftOut: [...leftOut, ...[...known.values()].map(({ name }) => name)] };
}

/** Only equal work under equal conditions is compared. */
function keyOf({ name, files, bytes, measure, conditions }: CaseResult): string {
  const inForce = conditions.filter((fact) => fact.inForce).map(({ condition }) => condition);
  return JSON.stringify([name, files, bytes, measure, inForce]);
}

function hasRuns({ runs, measure }: CaseResult, name: string): boolean {
  return runs.some((run) => run.contender === name && timeOf(run, measure) !== null);
}

function pairsOf(
  [before, after]: readonly [CaseResult, CaseResult],
  control: string | null,
): readonly Pair[] {
  return after.contenders.flatMap(({ name }) => {
    if (name === control) return [];
    const [older, newer] = [timesOf(before, name, control), timesOf(after, name, control)];
    if (older.length === 0 || newer.length === 0) return [];
    return [{ name: after.name, contender: name, older, newer }];
  });
}

function timesOf(result: CaseResult, name: string, control: string | null): readonly number[] {
  if (control !== null) return pairedRatios(result, [name, control]);
  return result.runs.flatMap((run) => (run.contender === name ? (timeOf(run, result.measure) ?? []) : []));
}

function noiseOf(cases: readonly CaseResult[], seed: number): number | null {
  const strata = cases
    .map((result) => pairedRatios(result, [AGAIN, REFERENCE]))
    .filter(({ length }) => length > 0);
  if (strata.length === 0) return null;
  const { low, high } = bootstrapInterval(
    (resample) => geometricMean(strata.map((ratios) => median(resample(ratios)))),
    { seed },
  );
  return Math.max(1 / low - 1, high - 1, 0);
}
