import path from 'node:path';
import { milliseconds } from '@ballast/resource-model';
import { type Engine, initialState, type SchedulerState, startEngine } from '@ballast/scheduler';
import {
  createJournal,
  type JournalFile,
  type JournalRecord,
  type Outcome,
  type RecordOf,
} from '@ballast/scheduler/journal';
import { namesIn, removeFile, removeFolder } from '../files/abandoned.ts';
import { makeOwnFolder } from '../files/make-folder.ts';
import { modeIn } from '../files/mode-in.ts';
import { makeFolders, type OutputFolder } from '../folder/layout.ts';
import { planMemory } from '../prepare/plan-memory.ts';
import type { PreparedNode } from '../prepare/prepare-node.ts';
import { footprintsOf } from '../prepare/reader-traits.ts';
import { compose } from './compose.ts';
import type { Share } from './share.ts';
import { unsyncedResults } from './unsynced-results.ts';

const TICK_EVERY = 250;
const SYNC_EVERY = 1000;

/** An attempt of this machine has settled; it counts once the board says so. */
export type SettledHere = RecordOf<'settled'>;

export interface NodeRunOptions {
  readonly node: string;
  readonly share: Share;
  /** By task: those with an outcome are not done here. */
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly attempts: Uint16Array;
  /** Called when the result and the record of it are on storage. */
  readonly settled: (record: SettledHere) => void;
  /** Called with what happened here, in order. */
  readonly happened?: (records: readonly JournalRecord[]) => void;
}

export interface NodeRun {
  readonly scheduler: Engine;
  /** Settles with the last state, once nothing is left to do here or elsewhere, or the node was drained. */
  readonly ended: Promise<SchedulerState>;
}

/**
 * Does what this machine gets of a batch of another one. What happens here is recorded in `.ballast/nodes` of the output folder: the
 * journal of the batch is the coordinator's.
 */
export async function runNode(prepared: PreparedNode, options: NodeRunOptions): Promise<NodeRun> {
  const { batch, output, inputs, header, resources, plan, planFile, program } = prepared;
  makeFolders({ ...output, tables: path.join(output.root, 'tables') });
  const journal = nodeJournal(prepared, options);
  const outcomes = inputs.map((_, task) =>
    prepared.isListed(task) ? options.outcomes[task] : (options.outcomes[task] ?? NOT_LISTED),
  );
  const settled = { outcomes, attempts: options.attempts, at: milliseconds(0) };
  const own = resources.config.capacity.seats;
  const share: Share = {
    runner: (runner) => options.share.runner(runner),
    seats: () => atMost(own, options.share.seats()),
  };
  const ports = compose({
    ...{ header, inputs, output, journal, plan: planFile, share },
    ...{
      resources: batch.resources,
      start: { cached: new Map(), settled },
      verify: false,
      isListedElsewhere: true,
      program,
    },
  });
  const sizes = Float64Array.from(inputs, (input) => input.size);
  const facts = await planMemory({ reader: batch.reader, plan, feature: program?.feature ?? null }, inputs);
  const footprints = footprintsOf(batch.reader, facts);
  // From the beginning: what it holds of a pool is measured later.
  const held = share.seats();
  const capacity = { ...resources.config.capacity, seats: held ?? own };
  const seatsPerTask = held === null ? resources.config.seatsPerTask : 1;
  // Each task has a claim of its own, so each has an order of its own.
  const config = { ...resources.config, capacity, seatsPerTask, mostTogether: 1 };
  const state = initialState(config, {
    sizes,
    footprints,
    facts,
    settled,
    first: firstOf(options.node, sizes.length),
  });
  const engine = startEngine(state, ports, { tickEvery: TICK_EVERY, syncEvery: SYNC_EVERY });
  return { scheduler: engine, ended: engine.ended.finally(() => journal.close()) };
}

/** The same for a node each time, and another one for most other nodes. */
function firstOf(node: string, tasks: number): number {
  let sum = 0;
  for (const character of node) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  // Names differ in their last character: spread over all tasks.
  return Math.floor(((sum * GOLDEN) % 1) * tasks);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

const atMost = (own: number, held: number | null): number | null =>
  held === null ? null : Math.min(own, held);

/** Not one of the tasks that are to be done. */
const NOT_LISTED: Outcome = { kind: 'cancelled', retry: 'same-demand', cause: 'it is not to be done' };

/** Keeps what happened on this machine, and reports what has settled once it is on storage. */
function nodeJournal({ output, header, inputs }: PreparedNode, options: NodeRunOptions): JournalFile {
  const folder = path.join(path.dirname(output.plan), 'nodes');
  makeOwnFolder(folder);
  const file = path.join(folder, `${options.node}-${output.own}-${Date.now().toString(36)}.ndjson`);
  const journal = createJournal(file, header, modeIn(output.root));
  journal.append(
    inputs.map(({ file: name, size, modified }, task) => ({
      ...{ type: 'input', task, file: name === '' ? `task ${task} of another node` : name, size, modified },
    })),
  );
  const results = unsyncedResults(output);
  let unsynced: SettledHere[] = [];
  return {
    ...journal,
    append: (records) => {
      const own = records.filter((record) => !('node' in record));
      journal.append(own);
      results.named(own);
      unsynced.push(...own.filter((record) => record.type === 'settled'));
      options.happened?.(own);
    },
    // Results first: what is reported is on storage.
    sync: async () => {
      const now = unsynced;
      unsynced = [];
      try {
        await results.sync();
        await journal.sync();
      } catch (error) {
        unsynced = [...now, ...unsynced];
        throw error;
      }
      for (const record of now) options.settled(record);
    },
  };
}

/** Removes the result files of this process that no record published. `published`: names of results, as records have them. */
export function removeUnpublished(
  { results, own }: Pick<OutputFolder, 'results' | 'own'>,
  published: readonly string[],
): void {
  const kept = new Set(published.map((name) => keyOf(path.posix.basename(name))));
  for (const name of namesIn(results)) {
    const isOwn = name.startsWith(`${own}-`) || new RegExp(`^\\d+-\\d+-${own}\\.`).test(name);
    if (!isOwn || kept.has(keyOf(name))) continue;
    removeFile(path.join(results, name));
    // What a task of the user's own has written.
    removeFolder(path.join(results, name));
  }
}

/** The same for a result file and its time series, and for a file of many results and each of them. */
const keyOf = (name: string): string => name.split(/[.#]/, 1)[0] ?? name;
