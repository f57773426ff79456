import { initialState, type SchedulerState, startEngine } from '@ballast/scheduler';
import type { JournalRecord } from '@ballast/scheduler/journal';
import { compose } from '../compose.ts';
import { startProgress } from '../show/progress.ts';
import type { Interruption } from './interruption.ts';
import type { PreparedBatch } from './prepare.ts';
import { footprint } from './resources.ts';

/** Time between two measurements of the workers, and between two syncs of the journal, in milliseconds. */
const TICK_EVERY = 250;
const SYNC_EVERY = 1000;

/** Runs every task of a prepared batch; everything that happened is in its journal afterwards. */
export async function runBatch(
  prepared: PreparedBatch,
  { quiet, interruption }: { readonly quiet: boolean; readonly interruption: Interruption },
): Promise<SchedulerState> {
  const { inputs, header, output, resources, batch } = prepared;
  const { ports, journal } = compose({ header, inputs, output, resources: batch.resources });
  try {
    journal.append(
      inputs.map(({ file, size }, task): JournalRecord => ({ type: 'input', task, file, size })),
    );
    const sizes = Float64Array.from(inputs, (input) => input.size);
    const footprints = sizes.map((size) => footprint(batch.reader, size));
    const state = initialState(resources.config, { sizes, footprints });
    const engine = startEngine(state, ports, { tickEvery: TICK_EVERY, syncEvery: SYNC_EVERY });
    const progress = startProgress({ out: process.stderr, state: engine.state, quiet });
    interruption.running({
      drain: (cause) => {
        engine.drain(cause);
        progress.show();
      },
      cancel: (cause) => {
        engine.cancel(cause);
        progress.show();
      },
    });
    try {
      return await engine.ended;
    } finally {
      progress.stop();
    }
  } finally {
    journal.close();
  }
}
