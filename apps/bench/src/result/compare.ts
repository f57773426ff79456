import { bootstrapInterval, type Interval, type Resample } from '../statistics/bootstrap.ts';
import { geometricMean } from '../statistics/median.ts';
import type { CaseResult, Experiment } from './experiment.ts';
import { AGAIN, againOf, REFERENCE } from './names.ts';
import { caseKey } from './same-case.ts';
import { timeOf } from './summary.ts';

export interface CompareOptions {
  readonly seed: number;
  /** Changes up to this share are never called a regression. */
  readonly margin: number;
  /** A contender whose times show how fast the machine was. */
  readonly control: string;
  /** Whether times alone do not count, even on one machine. */
  readonly ratiosOnly?: boolean;
}

/** How a contender's time changed in one case; above 1: the newer one is slower. */
export interface Change {
  readonly case: string;
  readonly contender: string;
  /** Ratio of the geometric means of the times. */
  readonly time: Interval;
  /** The same for the control: how much slower the machine was; null without a control. */
  readonly machine: number | null;
  /** Time divided by machine: the change that the machine does not explain; null without a control. */
  readonly rest: Interval | null;
  readonly verdict: ChangeVerdict | null;
}

/** `machine`: slower, but no more than the machine explains. */
export type ChangeVerdict = 'regression' | 'machine';

export interface Comparison {
  /** The contender whose change was divided out, or null. */
  readonly control: string | null;
  /** Share above which a change of the reference counts: the larger of margin and noise. */
  readonly threshold: number;
  /** Share by which the reference differed from itself within a result; null if it did not run twice. */
  readonly noise: number | null;
  readonly changes: readonly Change[];
  /** Geometric mean of the reference's changes over all cases. */
  readonly overall: Change;
  /** Cases that only one of the two has, or that differ in their conditions. */
  readonly leftOut: readonly string[];
  /** Cases in which every run of the reference succeeded in the older result, but not in the newer. */
  readonly broken: readonly string[];
}

/** Accepted share of comparisons of equal code that report a regression. */
const FALSE_ALARMS = 0.01;

/** The times of one repeat. Its runs had the same machine, so they are drawn together. */
interface Block {
  readonly times: Logarithms;
  readonly controls: Logarithms;
}

/** Of the times of a block. The same blocks are drawn thousands of times, so they are added once. */
interface Logarithms {
  readonly count: number;
  readonly sum: number;
}

function logarithmsOf(times: readonly number[]): Logarithms {
  return { count: times.length, sum: times.reduce((sum, time) => sum + Math.log(time), 0) };
}

interface Pair {
  readonly name: string;
  readonly contender: string;
  readonly older: readonly Block[];
  readonly newer: readonly Block[];
}

/**
 * A regression is a change of `auto` above the threshold that the machine does not explain: over all cases with an
 * interval that excludes 1, or in one case with an interval that is entirely above the threshold. What the machine explains
 * is the change of the control. That is an approximation, since the two do different work: on one machine both the time
 * and the rest must be above. If `auto` succeeded before and no longer does, that is a regression, too. A string is the reason
 * why the two cannot be compared.
 */
export function compareExperiments(
  older: Experiment,
  newer: Experiment,
  { seed, margin, control, ratiosOnly = false }: CompareOptions,
): Comparison | string {
  const both = casesOfBoth(older, newer);
  const controlled = both.cases.every((pair) => pair.every((result) => hasRuns(result, control)));
  const sameMachine = older.machine.id === newer.machine.id;
  if (both.cases.length === 0) return 'the results have no case in common';
  if (!controlled && !sameMachine)
    return `the results are from different machines, and their times cannot be compared without runs of ${control} in both`;
  const pairs = both.cases.flatMap((pair) => pairsOf(pair[0], pair[1], controlled ? control : null));
  const ours = pairs.filter(({ contender }) => contender === REFERENCE);
  if (ours.length === 0) return `the results have no case in which ${REFERENCE} succeeded`;
  const noise = noiseOf([older.cases, newer.cases]);
  const threshold = Math.max(margin, noise ?? 0);
  const judged: Judged = { timesCount: sameMachine && !ratiosOnly, threshold };
  const changes = pairs.map((pair): Change => {
    const isOurs = pair.contender === REFERENCE;
    const change = changeOf([pair], { seed, level: isOurs ? 1 - FALSE_ALARMS / ours.length : 0.95 });
    // With five repeats each, all newer ones are slower by chance once in 252 times, so a single case needs more.
    const verdict = isOurs ? verdictOf(change, judged, ({ low }) => low > 1 + threshold) : null;
    return { case: pair.name, contender: pair.contender, ...change, verdict };
  });
  const change = changeOf(ours, { seed, level: 1 - FALSE_ALARMS });
  const verdict = verdictOf(change, judged, ({ low, estimate }) => low > 1 && estimate > 1 + threshold);
  const overall: Change = { case: 'all', contender: REFERENCE, ...change, verdict };
  const broken = both.cases.flatMap(([before, after]) =>
    isWhole(before) && !isWhole(after) ? [after.name] : [],
  );
  return {
    control: controlled ? control : null,
    threshold,
    noise,
    changes,
    overall,
    broken,
    leftOut: both.leftOut,
  };
}

interface Judged {
  readonly timesCount: boolean;
  readonly threshold: number;
}

