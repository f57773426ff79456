import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { geometricMean, median } from '../statistics/median.ts';
import type { CaseResult, Experiment } from './experiment.ts';
import { AGAIN, REFERENCE } from './names.ts';
import { pairedRatios, timeOf } from './summary.ts';

export interface CompareOptions {
  readonly seed: number;
  /** Changes up to this share are never called a regression. */
  readonly margin: number;
  /** A contender whose times tell how fast the machine was. */
  readonly control: string;
  /** Times are held against the control's even where both results are of one machine. */
  readonly ratiosOnly?: boolean;
}

/** How a contender's time changed in one case; above 1: the newer one is slower. */
export interface Change {
  readonly case: string;
  readonly contender: string;
  readonly ratio: Interval;
  /** How the control's fastest run changed: what the machine did to the time; null where that is divided out or unknown. */
  readonly machine: number | null;
  readonly verdict: ChangeVerdict | null;
}

/** `machine`: slower, but the machine accounts for at least half of it. */
export type ChangeVerdict = 'regression' | 'machine';

export interface Comparison {
  /** Whether the changes are of times over the control's of the same repeat, or of plain times. */
  readonly control: string | null;
  /** Share above which a change of the reference counts: the margin, or the noise where that is larger. */
  readonly threshold: number;
  /** Share by which the reference was seen to differ from itself within a result; null where it did not run twice. */
  readonly noise: number | null;
  readonly changes: readonly Change[];
  /** Geometric mean of the reference's changes over all cases. */
  readonly overall: Change;
  /** Cases that only one of the two has, or has under other circumstances. */
  readonly leftOut: readonly string[];
}

/** Share of comparisons of equal code in which anything may be called a regression. */
const FALSE_ALARMS = 0.01;

/** A change is the machine's where the logarithm of its factor is at least this share of that of the change. */
const EXPLAINS = 0.5;

interface Pair {
  readonly name: string;
  readonly contender: string;
  readonly older: readonly number[];
  readonly newer: readonly number[];
  readonly machine: number | null;
}

/**
 * A regression is a change of `auto` beyond the threshold that the machine does not account for: over all cases with an
 * interval that excludes 1, or in one case with an interval that is all above the threshold. Of one machine plain times are
 * compared, since a ratio has the scatter of both of its times; of two machines the ratios to the control. A string says why
 * the two cannot be compared.
 */
export function compareExperiments(
  [older, newer]: readonly [Experiment, Experiment],
  { seed, margin, control, ratiosOnly = false }: CompareOptions,
): Comparison | string {
  const both = casesOfBoth(older, newer);
  const controlled = both.cases.every((pair) => pair.every((result) => hasRuns(result, control)));
  const sameMachine = older.machine.id === newer.machine.id;
  if (both.cases.length === 0) return 'the two have no case in common';
  if (!controlled && !sameMachine)
    return `the two are of different machines, and without runs of ${control} in both their times cannot be compared`;
  const divided = controlled && (ratiosOnly || !sameMachine) ? control : null;
  const pairs = both.cases.flatMap((pair) => pairsOf(pair, { control, divided }));
  const ours = pairs.filter(({ contender }) => contender === REFERENCE);
  if (ours.length === 0) return `the two have no case in which ${REFERENCE} ran through`;
  const noise = noiseOf([older.cases, newer.cases]);
  const threshold = Math.max(margin, noise ?? 0);
  const changes = pairs.map((pair): Change => {
    const isOurs = pair.contender === REFERENCE;
    const ratio = changeOf([pair], { seed, level: isOurs ? 1 - FALSE_ALARMS / ours.length : 0.95 });
    // Of five repeats against five, all are above all by chance once in 252 times: more is asked of one case.
    const counts = isOurs && ratio.low > 1 + threshold;
    const { name, contender, machine } = pair;
    return { case: name, contender, ratio, machine, verdict: counts ? verdictOf(ratio, machine) : null };
  });
  const ratio = changeOf(ours, { seed, level: 1 - FALSE_ALARMS });
  const factors = ours.flatMap(({ machine }) => machine ?? []);
  const machine = factors.length === 0 ? null : geometricMean(factors);
  const counts = ratio.low > 1 && ratio.estimate > 1 + threshold;
  return {
    control: divided,
    threshold,
    noise,
    changes,
    overall: {
      ...{ case: 'all', contender: REFERENCE, ratio, machine },
      verdict: counts ? verdictOf(ratio, machine) : null,
    },
    leftOut: both.leftOut,
  };
}

function verdictOf({ estimate }: Interval, machine: number | null): ChangeVerdict {
  return Math.log(machine ?? 1) >= EXPLAINS * Math.log(estimate) ? 'machine' : 'regression';
}

export function hasRegressed({ changes, overall }: Comparison): boolean {
  return [overall, ...changes].some(({ verdict }) => verdict === 'regression');
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

interface Controls {
  readonly control: string;
  /** The control, where its times are divided out. */
  readonly divided: string | null;
}

function pairsOf(
  [before, after]: readonly [CaseResult, CaseResult],
  { control, divided }: Controls,
): readonly Pair[] {
  const machine = divided === null ? fastestOf(after, control) / fastestOf(before, control) : Number.NaN;
  return after.contenders.flatMap(({ name }) => {
    if (name === control) return [];
    const [older, newer] = [timesOf(before, name, divided), timesOf(after, name, divided)];
    if (older.length === 0 || newer.length === 0) return [];
    return [{ name: after.name, contender: name, older, newer, machine: machine > 0 ? machine : null }];
  });
}

/** What disturbs a run makes it longer: the fastest tells most of the machine. NaN where there is none. */
function fastestOf(result: CaseResult, control: string): number {
  const times = timesOf(result, control, null);
  return times.length === 0 ? Number.NaN : Math.min(...times);
}

function timesOf(result: CaseResult, name: string, control: string | null): readonly number[] {
  if (control !== null) return pairedRatios(result, [name, control]);
  return result.runs.flatMap((run) => (run.contender === name ? (timeOf(run, result.measure) ?? []) : []));
}

/** The larger of what the two results show. */
function noiseOf(results: readonly (readonly CaseResult[])[]): number | null {
  const shares = results.flatMap((cases) => {
    const ratios = cases.flatMap((result) => {
      const [again, first] = [timesOf(result, AGAIN, null), timesOf(result, REFERENCE, null)];
      return again.length === 0 || first.length === 0 ? [] : [median(again) / median(first)];
    });
    if (ratios.length === 0) return [];
    const ratio = geometricMean(ratios);
    return [Math.max(ratio, 1 / ratio) - 1];
  });
  return shares.length === 0 ? null : Math.max(...shares);
}
