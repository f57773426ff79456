import { initialState, type SchedulerState, startEngine } from '@ballast/scheduler';
import { compose } from '../compose.ts';
import { startProgress } from '../show/progress.ts';
import type { Interruption } from './interruption.ts';
import { openJournal } from './open-journal.ts';
import { planMemory } from './plan-memory.ts';
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
  const { inputs, header, output, resources, batch, start, verify } = prepared;
  const journal = await openJournal(output, start, prepared.stillOurs);
  try {
    const parts = { header, inputs, output, resources: batch.resources };
    const ports = compose({ ...parts, journal, start, verify });
    const sizes = Float64Array.from(inputs, (input) => input.size);
    const planned = await planMemory({ reader: batch.reader, plan: prepared.plan }, inputs);
    const footprints = sizes.map((size, task) => footprint(batch.reader, size, planned[task]));
    const state = initialState(resources.config, { sizes, footprints, settled: start.settled });
    const engine = startEngine(state, ports, {
      tickEvery: TICK_EVERY,
      syncEvery: SYNC_EVERY,
      onRecords: (records) => {
        // A batch that waits for a licence says so at once.
        if (records.some((record) => record.type === 'seats' && record.state !== 'limited')) progress.show();
      },
    });
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
