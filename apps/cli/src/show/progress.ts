import type { SchedulerState } from '@ballast/scheduler';
import { loadRate, progressLine } from './progress-line.ts';

export interface Progress {
  /** Shows the present state at once, for what is not to wait for the next look. */
  show(): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly out: Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;
  readonly state: () => SchedulerState;
  readonly quiet: boolean;
}

/** Milliseconds between two looks on a terminal, and between two lines elsewhere. */
const LIVE_EVERY = 250;
const LINE_EVERY = 30_000;
const NARROWEST = 20;

/** One line that renews itself on a terminal; elsewhere a line twice a minute. */
export function startProgress({ out, state, quiet }: ProgressOptions): Progress {
  if (quiet) return { show: () => undefined, stop: () => undefined };
  const started = performance.now();
  const live = out.isTTY === true;
  const { inputs, progress } = state();
  const { settled: tasks, settledBytes: bytes } = progress;
  let totalBytes = 0;
  for (const size of inputs.sizes) totalBytes += size;
  const before = { tasks, bytes };
  let rate: number | null = null;
  const show = (): void => {
    const now = state();
    rate = loadRate(now) ?? rate;
    const width = live ? Math.max(NARROWEST, (out.columns ?? 80) - 1) : Number.POSITIVE_INFINITY;
    const line = progressLine(now, { elapsed: performance.now() - started, totalBytes, before, rate, width });
    out.write(live ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  const timer = setInterval(show, live ? LIVE_EVERY : LINE_EVERY);
  timer.unref();
  return {
    show,
    stop: () => {
      clearInterval(timer);
      if (live) out.write('\r\u001b[2K');
    },
  };
}
