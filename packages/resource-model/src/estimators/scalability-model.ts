import { areAmounts, isAmount, versioned } from '../json-shape.ts';
import type { Estimator } from './estimator.ts';
import { leastSquares } from './small-least-squares.ts';

const VERSION = 1;
/** The best number of cores is the smallest whose throughput is within this share of the largest. */
const TOLERATED_LOSS = 0.02;
/** A term must explain more than this share of the squares to be included. */
const WORTH_A_TERM = 1e-9;

interface ScalabilityOptions {
  /** Discount of older observations, per observation; default 1: nothing is forgotten. */
  readonly forgetting: number;
}

/** Sums over the observations, each divided by its y = N/X, so that errors are relative. */
export interface ScalabilityState {
  readonly version: typeof VERSION;
  readonly forgetting: number;
  readonly count: number;
  readonly weight: number;
  /** Upper triangle of sum x'x, row by row, x = [1, N-1, N(N-1)]/y. */
  readonly gram: readonly number[];
  /** Sum of x. */
  readonly moment: readonly number[];
}

export interface ScalabilityObservation {
  /** Tasks computing at the same time, at least 1. */
  readonly computing: number;
  /** Work done together per second, in any constant unit. */
  readonly rate: number;
}

/** c0: seconds per unit of work alone; c1: contention; c2: coherence. */
export interface ScalabilityLaw {
  readonly c0: number;
  readonly c1: number;
  readonly c2: number;
}

interface ScalabilityModel extends Estimator<ScalabilityState, ScalabilityObservation, ScalabilityOptions> {
  /** Null before the first observation. */
  readonly law: (state: ScalabilityState) => ScalabilityLaw | null;
  /** Work per second with n tasks computing; null before the first observation. */
  readonly throughput: (state: ScalabilityState, n: number) => number | null;
  /** The fewest cores, at most `max`, within 2 % of the largest throughput; `max` before the first observation. */
  readonly bestCores: (state: ScalabilityState, max: number) => number;
}

/**
 * Universal scalability law: N tasks together do X(N) = N/(c0 + c1 (N-1) + c2 N (N-1)) work per second. It is linear as
 * N/X = c0 + c1 (N-1) + c2 N (N-1), and fitted by least squares on relative errors with no negative coefficient and c0
 * always present. If the observations cannot distinguish terms, the fewest terms are used: scaling is assumed perfect
 * until contention has been seen.
 *
 * Source: N. J. Gunther, Guerrilla Capacity Planning (2007), chapter 4; non-negativity by comparing all four sets of
 * terms, which is exact for this few.
 */
export const scalabilityModel: ScalabilityModel = {
  start({ forgetting = 1 } = {}) {
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new RangeError(`a forgetting factor must be above 0 and at most 1, not ${forgetting}`);
    }
    return { version: VERSION, forgetting, count: 0, weight: 0, gram: [0, 0, 0, 0, 0, 0], moment: [0, 0, 0] };
  },

  observe(state, { computing, rate }) {
    if (!(computing >= 1) || !Number.isFinite(computing) || !isAmount(rate) || rate === 0) return state;
    const y = computing / rate;
    const x0 = 1 / y;
    const x1 = (computing - 1) / y;
    const x2 = (computing * (computing - 1)) / y;
    const gram = [x0 * x0, x0 * x1, x0 * x2, x1 * x1, x1 * x2, x2 * x2];
    const { version, forgetting } = state;
    return added(state, { version, forgetting, count: 1, weight: 1, gram, moment: [x0, x1, x2] });
  },

  law(state) {
    if (state.count === 0) return null;
    let best: { law: ScalabilityLaw; residual: number } | null = null;
    for (const terms of [[0], [0, 1], [0, 2], [0, 1, 2]]) {
      const found = leastSquares({ ...state, terms });
      if (found === null || found.coefficients.some((c) => c < 0)) continue;
      if (best !== null && found.residual > best.residual - WORTH_A_TERM * state.weight) continue;
      const [c0 = 0, c1 = 0, c2 = 0] = found.coefficients;
      best = { law: { c0, c1, c2 }, residual: found.residual };
    }
    return best?.law ?? null;
  },

  throughput(state, n) {
    const law = scalabilityModel.law(state);
    return law === null ? null : throughputOf(law, n);
  },

  bestCores(state, max) {
    const law = scalabilityModel.law(state);
    const most = Math.max(1, Math.floor(max));
    if (law === null) return most;
    let best = 0;
    for (let n = 1; n <= most; n += 1) best = Math.max(best, throughputOf(law, n));
    for (let n = 1; n < most; n += 1) if (throughputOf(law, n) >= best * (1 - TOLERATED_LOSS)) return n;
    return most;
  },

  merge: added,

  parse(json) {
    const record = versioned(json, VERSION);
    if (record === null || !areAmounts(record, ['forgetting', 'count', 'weight'])) return null;
    const { forgetting, count, weight, gram, moment } = record as unknown as ScalabilityState;
    const amounts = (list: unknown, length: number): boolean =>
      Array.isArray(list) && list.length === length && list.every(isAmount);
    if (!amounts(gram, 6) || !amounts(moment, 3) || forgetting === 0 || forgetting > 1) return null;
    return { version: VERSION, forgetting, count, weight, gram: [...gram], moment: [...moment] };
  },
};

function throughputOf({ c0, c1, c2 }: ScalabilityLaw, n: number): number {
  return n / (c0 + c1 * (n - 1) + c2 * n * (n - 1));
}

function added(older: ScalabilityState, newer: ScalabilityState): ScalabilityState {
  const discount = newer.forgetting ** newer.count;
  const sum = (a: readonly number[], b: readonly number[]): number[] =>
    b.map((value, i) => (a[i] ?? 0) * discount + value);
  return {
    version: newer.version,
    forgetting: newer.forgetting,
    count: older.count + newer.count,
    weight: older.weight * discount + newer.weight,
    gram: sum(older.gram, newer.gram),
    moment: sum(older.moment, newer.moment),
  };
}
