import { areAmounts, isAmount, isRecord, versioned } from '../json-shape.ts';
import type { Estimator } from './estimator.ts';
import { gridIndex, PERMIT_GRID } from './permit-grid.ts';

const VERSION = 2;
/** Without `fastest`, which is then the largest mean. */
const FIRST_VERSION = 1;
/** What was delivered counts over a second at least: a burst shows nothing that a storage can keep up. */
const SHORTEST_SPAN = 1;
/** What earlier batches taught counts as much as this many seconds of windows of the present one. */
const SECONDS_OF_EARLIER = 3;
/** A cell with fewer seconds of windows than this is ignored when choosing the best. */
const SECONDS_NEEDED = 1;
/** The same loss that the load-permit search tolerates on its way down. */
const TOLERATED_LOSS = 0.015;

interface LoadRateOptions {
  /** Seconds of windows after which an older one has half the weight, per cell. Default 300. */
  readonly halfLife: number;
}

/** The sums for one number of permits. */
export interface LoadRateCell {
  /** Discounted sum of rate x seconds, in bytes. */
  readonly bytes: number;
  /** Discounted sum of seconds: the weight of the mean. */
  readonly weight: number;
  /** All seconds, undiscounted: the age of what was learned before. */
  readonly seconds: number;
}

export interface LoadRateState {
  readonly version: typeof VERSION;
  readonly halfLife: number;
  /** One for each of 1 2 3 4 6 8 12 16 24 32 48 64 permits. */
  readonly cells: readonly LoadRateCell[];
  /**
   * Most bytes per second that were ever delivered, 0 if unknown. No bound may assume less. The means of the cells are for
   * predictions: they are what was typical of one kind of work, whatever limited it.
   */
  readonly fastest: number;
}

/** A span in which bytes were delivered, whatever limited it. */
export interface Delivered {
  readonly bytesPerSecond: number;
  readonly seconds: number;
}

/** A window in which the permits bound the loads. */
export interface LoadRateWindow {
  readonly permits: number;
  readonly bytesPerSecond: number;
  readonly seconds: number;
}

interface LoadRateModel extends Estimator<LoadRateState, LoadRateWindow, LoadRateOptions> {
  /** Expected bytes per second with this many permits; null before the first window. */
  readonly rateAt: (state: LoadRateState, permits: number) => number | null;
  /** The fewest permits within 1.5 % of the best mean; null before any cell has a second of windows. */
  readonly bestPermits: (state: LoadRateState) => number | null;
  /** Raises `fastest`; spans below a second count as a second. */
  readonly deliver: (state: LoadRateState, span: Delivered) => LoadRateState;
  /** For the next batch: its own windows soon weigh more than all that came before. */
  readonly forNextBatch: (state: LoadRateState) => LoadRateState;
  /**
   * For other work: how the rates compare with each other is kept, and the best of them becomes `fastest`, since what slowed
   * the storage down may have been the work.
   */
  readonly forOtherWork: (state: LoadRateState) => LoadRateState;
}

/**
 * The rate of the storage by number of load permits: one cell per grid value, with the exponential mean of the rates of
 * its windows, weighted by their seconds. Windows between two grid values count for the lower one.
 *
 * `rateAt` interpolates linearly in log(permits) between the nearest cells seen. Above the largest one it stays
 * constant, below the smallest one it decreases in proportion to the permits: a cautious guess in both directions.
 */
