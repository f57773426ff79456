import { gridIndex, PERMIT_GRID } from './permit-grid.ts';
import { addWindow, type Level, NO_NOISE, type Noise, noiseWith, relativeError } from './window-noise.ts';

/** One more step up must gain more than this. */
const WORTH_A_STEP_UP = 0.05;
/** All steps down together may lose less than this. */
const TOLERATED_LOSS = 0.015;
const WINDOWS_TO_ACCEPT = 2;
const WINDOWS_TO_DECIDE = 16;
const STANDARD_ERRORS = 2;
/** A step whose rate rose nearly in proportion to the permits is followed by one of twice as many levels, up to 4. */
const STEEP = 0.75;
const LONGEST_LEAP = 4;
const FIRST_WAIT = 24;
const LONGEST_WAIT = 400;
const SHORTEST_WINDOW = 0.5;
/** Permits bind in a window if, on average, nearly all of them were in use. */
const BINDING_SHARE = 0.9;

export type StorageKind = 'rotational' | 'network' | 'other';
export type SearchDirection = 'up' | 'down';

/** The phase of the search, with only the data that is valid in that phase. */
export type SearchPhase =
  | { readonly kind: 'measuring' }
  | {
      readonly kind: 'probing';
      readonly direction: SearchDirection;
      /** The level to return to if the probe does not pay off. */
      readonly from: Level;
      readonly moved: boolean;
      /** Levels of this step. */
      readonly leap: number;
      /** Whether the search has just started or had settled before. */
      readonly origin: 'start' | 'hold';
    }
  | { readonly kind: 'holding'; readonly windows: number };

export interface LoadPermitSearchState {
  /** The number of loads to allow now. */
  readonly permits: number;
  /** Measurements with that number. */
  readonly here: Level;
  readonly phase: SearchPhase;
  /** Windows to hold before probing a neighbour again. */
  readonly wait: number;
  readonly nextDirection: SearchDirection;
  /** Share of the rate lost by steps down so far: small losses must not accumulate. */
  readonly givenUp: number;
  readonly noise: Noise;
  readonly maxPermits: number;
}

export interface LoadPermitSearchOptions {
  readonly storage?: StorageKind;
  /** Where to start, overriding the default, e.g. `loadRateModel.bestPermits` of earlier batches. */
  readonly permits?: number;
  /** Maximum number of permits; default 64. */
  readonly maxPermits?: number;
}

export interface LoadWindow {
  readonly bytesPerSecond: number;
  /** Mean number of permits in use during the window. */
  readonly permitsInUse: number;
  readonly seconds: number;
}

interface LoadPermitSearch {
  readonly start: (options?: LoadPermitSearchOptions) => LoadPermitSearchState;
  /** Windows in which permits did not bind, or shorter than half a second, change nothing. */
  readonly observeWindow: (state: LoadPermitSearchState, window: LoadWindow) => LoadPermitSearchState;
}

/**
 * Finds the number of loads that the storage serves best, on the grid 1 2 3 4 6 8 12 16 24 32 48 64, from the bytes per
 * second of windows: up while a step gains more than 5 %, otherwise down while the loss of all steps down together is
 * below 1.5 %, then hold. After 24 windows it probes a neighbour again (alternating up and down), waiting twice as long
 * each time that nothing changed, up to 400.
 *
 * The slope of the last step decides how far the next one goes: as long as the rate rises nearly in proportion to the
 * permits (elasticity at least 0.75), or a step down raises it, the steps double, up to 4 levels; a long step that does not
 * pay off is repeated with a single level.
 *
 * Confidence rule: a step is accepted after at least 2 windows, and refused after at least 1, once the measured change
 * is 2 standard errors beyond its threshold. After 16 windows the estimate alone decides a step up, while a step down
 * that is not surely harmless (estimate + 1 standard error) is refused. The standard error comes from the scatter of
 * windows within a level, with a prior of 3 % worth 4 windows. With noise of 3 % a search settles within 50 windows if
 * the storage has a clear knee, and within 75 if its rate keeps rising.
 *
 * Starts at 1 for rotational disks, 3 for network shares, otherwise 4.
 */
