import { type Engine, initialState, type SchedulerState, startEngine } from '@ballast/scheduler';
import { planMemory } from '../prepare/plan-memory.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { footprint } from '../prepare/reader-traits.ts';
import { compose } from './compose.ts';
import { type BatchEvent, eventOf } from './events.ts';
import { openJournal } from './open-journal.ts';

/** Time between two measurements of the workers, and between two syncs of the journal, in milliseconds. */
const TICK_EVERY = 250;
const SYNC_EVERY = 1000;

export interface RunObserver {
  /** Called once, when the engine has started; orders given to it now take effect before anything is admitted. */
  started(engine: Engine): void;
  event(event: BatchEvent): void;
}

/** Runs every task of a prepared batch; its journal then has a record of everything that happened. */
export async function runBatch(prepared: PreparedBatch, observer: RunObserver): Promise<SchedulerState> {
  const { inputs, header, output, resources, batch, start, verify } = prepared;
  const journal = await openJournal(output, start, prepared.stillOurs);
  try {
    const ports = compose({ header, inputs, output, resources: batch.resources, journal, start, verify });
    const sizes = Float64Array.from(inputs, (input) => input.size);
    const planned = await planMemory({ reader: batch.reader, plan: prepared.plan }, inputs);
    const footprints = sizes.map((size, task) => footprint(batch.reader, size, planned[task]));
    const state = initialState(resources.config, { sizes, footprints, settled: start.settled });
    const engine = startEngine(state, ports, {
      tickEvery: TICK_EVERY,
      syncEvery: SYNC_EVERY,
      onRecords: (records) => {
        for (const record of records) {
          const event = eventOf(record, inputs);
          if (event !== null) observer.event(event);
        }
      },
    });
    observer.started(engine);
    return await engine.ended;
  } finally {
    journal.close();
  }
}
