import { bootstrapInterval, type Interval } from '../statistics/bootstrap.ts';
import { geometricMean, median } from '../statistics/median.ts';
import type { CaseResult } from './experiment.ts';
import { REFERENCE } from './names.ts';
import { bestFixed, pairedRatios, ratioTo, summarise, workersOf } from './summary.ts';

/** One claim with its number. */
export interface Aim {
  readonly aim: string;
  readonly found: string;
  readonly met: boolean;
}

/** Factor by which `auto` may be slower than the best fixed number of workers. */
const WITHIN = 1.05;
/** `auto` takes at most this share of the time of 30 workers if those break the budget or wait for the storage. */
const SHARE_OF_30 = 0.6;

/** The claims about `auto`, over the cases. */
export function aimsOf(cases: readonly CaseResult[], seed: number): readonly Aim[] {
  return [
    ...cases.flatMap((result) => aimsOfCase(result, seed)),
    ...meanAims(cases, seed),
    violationsAim(cases),
  ];
}

function aimsOfCase(result: CaseResult, seed: number): readonly Aim[] {
  const aims: Aim[] = [];
  const summaries = summarise(result, seed);
  const best = bestFixed(summaries);
  if (best !== null) {
    const ratio = ratioTo(result, [REFERENCE, best.fact.name], seed);
    aims.push({
      aim: `${result.name}: auto at most ${WITHIN} times the best fixed number`,
      found: ratio === null ? 'no pair' : `${best.fact.name}: ${ratioText(ratio)}`,
      met: ratio !== null && ratio.estimate <= WITHIN,
    });
  }
  const thirty = summaries.find(({ fact }) => workersOf(fact.name) === 30);
  const bound = thirty !== undefined && (thirty.violations > 0 || isStorageHeldBack(result));
  if (bound) {
    const ratio = ratioTo(result, [REFERENCE, 'fixed-30'], seed);
    const failed = thirty.whole === 0;
    aims.push({
      aim: `${result.name}: auto at most ${SHARE_OF_30} of fixed-30 (${thirty.violations > 0 ? 'budget violated' : 'storage held back'})`,
      found: failed ? 'fixed-30 never succeeded' : ratio === null ? 'no pair' : ratioText(ratio),
      met: failed || (ratio !== null && ratio.estimate <= SHARE_OF_30),
    });
  }
  return aims;
}

/** Limited by a throttle or an emulated disk: both conditions begin with this word. */
function isStorageHeldBack({ conditions }: CaseResult): boolean {
  return conditions.some(({ condition, inForce }) => inForce && condition.startsWith('storage'));
}

/** Over all cases, for each fixed number that succeeded in all of them. */
function meanAims(cases: readonly CaseResult[], seed: number): readonly Aim[] {
  const means = meanRatios(cases, seed);
  let best: MeanRatio | null = null;
  for (const mean of means) {
    if (workersOf(mean.contender) === null || mean.cases < cases.length) continue;
    if (best === null || mean.ratio.estimate < best.ratio.estimate) best = mean;
  }
  if (best === null) return [];
  return [
    {
      aim: `ahead of every fixed number in the geometric mean over ${cases.length === 1 ? 'the one case' : `${cases.length} cases`}`,
      found: `the best of them, ${best.contender}, takes ${ratioText(best.ratio)} of auto's time`,
      met: best.ratio.low > 1,
    },
  ];
}

export interface MeanRatio {
  readonly contender: string;
  /** Geometric mean over the cases of the median paired ratio to `auto`. */
  readonly ratio: Interval;
  /** Number of cases in which the contender had at least one pair. */
  readonly cases: number;
}

/** Each case is a stratum: pairs are redrawn within it. */
export function meanRatios(cases: readonly CaseResult[], seed: number): readonly MeanRatio[] {
  const names = new Set(cases.flatMap(({ contenders }) => contenders.map(({ name }) => name)));
  names.delete(REFERENCE);
  return [...names].flatMap((contender) => {
    const strata = cases
      .map((result) => pairedRatios(result, [contender, REFERENCE]))
      .filter(({ length }) => length > 0);
    if (strata.length === 0) return [];
    const mean = bootstrapInterval(
      (resample) => geometricMean(strata.map((ratios) => median(resample(ratios)))),
      { seed },
    );
    return [{ contender, ratio: mean, cases: strata.length }];
  });
}

function violationsAim(cases: readonly CaseResult[]): Aim {
  let [violations, sampled] = [0, 0];
  for (const { contender, memory } of cases.flatMap(({ runs }) => runs)) {
    if (contender !== REFERENCE || memory === null) continue;
    violations += memory.violations;
    sampled += 1;
  }
  return {
    aim: 'auto never holds more than the budget',
    found: sampled === 0 ? 'not measured' : `${violations} violations in ${sampled} runs`,
    met: sampled > 0 && violations === 0,
  };
}

function ratioText({ estimate, low, high }: Interval): string {
  return `${estimate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