export const loadPermitSearch: LoadPermitSearch = {
  start({ storage = 'other', permits, maxPermits = 64 } = {}) {
    const hint = permits ?? { rotational: 1, network: 3, other: 4 }[storage];
    const index = gridIndex(Math.min(hint, maxPermits));
    return {
      permits: permitsAt(index),
      here: { index, mean: 0, windows: 0 },
      phase: { kind: 'measuring' },
      wait: FIRST_WAIT,
      nextDirection: 'up',
      givenUp: 0,
      noise: NO_NOISE,
      maxPermits: Math.max(1, maxPermits),
    };
  },

  observeWindow(state, window) {
    if (!binds(state, window)) return state;
    const noise = noiseWith(state.noise, state.here, window.bytesPerSecond);
    const seen = { ...state, noise, here: addWindow(state.here, window.bytesPerSecond) };
    switch (seen.phase.kind) {
      case 'measuring':
        return seen.here.windows < WINDOWS_TO_ACCEPT ? seen : probeFirst(seen);
      case 'probing':
        return judged(seen, seen.phase);
      case 'holding': {
        const windows = seen.phase.windows + 1;
        if (windows >= seen.wait) return probeAgain(seen);
        return { ...seen, phase: { kind: 'holding', windows } };
      }
    }
  },
};

type Probing = Extract<SearchPhase, { kind: 'probing' }>;
type Probe = Pick<Probing, 'direction' | 'moved' | 'origin'> & { readonly leap?: number };

function binds(state: LoadPermitSearchState, window: LoadWindow): boolean {
  const { bytesPerSecond, permitsInUse, seconds } = window;
  if (!(bytesPerSecond > 0 && Number.isFinite(bytesPerSecond) && seconds >= SHORTEST_WINDOW)) return false;
  return permitsInUse >= state.permits * BINDING_SHARE;
}

function judged(state: LoadPermitSearchState, phase: Probing): LoadPermitSearchState {
  const judgeOne = phase.direction === 'up' ? judgeUp : judgeDown;
  const judgement = phase.leap > 1 ? judgeLeap(state, phase) : judgeOne(state, phase);
  if (judgement === 'undecided') return state;
  if (judgement === 'accepted') {
    const moved = { ...state, givenUp: Math.max(0, lossWith(state, phase)) };
    const probe = {
      direction: phase.direction,
      origin: phase.origin,
      moved: true,
      leap: nextLeap(state, phase),
    };
    return probing(moved, probe) ?? hold(moved, probe);
  }
  const back = { ...state, here: phase.from, permits: permitsAt(phase.from.index) };
  if (phase.leap > 1) return probing(back, { ...phase, leap: 1 }) ?? hold(back, phase);
  if (phase.direction === 'up' && phase.origin === 'start' && !phase.moved) {
    const probe: Probe = { direction: 'down', origin: 'start', moved: false };
    return probing(back, probe) ?? hold(back, phase);
  }
  return hold(back, phase);
}

/** Levels of the step after an accepted one. */
function nextLeap({ here }: LoadPermitSearchState, { from, direction, leap }: Probing): number {
  return isSteep(here, { from, direction }) ? Math.min(LONGEST_LEAP, 2 * leap) : 1;
}

/** Whether the rate rose nearly in proportion to the permits, or rose although there were fewer of them. */
function isSteep(here: Level, { from, direction }: Pick<Probing, 'from' | 'direction'>): boolean {
  const gain = here.mean / from.mean;
  if (direction === 'down') return gain > 1 + WORTH_A_STEP_UP;
  return Math.log(gain) >= STEEP * Math.log(permitsAt(here.index) / permitsAt(from.index));
}