export const loadRateModel: LoadRateModel = {
  start({ halfLife = 300 } = {}) {
    if (!(halfLife > 0 && Number.isFinite(halfLife))) {
      throw new RangeError(`a half-life must be a positive number of seconds, not ${halfLife}`);
    }
    return {
      version: VERSION,
      halfLife,
      cells: PERMIT_GRID.map(() => ({ bytes: 0, weight: 0, seconds: 0 })),
      fastest: 0,
    };
  },

  observe(state, { permits, bytesPerSecond, seconds }) {
    if (!(permits >= 1) || !isAmount(bytesPerSecond) || !isAmount(seconds) || seconds === 0) return state;
    const index = gridIndex(permits);
    const seen = { bytes: bytesPerSecond * seconds, weight: seconds, seconds };
    const cells = state.cells.map((cell, i) => (i === index ? added(cell, seen, state.halfLife) : cell));
    return loadRateModel.deliver({ ...state, cells }, { bytesPerSecond, seconds });
  },

  deliver(state, { bytesPerSecond, seconds }) {
    if (!isAmount(bytesPerSecond) || !isAmount(seconds)) return state;
    const rate = bytesPerSecond * Math.min(1, seconds / SHORTEST_SPAN);
    return rate > state.fastest ? { ...state, fastest: rate } : state;
  },

  forNextBatch(state) {
    const cells = state.cells.map((cell) => {
      const share = cell.weight > SECONDS_OF_EARLIER ? SECONDS_OF_EARLIER / cell.weight : 1;
      return { ...cell, bytes: share * cell.bytes, weight: share * cell.weight };
    });
    return { ...state, cells };
  },

  forOtherWork(state) {
    const best = Math.max(0, ...means(state, 0).map(({ rate }) => rate));
    if (best === 0 || best >= state.fastest) return state;
    const cells = state.cells.map((cell) => ({ ...cell, bytes: (cell.bytes * state.fastest) / best }));
    return { ...state, cells };
  },

  rateAt(state, permits) {
    let below = -1;
    let above = -1;
    for (let i = 0; i < PERMIT_GRID.length && above < 0; i += 1) {
      if (!((state.cells[i]?.weight ?? 0) > 0)) continue;
      if (permitsOf(i) <= permits) below = i;
      if (permitsOf(i) >= permits) above = i;
    }
    if (below < 0) return above < 0 ? null : (meanOf(state, above) * permits) / permitsOf(above);
    if (above < 0 || above === below) return meanOf(state, below);
    const share = Math.log(permits / permitsOf(below)) / Math.log(permitsOf(above) / permitsOf(below));
    return meanOf(state, below) + share * (meanOf(state, above) - meanOf(state, below));
  },

  bestPermits(state) {
    const seen = means(state, SECONDS_NEEDED);
    const best = Math.max(...seen.map((cell) => cell.rate));
    return seen.find((cell) => cell.rate >= best * (1 - TOLERATED_LOSS))?.permits ?? null;
  },

  merge(older, newer) {
    const { version, halfLife } = newer;
    const cells = newer.cells.map((cell, i) => {
      const before = older.cells[i];
      return before === undefined ? cell : added(before, cell, halfLife);
    });
    return { version, halfLife, cells, fastest: Math.max(older.fastest, newer.fastest) };
  },

  parse(json) {
    const record = versioned(json, VERSION) ?? versioned(json, FIRST_VERSION);
    const cells = record?.cells;
    if (!record || !Array.isArray(cells) || cells.length !== PERMIT_GRID.length) return null;
    if (!isAmount(record.halfLife) || record.halfLife === 0) return null;
    const sound = cells.every((c) => isRecord(c) && areAmounts(c, ['bytes', 'weight', 'seconds']));
    if (!sound) return null;
    const plain = (cells as LoadRateCell[]).map(({ bytes, weight, seconds }) => ({ bytes, weight, seconds }));
    const state = { version: VERSION, halfLife: record.halfLife, cells: plain } as const;
    if (record.version === VERSION) {
      return isAmount(record.fastest) ? { ...state, fastest: record.fastest } : null;
    }
    const rates = plain.map(({ bytes, weight }) => (weight > 0 ? bytes / weight : 0));
    return { ...state, fastest: Math.max(...rates) };
  },
};

function added(older: LoadRateCell, newer: LoadRateCell, halfLife: number): LoadRateCell {
  const discount = 0.5 ** (newer.seconds / halfLife);
  return {
    bytes: older.bytes * discount + newer.bytes,
    weight: older.weight * discount + newer.weight,
    seconds: older.seconds + newer.seconds,
  };
}

function permitsOf(index: number): number {
  return PERMIT_GRID[index] ?? 0;
}

/** Mean rate of a cell that has seen a window, in bytes per second. */
function meanOf({ cells }: LoadRateState, index: number): number {
  const { bytes = 0, weight = 1 } = cells[index] ?? {};
  return bytes / weight;
}

function means(state: LoadRateState, secondsNeeded: number): { permits: number; rate: number }[] {
  return state.cells.flatMap((cell, i) => {
    const permits = PERMIT_GRID[i];
    const enough = cell.weight > 0 && cell.seconds >= secondsNeeded;
    return permits !== undefined && enough ? [{ permits, rate: cell.bytes / cell.weight }] : [];
  });
}
