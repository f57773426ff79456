import { initialState, startEngine } from '@ballast/scheduler';
import type { JournalRecord } from '@ballast/scheduler/journal';
import { compose } from '../compose.ts';
import { listenForSignals } from '../platform/signals.ts';
import { startProgress } from '../show/progress.ts';
import type { PreparedBatch } from './prepare.ts';
import { footprint } from './resources.ts';

/** Time between two measurements of the workers, and between two syncs of the journal, in milliseconds. */
const TICK_EVERY = 250;
const SYNC_EVERY = 1000;

/** Runs every task of a prepared batch; everything that happened is in its journal afterwards. */
export async function runBatch(
  prepared: PreparedBatch,
  { quiet }: { readonly quiet: boolean },
): Promise<void> {
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
    const stopListening = listenForSignals({
      drain: (signal) => engine.drain(`interrupted by ${signal}`),
      cancel: (signal) => engine.cancel(`interrupted again by ${signal}`),
    });
    try {
      await engine.ended;
    } finally {
      stopListening();
      progress.stop();
    }
  } finally {
    journal.close();
  }
}
