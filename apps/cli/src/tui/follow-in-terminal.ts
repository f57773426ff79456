import { setTimeout as wait } from 'node:timers/promises';
import type { Live } from '@ballast/reporting';
import { listenForSignals } from '../platform/signals.ts';
import { painter } from '../show/colour.ts';
import { frameOf } from './frame.ts';
import { modelOfLive } from './screen-model.ts';
import { canShowTui, startTui, type Tui } from './tui.ts';

/** Time between two lines if there is no terminal, in milliseconds. */
const LINE_EVERY = 30_000;
const LOOK_EVERY = 250;
/** A line that nothing has to fit into, in columns. */
const WIDE = 1000;

/** Shows a batch that another process runs, until `q` or a signal; without a terminal, a line every 30 seconds while it runs. */
export async function followInTerminal(live: () => Live | null): Promise<void> {
  const out = process.stdout;
  if (!canShowTui(out, process.env)) return followInLines(live);
  let screen: Tui | null = null;
  await new Promise<void>((resolve) => {
    listenForSignals(() => resolve());
    const model = (): ReturnType<typeof modelOfLive> | null => {
      const now = live();
      return now === null ? null : modelOfLive(now);
    };
    screen = startTui({ out, model, paint: painter(out), quit: { words: 'ends', call: resolve } });
  });
  leave(screen);
}

/** The compiler does not see that a callback assigned the variable. */
function leave(screen: Tui | null): void {
  screen?.stop();
}

async function followInLines(live: () => Live | null): Promise<void> {
  let isStopped = false;
  const unlisten = listenForSignals(() => {
    isStopped = true;
  });
  let printedAt = Number.NEGATIVE_INFINITY;
  while (!isStopped) {
    const now = live();
    const isOver = now !== null && now.now.state !== 'running';
    if (now !== null && (isOver || performance.now() - printedAt >= LINE_EVERY)) {
      printedAt = performance.now();
      process.stdout.write(`${lineOf(now)}\n`);
    }
    if (isOver) break;
    await wait(LOOK_EVERY);
  }
  unlisten();
}

function lineOf(live: Live): string {
  const options = { rows: 24, view: 'overview', history: [], perMinute: null, keys: '' } as const;
  const [title] = frameOf(modelOfLive(live), { ...options, columns: WIDE });
  return title?.text ?? '';
}