/** Of several levels: only if it is as steep as the step before, for something better may lie in between. */
function judgeLeap({ here }: LoadPermitSearchState, phase: Probing): Judgement {
  if (here.windows < WINDOWS_TO_ACCEPT) return 'undecided';
  return isSteep(here, phase) ? 'accepted' : 'refused';
}

type Judgement = 'accepted' | 'refused' | 'undecided';

function judgeUp({ here, noise }: LoadPermitSearchState, { from }: Probing): Judgement {
  const gain = here.mean / from.mean - 1;
  const margin = STANDARD_ERRORS * relativeError(noise, here, from);
  if (gain + margin < WORTH_A_STEP_UP) return 'refused';
  if (here.windows >= WINDOWS_TO_ACCEPT && gain - margin > WORTH_A_STEP_UP) return 'accepted';
  if (here.windows < WINDOWS_TO_DECIDE) return 'undecided';
  return gain > WORTH_A_STEP_UP ? 'accepted' : 'refused';
}

/** Share of the rate lost by staying here, including all earlier losses. */
function lossWith({ here, givenUp }: LoadPermitSearchState, { from }: Probing): number {
  return 1 - (1 - givenUp) * (here.mean / from.mean);
}

function judgeDown(state: LoadPermitSearchState, phase: Probing): Judgement {
  const { here } = state;
  const loss = lossWith(state, phase);
  const error = relativeError(state.noise, here, phase.from);
  if (loss - STANDARD_ERRORS * error > TOLERATED_LOSS) return 'refused';
  if (here.windows >= WINDOWS_TO_ACCEPT && loss + STANDARD_ERRORS * error < TOLERATED_LOSS) return 'accepted';
  if (here.windows < WINDOWS_TO_DECIDE) return 'undecided';
  return loss + error < TOLERATED_LOSS ? 'accepted' : 'refused';
}

function probeFirst(state: LoadPermitSearchState): LoadPermitSearchState {
  const probe = { origin: 'start', moved: false } as const;
  const up = probing(state, { ...probe, direction: 'up' });
  return up ?? probing(state, { ...probe, direction: 'down' }) ?? hold(state, { ...probe, direction: 'up' });
}

function probeAgain(state: LoadPermitSearchState): LoadPermitSearchState {
  const probe = { origin: 'hold', moved: false } as const;
  const next = probing(state, { ...probe, direction: state.nextDirection });
  if (next !== null) return next;
  const direction = opposite(state.nextDirection);
  return probing(state, { ...probe, direction }) ?? hold(state, { ...probe, direction });
}

/** Steps to a neighbour, as far as the grid goes; null at its end. */
function probing(state: LoadPermitSearchState, probe: Probe): LoadPermitSearchState | null {
  const { direction, moved, origin, leap = 1 } = probe;
  const from = state.here.index;
  const top = gridIndex(state.maxPermits);
  const index = direction === 'up' ? Math.min(top, from + leap) : Math.max(0, from - leap);
  const permits = PERMIT_GRID[index];
  if (permits === undefined || index === from) return null;
  const phase: SearchPhase = {
    kind: 'probing',
    direction,
    moved,
    origin,
    leap: Math.abs(index - from),
    from: state.here,
  };
  return { ...state, permits, here: { index, mean: 0, windows: 0 }, phase };
}

function hold(state: LoadPermitSearchState, last: Probe): LoadPermitSearchState {
  const unchanged = last.origin === 'hold' && !last.moved;
  return {
    ...state,
    phase: { kind: 'holding', windows: 0 },
    wait: unchanged ? Math.min(LONGEST_WAIT, state.wait * 2) : FIRST_WAIT,
    nextDirection: opposite(last.direction),
  };
}

function opposite(direction: SearchDirection): SearchDirection {
  return direction === 'up' ? 'down' : 'up';
}

function permitsAt(index: number): number {
  return PERMIT_GRID[index] ?? 1;
}
