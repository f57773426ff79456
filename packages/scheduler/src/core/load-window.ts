import { loadPermitSearch, loadRateModel, type Milliseconds } from '@ballast/resource-model';
import { loadPermits } from './admission.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';

/** Windows are at least so long, in milliseconds. */
const WINDOW = 500;

/** Permits bind in a window when nearly all of them were in use on average: what was read is what the storage gives. */
const BINDING_SHARE = 0.9;
/** More were active than permitted: a pause takes effect only at the end of a piece, and the window says nothing. */
const MOST_SHARE = 1.1;

/** Brings the integral of active loads up to now; before anything changes. */
export function advanceWindow(state: SchedulerState, now: Milliseconds): void {
  const elapsed = now - state.eventAt;
  if (elapsed <= 0) return;
  state.window = { ...state.window, loadTime: state.window.loadTime + state.totals.loading * elapsed };
  state.eventAt = now;
}

/** Bytes that loads have read since they were last counted. */
export function countLoaded(state: SchedulerState, bytes: number): void {
  if (bytes > 0) state.window = { ...state.window, bytes: state.window.bytes + bytes };
}

/** Closes a window that is long enough: the storage's rate is learned, and the search for permits takes its step. */
export function closeWindow(state: SchedulerState, step: Step): void {
  const { since, bytes, loadTime } = state.window;
  const elapsed = step.now - since;
  if (elapsed < WINDOW) return;
  state.window = { since: step.now, bytes: 0, loadTime: 0 };
  const seconds = elapsed / 1000;
  const permits = loadPermits(state);
  const permitsInUse = loadTime / elapsed;
  const bytesPerSecond = bytes / seconds;
  if (permitsInUse > MOST_SHARE * permits) return;
  if (permitsInUse >= BINDING_SHARE * permits && bytes > 0) {
    const loadRate = loadRateModel.observe(state.models.loadRate, {
      permits,
      bytesPerSecond,
      seconds,
    });
    state.models = { ...state.models, loadRate };
  }
  state.search = loadPermitSearch.observeWindow(state.search, { bytesPerSecond, permitsInUse, seconds });
  const now = loadPermits(state);
  if (now !== permits) {
    step.commands.push({
      type: 'record',
      record: {
        type: 'load-permits',
        at: step.now,
        permits: now,
        bytesPerSecond: Math.round(bytesPerSecond),
      },
    });
  }
}
