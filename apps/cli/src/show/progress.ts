import type { BatchProgress } from '@ballast/batch';
import type { Tone } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';
import { type LiveOutput, liveRegion } from './live-region.ts';
import { progressLine } from './progress-line.ts';
import { progressLines } from './progress-lines.ts';

export interface Progress {
  /** Shows the present state immediately instead of at the next update. */
  show(): void;
  /** A file that did not succeed, as found on disk, and why. */
  failed(file: string, cause: string): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly out: LiveOutput & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'rows' | 'on' | 'off'>>;
  /** Null as long as there is nothing to show. */
  readonly progress: () => BatchProgress | null;
  readonly quiet: boolean;
  /** The kind of terminal; `dumb` for one that cannot move its cursor. */
  readonly term?: string | undefined;
  readonly paint?: (text: string, tone: Tone) => string;
}

/** Milliseconds between two updates on a terminal, and between two lines elsewhere. */
const LIVE_EVERY = 250;
const LINE_EVERY = 30_000;
const NARROWEST = 20;

/** On a terminal a few lines that are replaced in place; elsewhere two lines a minute. */
export function startProgress(options: ProgressOptions): Progress {
  if (options.quiet) return { show: () => undefined, failed: () => undefined, stop: () => undefined };
  const isLive = options.out.isTTY === true && options.term !== 'dumb';
  const screen = isLive ? liveScreen(options) : plainScreen(options);
  let isStopped = false;
  const show = (): void => {
    const now = isStopped ? null : options.progress();
    if (now !== null) screen.show(now);
  };
  const timer = setInterval(show, isLive ? LIVE_EVERY : LINE_EVERY);
  timer.unref();
  if (isLive) options.out.on?.('resize', show);
  return {
    show,
    failed: screen.failed,
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      options.out.off?.('resize', show);
      screen.clear();
    },
  };
}

interface Shown {
  show(progress: BatchProgress): void;
  failed(file: string, cause: string): void;
  clear(): void;
}

function plainScreen({ out }: ProgressOptions): Shown {
  return {
    show: (progress) => out.write(`${progressLine(progress, Number.POSITIVE_INFINITY)}\n`),
    // They are in the text at the end.
    failed: () => undefined,
    clear: () => undefined,
  };
}

/** What the line of a file that did not succeed begins with. */
const FAILED = '! ';
/** More than a screen shows. */
const KEPT = 10;

function liveScreen({ out, paint = (text) => text }: ProgressOptions): Shown {
  const region = liveRegion(out);
  const failures: string[] = [];
  return {
    show: (progress) => {
      // The last column stays free: some terminals wrap as soon as it is written.
      const columns = Math.max(NARROWEST, (out.columns || 80) - 1);
      const lines = progressLines(progress, { columns, rows: out.rows || 24, failures });
      region.show(lines, (line) => (line.startsWith(FAILED) ? paint(line, 'bad') : line));
    },
    failed: (file, cause) => {
      failures.push(`${FAILED}${forTerminal(file)}: ${forTerminal(cause)}`);
      if (failures.length > KEPT) failures.shift();
    },
    clear: region.clear,
  };
}
