import type { BatchRun } from '@ballast/batch';
import { painter } from '../show/colour.ts';
import { type Progress, startProgress } from '../show/progress.ts';
import { modelOfProgress } from './screen-model.ts';
import { canShowTui, startTui, type Tui } from './tui.ts';

interface ProgressFlags {
  readonly quiet: boolean;
  readonly tui?: boolean;
}

/** Failures that are kept for the screen. */
const KEPT = 24;

/** The progress of a batch that this process runs: a few lines, or the whole terminal if that is asked for and possible. */
export function showProgress(
  name: string,
  run: Pick<BatchRun, 'progress'>,
  { quiet, tui }: ProgressFlags,
): Progress {
  const out = process.stderr;
  const paint = painter(out);
  const inLines = (): Progress =>
    startProgress({ out, progress: () => run.progress(), quiet, term: process.env.TERM, paint });
  if (tui !== true || quiet || !canShowTui(out, process.env)) return inLines();
  const failures: string[] = [];
  let lines: Progress | null = null;
  const model = (): ReturnType<typeof modelOfProgress> | null => {
    const progress = run.progress();
    return progress === null ? null : modelOfProgress(name, progress, { failures });
  };
  const leave = (): void => {
    screen.stop();
    lines ??= inLines();
  };
  const screen: Tui = startTui({ out, model, paint, quit: { words: 'shows fewer lines', call: leave } });
  return {
    show: () => (lines ?? screen).show(),
    failed: (file, cause) => {
      failures.push(`${file}: ${cause}`);
      if (failures.length > KEPT) failures.shift();
      lines?.failed(file, cause);
    },
    stop: () => {
      screen.stop();
      lines?.stop();
    },
  };
}