function verdictOf(
  { time, rest }: Found,
  { timesCount, threshold }: Judged,
  isBeyond: (interval: Interval) => boolean,
): ChangeVerdict | null {
  if (timesCount && !isBeyond(time)) return null;
  if (rest === null || isBeyond(rest)) return 'regression';
  return timesCount && rest.estimate <= 1 + threshold ? 'machine' : null;
}

export function hasRegressed({ changes, overall, broken }: Comparison): boolean {
  return broken.length > 0 || [overall, ...changes].some(({ verdict }) => verdict === 'regression');
}

type Found = Pick<Change, 'time' | 'machine' | 'rest'>;

function changeOf(pairs: readonly Pair[], options: { seed: number; level: number }): Found {
  const means = (resample: Resample): readonly Means[] =>
    pairs.map(({ older, newer }) => {
      const [before, after] = [meansOf(resample(older)), meansOf(resample(newer))];
      return { time: after.time / before.time, control: after.control / before.control };
    });
  const intervalOf = (of: (mean: Means) => number): Interval =>
    bootstrapInterval((resample) => geometricMean(means(resample).map(of)), options);
  const machine = geometricMean(means((blocks) => blocks).map(({ control }) => control));
  const controlled = !Number.isNaN(machine);
  return {
    time: intervalOf(({ time }) => time),
    machine: controlled ? machine : null,
    rest: controlled ? intervalOf(({ time, control }) => time / control) : null,
  };
}

/** Geometric means, or their changes. */
interface Means {
  readonly time: number;
  /** NaN without a control. */
  readonly control: number;
}

function meansOf(blocks: readonly Block[]): Means {
  return {
    time: meanOf(blocks, 'times'),
    control: meanOf(blocks, 'controls'),
  };
}

function meanOf(blocks: readonly Block[], which: keyof Block): number {
  let [sum, count] = [0, 0];
  for (const block of blocks) {
    sum += block[which].sum;
    count += block[which].count;
  }
  return Math.exp(sum / count);
}

function casesOfBoth(
  older: Experiment,
  newer: Experiment,
): { readonly cases: readonly (readonly [CaseResult, CaseResult])[]; readonly leftOut: readonly string[] } {
  const known = new Map(older.cases.map((result) => [caseKey(result), result]));
  const cases: [CaseResult, CaseResult][] = [];
  const leftOut: string[] = [];
  for (const result of newer.cases) {
    const before = known.get(caseKey(result));
    known.delete(caseKey(result));
    if (before === undefined) leftOut.push(result.name);
    else cases.push([before, result]);
  }
  return { cases, leftOut: [...leftOut, ...[...known.values()].map(({ name }) => name)] };
}

function isWhole({ runs }: CaseResult): boolean {
  const ours = runs.filter(({ contender }) => contender === REFERENCE || contender === AGAIN);
  return ours.length > 0 && ours.every(({ problem }) => problem === null);
}

function hasRuns({ runs, measure }: CaseResult, name: string): boolean {
  return runs.some((run) => run.contender === name && timeOf(run, measure) !== null);
}

function pairsOf(before: CaseResult, after: CaseResult, control: string | null): readonly Pair[] {
  return after.contenders.flatMap(({ name }) => {
    const isCountedElsewhere =
      name === AGAIN || (control !== null && [control, againOf(control)].includes(name));
    if (isCountedElsewhere) return [];
    const [older, newer] = [blocksOf(before, name, control), blocksOf(after, name, control)];
    if (older.length === 0 || newer.length === 0) return [];
    return [{ name: after.name, contender: name, older, newer }];
  });
}

/** One for each repeat in which the contender, and the control if there is one, succeeded. */
function blocksOf(result: CaseResult, name: string, control: string | null): readonly Block[] {
  const repeats = new Set(result.runs.map(({ repeat }) => repeat));
  return [...repeats].flatMap((repeat) => {
    const times = timesIn(result, name, repeat);
    const controls = control === null ? [] : timesIn(result, control, repeat);
    if (times.length === 0 || (control !== null && controls.length === 0)) return [];
    return [{ times: logarithmsOf(times), controls: logarithmsOf(controls) }];
  });
}

/** The contender's runs in the repeat, including those under its second name. */
function timesIn({ runs, measure }: CaseResult, name: string, repeat: number): readonly number[] {
  const names = [name, againOf(name)];
  return runs.flatMap((run) => {
    const time = run.repeat === repeat && names.includes(run.contender) ? timeOf(run, measure) : null;
    return time === null || time <= 0 ? [] : [time];
  });
}

/** The larger noise of the two results. */
function noiseOf(results: readonly (readonly CaseResult[])[]): number | null {
  const shares = results.flatMap((cases) => {
    const ratios = cases.flatMap((result) => {
      const [again, first] = [AGAIN, REFERENCE].map((name) =>
        result.runs.flatMap((run) => (run.contender === name ? (timeOf(run, result.measure) ?? []) : [])),
      );
      if (!again?.length || !first?.length) return [];
      return [geometricMean(again) / geometricMean(first)];
    });
    if (ratios.length === 0) return [];
    const ratio = geometricMean(ratios);
    return [Math.max(ratio, 1 / ratio) - 1];
  });
  return shares.length === 0 ? null : Math.max(...shares);
}
