import { OPPNDA } from './memory-estimator.ts';

/** Available memory must allow an increase even if it were smaller by this share of the total. */
const HYSTERESIS = 0.03;
/** Number of consecutive readings that must allow an increase. */
const CALM_READINGS = 2;

export interface AdaptiveSemaphoreState {
  /** Concurrent tasks allowed now. */
  readonly permits: number;
  readonly max: number;
  readonly eta: number;
  /** Consecutive readings that would have allowed more permits. */
  readonly calm: number;
}

export interface MemoryReading {
  /** Bytes that could be used now without swapping. */
  readonly available: number;
  /** Memory of the machine in bytes. */
  readonly total: number;
}

interface AdaptiveSemaphore {
  /** At most `max` permits; starts with all of them. `eta` is the share of memory that may be used, 0.75. */
  readonly start: (options: { readonly max: number; readonly eta?: number }) => AdaptiveSemaphoreState;
  readonly observe: (state: AdaptiveSemaphoreState, reading: MemoryReading) => AdaptiveSemaphoreState;
}

/**
 * OppNDA's semaphore: permits = max(1, floor(max x available/(total x (1 - eta)))) while available/total < 1 - eta,
 * otherwise max.
 *
 * Ours decreases at once but increases by one permit at a time, and only after 2 consecutive readings that would allow
 * the increase with 3 % of the total less available, so that it does not follow every fluctuation. Readings that make
 * no sense (total not positive, available negative) change nothing.
 */
export const adaptiveSemaphore: AdaptiveSemaphore = {
  start({ max, eta = OPPNDA.eta }) {
    const most = Math.floor(max);
    if (!(most >= 1) || !(eta >= 0 && eta < 1)) {
      throw new RangeError(
        `a semaphore must have at least 1 permit and an eta from 0 to below 1, not ${max} and ${eta}`,
      );
    }
    return { permits: most, max: most, eta, calm: 0 };
  },

  observe(state, reading) {
    const { available, total } = reading;
    if (!(total > 0 && Number.isFinite(total) && available >= 0 && Number.isFinite(available))) return state;
    const target = permitsFor(state, reading);
    if (target < state.permits) return { ...state, permits: target, calm: 0 };
    const careful = permitsFor(state, { available: Math.max(0, available - HYSTERESIS * total), total });
    if (careful <= state.permits) return { ...state, calm: 0 };
    const calm = state.calm + 1;
    return calm < CALM_READINGS ? { ...state, calm } : { ...state, permits: state.permits + 1, calm: 0 };
  },
};

function permitsFor({ max, eta }: AdaptiveSemaphoreState, { available, total }: MemoryReading): number {
  const free = available / total;
  if (free >= 1 - eta) return max;
  return Math.max(1, Math.min(max, Math.floor((max * free) / (1 - eta))));
}
