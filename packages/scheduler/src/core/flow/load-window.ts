import { loadPermitSearch, type Milliseconds } from '@ballast/resource-model';
import { learnDelivered, learnLoadRate } from '../learning/learn.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { loadPermits } from '../verdict/permits.ts';

/** A window lasts at least this long, in milliseconds. */
const WINDOW = 500;

/** If nearly all permits were in use on average, they were the limit: what was read is what the storage delivers. */
const BINDING_SHARE = 0.9;
/** Above this share more loads were active than permitted, since a pause takes effect only after a piece: the window is void. */
const MOST_SHARE = 1.1;

/** Brings the integral of active loads up to now; before anything changes. */
export function advanceWindow(state: SchedulerState, now: Milliseconds): void {
  const elapsed = now - state.clock.eventAt;
  if (elapsed <= 0) return;
  const limits = draft(state, 'limits');
  const loadTime = limits.window.loadTime + state.tasks.totals.loading * elapsed;
  limits.window = { ...limits.window, loadTime };
}

/** Counts bytes that loads have read since they were last counted. */
export function countLoaded(state: SchedulerState, bytes: number): void {
  if (bytes <= 0) return;
  const limits = draft(state, 'limits');
  limits.window = { ...limits.window, bytes: limits.window.bytes + bytes };
}

/** What the storage did was not observed: a new window begins. */
export function voidWindow(state: SchedulerState, now: Milliseconds): void {
  draft(state, 'limits').window = { since: now, bytes: 0, loadTime: 0 };
}

/** Closes a window that is long enough: the storage's rate is learned, and the search for permits takes its step. */
export function closeWindow(state: SchedulerState, step: Step): void {
  const limits = draft(state, 'limits');
  const { since, bytes, loadTime } = limits.window;
  const elapsed = step.now - since;
  if (elapsed < WINDOW) return;
  limits.window = { since: step.now, bytes: 0, loadTime: 0 };
  const seconds = elapsed / 1000;
  const permits = loadPermits(state);
  const permitsInUse = loadTime / elapsed;
  const bytesPerSecond = bytes / seconds;
  learnDelivered(state, { bytesPerSecond, seconds });
  if (permitsInUse > MOST_SHARE * permits) return;
  if (permitsInUse >= BINDING_SHARE * permits && bytes > 0)
    learnLoadRate(state, { permits, bytesPerSecond, seconds });
  limits.search = loadPermitSearch.observeWindow(limits.search, { bytesPerSecond, permitsInUse, seconds });
  const permitted = loadPermits(state);
  if (permitted !== permits) {
    step.commands.push({
      type: 'record',
      record: {
        type: 'load-permits',
        at: step.now,
        permits: permitted,
        bytesPerSecond: Math.round(bytesPerSecond),
      },
    });
  }
}
