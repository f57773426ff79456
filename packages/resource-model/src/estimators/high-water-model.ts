import { areAmounts, isAmount, versioned } from '../json-shape.ts';
import { type Bytes, bytes } from '../quantity.ts';
import type { Estimator } from './estimator.ts';
import { type Choice, chooseFacts } from './fact-choice.ts';
import type { FactPrior } from './fact-fit.ts';
import { addFacts, addRow, type FactSums, NO_FACTS, parseFacts } from './fact-sums.ts';
import { addKilled, contradict, type KilledAttempt, leastFor, parseKilled } from './killed-attempts.ts';
import { byHeader, factRow, type MemoryFact, type MemoryFacts, UNIT } from './memory-facts.ts';

const VERSION = 2;
/** A residual is typically half of (z + 50 MB), until observations show otherwise. */
const TYPICAL_RESIDUAL = 0.5;
/** Attempts that the typical residual counts as. */
const TYPICAL_ROWS = 3;
/** The prior counts as a twentieth of an observation: one completed file outweighs it. */
const PRIOR_OBSERVATIONS = 0.05;

interface HighWaterOptions {
  /** m0 of the prior: bytes that any file needs. Default 64 MB. */
  readonly base: number;
  /** gamma of the prior: bytes of memory per byte of file. Default 3. */
  readonly gamma: number;
  /** Discount of older observations, per observation; default 1: nothing is forgotten. */
  readonly forgetting: number;
}

export interface HighWaterState {
  readonly version: typeof VERSION;
  readonly base: number;
  readonly gamma: number;
  /** Factor applied to older sums, per observation; 1 forgets nothing, 0.99 remembers about 100. */
  readonly forgetting: number;
  readonly count: number;
  readonly sums: FactSums;
  readonly killed: readonly KilledAttempt[];
}

/** A completed attempt. */
export interface HighWaterObservation extends MemoryFacts {
  /** Largest resident set of the attempt, in bytes. */
  readonly highWater: number;
}

export interface HighWaterPrediction {
  readonly expected: Bytes;
  /** What to reserve if the actual growth is monitored while loading; never below `expected`. */
  readonly upper: Bytes;
  /** What deviations from `expected` are measured in, in bytes: larger for a large attempt, and for one unlike those seen. */
  readonly spread: number;
  /** The facts that the numbers are based on. */
  readonly facts: readonly MemoryFact[];
}

interface HighWaterModel extends Estimator<HighWaterState, HighWaterObservation, HighWaterOptions> {
  /**
   * An attempt that ended early needed at least this much: `upper` is never below `atLeast` for this size and larger
   * ones, until 5 completed attempts of such files have stayed below it.
   */
  readonly observeLowerBound: (
    state: HighWaterState,
    killed: { readonly size: number; readonly atLeast: number },
  ) => HighWaterState;
  /** Throws RangeError for a fact that is negative or not finite. */
  readonly predict: (state: HighWaterState, facts: MemoryFacts) => HighWaterPrediction;
  /** The facts that it predicts from, and the error that it would have made of each attempt without having seen it. */
  readonly basis: (state: HighWaterState) => Pick<Choice, 'facts' | 'error'>;
}

/** Asked for far more often than a state changes. */
const CHOICES = new WeakMap<HighWaterState, Choice>();

/**
 * High-water mark of a worker that runs a file: `m0 + sum g_k z_k` over some facts z_k; see `MemoryFacts`.
 *
 * - The coefficients are those of weighted least squares, weights 1/(z + 50 MB)^2 with z what the header promises, none
 *   of them negative, with a prior (base; gamma for each byte of the file, 1 for each byte of the plan's arrays) worth
 *   0.05 observations of each.
 * - The facts are chosen by their error; see `chooseFacts`.
 * - `upper` = expected + 2 s (z + 50 MB) sqrt(h), leverage h = x S^-1 x', s^2 = (3 x 0.5^2 + sum of squared
 *   residuals)/(3 + n): a prior worth 3 observations of 50 %. Without the leverage, four small files would predict a large
 *   one with unjustified certainty; with it, `upper` covers a large file after four small ones as long as the true factor
 *   is at most gamma + 2.5.
 * - `spread` = (z + 50 MB) sqrt(1 + h). Without s, which the prior makes fall as files are seen while their scatter stays.
 *
 * No observation is discarded, so that merging stays exact and files that are truly larger are not ignored.
 *
 * Source: weighted least squares with leverage, Draper and Smith, Applied Regression Analysis, chapters 3 and 9.
 */
