/** A batch that was predicted before it ran, in seconds: what the models came to, and what it took. */
export interface PredictedBatch {
  readonly modelled: number;
  readonly seconds: number;
}

export interface ModelledMakespan {
  /** Seconds: with the expected values of the models, and with their upper ends. */
  readonly modelled: number;
  readonly upper: number;
  /** Whether the models have seen such files before, or are the rough estimates of a new machine. */
  readonly learned: boolean;
}

/** Seconds: half of the batches end before `median`, nine of ten before `ninetieth`. */
export interface MakespanRange {
  readonly median: number;
  readonly ninetieth: number;
}

/** Before any batch was predicted: the spread of log(makespan / modelled) that is expected, and how many batches that counts. */
const SPREAD = { learned: 0.3, rough: 0.7 } as const;
/** The line of a model may lie anywhere; more than this says nothing. */
const MOST_OF_LINE = 1;
const BATCHES_OF_MEAN = 0.5;
const BATCHES_OF_SPREAD = 4;
/** Older batches were predicted by models that knew less. */
const MOST_BATCHES = 8;
/** Of the standard normal distribution. */
const NINETIETH = 1.2816;

/**
 * The range of a makespan from the errors of the predictions before it, oldest first. log(makespan / modelled) is taken to be
 * normal with unknown mean and spread, about which the prior knows as much as half a batch and four batches would have taught; the next
 * one then has Student's distribution (Gelman et al., Bayesian Data Analysis, 3.3).
 */
export function makespanRange(
  { modelled, upper, learned }: ModelledMakespan,
  batches: readonly PredictedBatch[],
): MakespanRange {
  const errors = batches
    .filter((batch) => batch.modelled > 0 && batch.seconds > 0)
    .slice(-MOST_BATCHES)
    .map((batch) => Math.log(batch.seconds / batch.modelled));
  const ofLine =
    modelled > 0 && upper > modelled ? Math.min(MOST_OF_LINE, Math.log(upper / modelled) / 2) : 0;
  const prior = learned ? SPREAD.learned ** 2 + ofLine ** 2 : SPREAD.rough ** 2;
  const count = errors.length;
  const mean = count === 0 ? 0 : errors.reduce((sum, error) => sum + error, 0) / count;
  const scatter = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
  const weight = BATCHES_OF_MEAN + count;
  const freedom = BATCHES_OF_SPREAD + count;
  const ofMean = ((BATCHES_OF_MEAN * count) / weight) * mean ** 2;
  const variance = (BATCHES_OF_SPREAD * prior + scatter + ofMean) / freedom;
  const centre = (count * mean) / weight;
  const spread = Math.sqrt(variance * (1 + 1 / weight));
  return {
    median: modelled * Math.exp(centre),
    ninetieth: modelled * Math.exp(centre + studentNinetieth(freedom) * spread),
  };
}

/** Cornish-Fisher expansion, within 0.3 % from four degrees of freedom on (Abramowitz and Stegun, 26.7.5). */
function studentNinetieth(freedom: number): number {
  const z = NINETIETH;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  return z + first / freedom + second / freedom ** 2;
}
