import { formatBytes, formatDuration } from '@ballast/resource-model';
import { type SchedulerState, seatWait, seatWaitText } from '@ballast/scheduler';
import { bindingResource } from './binding-resource.ts';

export interface ProgressView {
  /** Since the batch began, in milliseconds. */
  readonly elapsed: number;
  /** Sizes of all inputs together. */
  readonly totalBytes: number;
  /** What of the inputs was settled before this process began; nothing where it is absent. */
  readonly before?: { readonly tasks: number; readonly bytes: number };
  /** What loads read at present, in bytes per second; null where that is not known. */
  readonly rate: number | null;
  /** Characters that the line may have. */
  readonly width: number;
}

/** The state of a batch in one line, what matters most first; the end of it goes where the width is short. */
export function progressLine(state: SchedulerState, view: ProgressView): string {
  const [first = '', ...rest] = parts(state, view).filter((part) => part !== '');
  let line = first;
  for (const part of rest) {
    const longer = `${line} | ${part}`;
    if (longer.length > view.width) break;
    line = longer;
  }
  return line;
}

function parts(state: SchedulerState, { elapsed, totalBytes, before, rate }: ProgressView): string[] {
  const { totals } = state.tasks;
  const { settled, failed, settledBytes } = state.progress;
  const share = shareDone(state, totalBytes, before ?? { tasks: 0, bytes: 0 });
  const binding = bindingResource(state);
  const memory = `${formatBytes(residentOf(state))} used, ${formatBytes(totals.reserved)} of ${formatBytes(state.machine.capacity.memory)} reserved`;
  const togo = (elapsed * (1 - share)) / share;
  return [
    `${settled}/${state.inputs.sizes.length}`,
    failed > 0 ? `${failed} failed` : '',
    stopNotice(state),
    seatNotice(state),
    share > 0 && share < 1 ? `about ${formatDuration(togo)} to go` : '',
    `memory ${memory}`,
    `${formatBytes(settledBytes)} of ${formatBytes(totalBytes)}`,
    tasksText(state),
    totals.loading > 0 && rate !== null ? `reads ${formatBytes(rate)}/s` : '',
    binding === null ? '' : `bound by ${binding}`,
  ];
}

function stopNotice({ lifecycle: { mode } }: SchedulerState): string {
  if (mode.kind === 'draining') return 'draining: Ctrl-C again stops now';
  return mode.kind === 'cancelling' ? 'stopping' : '';
}

/** A batch that stands still says what for. */
function seatNotice(state: SchedulerState): string {
  const wait = state.lifecycle.mode.kind === 'open' ? seatWait(state) : null;
  return wait === null ? '' : seatWaitText(wait);
}

/** A task that loads with the grant to compute already counts as loading only. */
function tasksText({ tasks }: SchedulerState): string {
  const { starting, loading, computing, atGate } = tasks.totals;
  const before = starting > 0 ? `${starting} starting, ` : '';
  return `${before}${loading} loading, ${computing} computing${atGate > 0 ? `, ${atGate} at the gate` : ''}`;
}

function residentOf(state: SchedulerState): number {
  let resident = 0;
  for (const worker of state.workers.records.values()) resident += worker.usage?.resident ?? 0;
  return resident;
}

/** Cost of a task that has nothing in it, in bytes of reading: so that many small files count too. */
const TASK_COST = 256 * 1024;

/** Predicted work done over predicted work in all, both since this process began; a running attempt counts for what it has read. */
function shareDone(
  state: SchedulerState,
  totalBytes: number,
  before: { readonly tasks: number; readonly bytes: number },
): number {
  let running = 0;
  for (const [id, task] of state.tasks.active) {
    const size = state.inputs.sizes[id] ?? 0;
    if (task.state === 'loading') running += Math.min(task.bytesRead, size) / 2;
    if (task.state === 'loaded' || task.state === 'computing') running += size / 2;
  }
  const earlier = before.bytes + before.tasks * TASK_COST;
  const { settled, settledBytes } = state.progress;
  const done = settledBytes + settled * TASK_COST + running - earlier;
  return done / (totalBytes + state.inputs.sizes.length * TASK_COST - earlier);
}

/** A present window shorter than this says little about the rate, in milliseconds. */
const SHORT_WINDOW = 200;

/** Bytes per second that loads read in the present load window; null where it has only begun. */
export function loadRate({ limits: { window }, clock }: SchedulerState): number | null {
  const elapsed = clock.eventAt - window.since;
  return elapsed < SHORT_WINDOW ? null : (1000 * window.bytes) / elapsed;
}
