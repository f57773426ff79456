import type { BatchEnd, BatchEvent, BatchRun, OpenBatch } from '@ballast/batch';
import { forTerminal } from '@ballast/text';
import type { Orders } from '../../control/orders-for.ts';
import type { FleetRun } from '../../fleet/run-on-fleet.ts';
import type { Interruption } from '../../show/interruption.ts';
import type { Progress } from '../../show/progress.ts';
import { damagedLines } from '../../show/resume-text.ts';
import { storageText } from '../../show/storage-text.ts';
import { showProgress } from '../../tui/show-progress.ts';
import type { RunFlags } from './run-flags.ts';
import { print, remark } from './say.ts';

export interface Running {
  readonly interruption: Interruption;
  readonly orders: Orders;
  /** Null if this machine does the tasks itself. */
  readonly fleet: FleetRun | null;
}

/** Runs an open batch, and shows meanwhile what happens. */
export async function runToEnd(
  batch: OpenBatch,
  flags: RunFlags,
  { interruption, orders, fleet }: Running,
): Promise<BatchEnd> {
  let progress: Progress | null = null;
  const started = (run: BatchRun): void => {
    progress = showProgress(batch.batch.name, run, flags);
    interruption.running(stoppable(fleet?.stoppable(run) ?? run, progress));
  };
  try {
    const run = batch.run({
      progressEvery: 0,
      ...(fleet === null ? {} : { share: fleet.share }),
      observe: (event) => {
        onEvent(event, { batch, interruption, progress });
        if (event.type !== 'damaged') return;
        remark(damagedLines(event.results, event.again ? 'again' : 'later'), flags);
        if (event.again) started(run);
      },
    });
    started(run);
    orders.running(run);
    return await run.ended;
  } finally {
    stop(progress);
  }
}

/** A function of its own: the compiler does not see that observers assign the variable. */
function stop(progress: Progress | null): void {
  progress?.stop();
}

interface Watching {
  readonly batch: OpenBatch;
  readonly interruption: Interruption;
  readonly progress: Progress | null;
}

function onEvent(event: BatchEvent, { batch, interruption, progress }: Watching): void {
  if (event.type === 'settled' && event.cause !== null) progress?.failed(event.file, event.cause);
  // A batch that waits for a licence shows it at once.
  if (event.type === 'seats' && event.state !== 'limited') progress?.show();
  if (event.type === 'storage-fault') {
    progress?.stop();
    print(storageText(batch.output, event).map(forTerminal), process.stderr);
  }
  if (event.type === 'publishing') {
    progress?.stop();
    interruption.writing();
  }
}

function stoppable(
  run: Pick<BatchRun, 'drain' | 'cancel'>,
  progress: Progress,
): Pick<BatchRun, 'drain' | 'cancel'> {
  return {
    drain: (cause) => {
      run.drain(cause);
      progress.show();
    },
    cancel: (cause) => {
      run.cancel(cause);
      progress.show();
    },
  };
}