export const highWaterModel: HighWaterModel = {
  start({ base = 64e6, gamma = 3, forgetting = 1 } = {}) {
    if (!isAmount(base) || !isAmount(gamma)) {
      throw new RangeError(`a prior needs a base and a gamma of at least 0, not ${base} and ${gamma}`);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new RangeError(`a forgetting factor must be above 0 and at most 1, not ${forgetting}`);
    }
    return { version: VERSION, base, gamma, forgetting, count: 0, sums: NO_FACTS, killed: [] };
  },

  observe(state, { highWater, ...facts }) {
    const row = factRow(facts);
    if (row === null || !isAmount(highWater)) return state;
    return {
      ...state,
      count: state.count + 1,
      sums: addRow(state.sums, row, { y: highWater / UNIT, discount: state.forgetting }),
      killed: contradict(state.killed, { size: byHeader(facts), highWater }),
    };
  },

  observeLowerBound(state, { size, atLeast }) {
    if (!isAmount(size) || !isAmount(atLeast)) return state;
    return { ...state, killed: addKilled(state.killed, { size, atLeast, contradicted: 0 }) };
  },

  predict(state, facts) {
    const row = factRow(facts);
    if (row === null) throw new RangeError(`${JSON.stringify(facts)} are not amounts of memory`);
    const { fit, facts: chosen } = choiceOf(state);
    const { weight } = state.sums;
    let expected = 0;
    for (let i = 0; i < row.x.length; i += 1) expected += (row.x[i] ?? 0) * (fit.coefficients[i] ?? 0);
    const variance = (TYPICAL_ROWS * TYPICAL_RESIDUAL ** 2 + fit.residual) / (TYPICAL_ROWS + weight);
    const leverage = fit.leverage(row.x) / (row.scale * row.scale);
    const upper = expected + 2 * row.scale * Math.sqrt(variance * leverage);
    const least = leastFor(state.killed, byHeader(facts));
    return {
      expected: inBytes(expected * UNIT),
      upper: inBytes(Math.max(upper * UNIT, least)),
      spread: row.scale * Math.sqrt(1 + leverage) * UNIT,
      facts: chosen,
    };
  },

  basis: choiceOf,

  merge(older, newer) {
    return {
      ...newer,
      count: older.count + newer.count,
      sums: addFacts(older.sums, newer.sums, newer.forgetting ** newer.count),
      killed: newer.killed.reduce(addKilled, older.killed),
    };
  },

  parse(json) {
    const record = versioned(json, VERSION);
    if (record === null || !areAmounts(record, ['base', 'gamma', 'forgetting', 'count'])) return null;
    const { base, gamma, forgetting, count } = record as unknown as HighWaterState;
    if (forgetting === 0 || forgetting > 1) return null;
    const sums = parseFacts(record.sums);
    const killed = parseKilled(record.killed);
    if (sums === null || killed === null) return null;
    return { version: VERSION, base, gamma, forgetting, count, sums, killed };
  },
};

function choiceOf(state: HighWaterState): Choice {
  const known = CHOICES.get(state);
  if (known !== undefined) return known;
  const { base, gamma, sums } = state;
  const prior: FactPrior = {
    coefficients: [base / UNIT, gamma, gamma, 1, 0],
    observations: PRIOR_OBSERVATIONS,
  };
  const choice = chooseFacts(sums, prior);
  CHOICES.set(state, choice);
  return choice;
}

function inBytes(value: number): Bytes {
  return bytes(Math.min(value, Number.MAX_SAFE_INTEGER));
}
