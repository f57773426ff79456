import type { BatchProgress } from '@ballast/batch';
import { progressLine } from './progress-line.ts';

export interface Progress {
  /** Shows the present state immediately instead of at the next update. */
  show(): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly out: Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;
  /** Null as long as there is nothing to show. */
  readonly progress: () => BatchProgress | null;
  readonly quiet: boolean;
}

/** Milliseconds between two updates on a terminal, and between two lines elsewhere. */
const LIVE_EVERY = 250;
const LINE_EVERY = 30_000;
const NARROWEST = 20;

/** On a terminal one line that is overwritten; elsewhere two lines a minute. */
export function startProgress({ out, progress, quiet }: ProgressOptions): Progress {
  if (quiet) return { show: () => undefined, stop: () => undefined };
  const live = out.isTTY === true;
  let isStopped = false;
  const show = (): void => {
    const now = isStopped ? null : progress();
    if (now === null) return;
    const width = live ? Math.max(NARROWEST, (out.columns ?? 80) - 1) : Number.POSITIVE_INFINITY;
    const line = progressLine(now, width);
    out.write(live ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  const timer = setInterval(show, live ? LIVE_EVERY : LINE_EVERY);
  timer.unref();
  return {
    show,
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      if (live) out.write('\r\u001b[2K');
    },
  };
}
