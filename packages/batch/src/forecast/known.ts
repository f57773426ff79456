import type { Batch, ReaderName } from '@ballast/config';
import { machineId } from '@ballast/profiler';
import { expandedChannels, planReads } from '@ballast/results-model';
import type { Models } from '@ballast/scheduler';
import { loadModels } from '../learned/batch-history.ts';
import { readHistory } from '../learned/history-file.ts';
import { historyFolder } from '../learned/history-folder.ts';
import { lastStart, type Makespan, parseMakespans } from '../learned/makespan.ts';
import { planHash } from '../learned/plan-key.ts';
import { isKeyOf, readerKey as keyOfReader } from '../learned/reader-key.ts';
import { readerNamed } from '../worker/readers.ts';
import type { TaskProgram } from '../worker/task-program.ts';

/** What a plan can use of what earlier batches on this machine taught. */
export interface Known {
  /** Null if nothing was learned, or the history is not used. */
  readonly models: Models | null;
  /** The reader, with its version, that the models were learned with; null as above. */
  readonly reader: string | null;
  /** Of batches with this plan, oldest first. */
  readonly makespans: readonly Makespan[];
  /** Of batches with this reader and any plan, oldest first. */
  readonly ofReader: readonly Makespan[];
  readonly warning: string | null;
}

const NOTHING: Known = { models: null, reader: null, makespans: [], ofReader: [], warning: null };

/** Never needs a reader's library. */
export async function knownOf(batch: Batch, history: boolean, program?: TaskProgram): Promise<Known> {
  if (!history) return NOTHING;
  const derived = expandedChannels(batch.channels).map(({ name }) => name);
  const planKey = planHash(planReads(batch.tables, derived));
  const readerKey =
    program === undefined ? await keyOf(batch, planKey) : keyOfReader(batch, program.details.version ?? '');
  if (readerKey === null) return NOTHING;
  const loaded = await loadModels({ readerKey, planKey });
  return { ...loaded, reader: loaded.models === null ? null : readerKey };
}

function keyOf(batch: Batch, planKey: string): Promise<string | null> {
  const { reader } = batch;
  return reader === 'openfast' || reader === 'one' ? versionKey(reader) : newestKey(batch, planKey);
}

async function versionKey(reader: ReaderName): Promise<string> {
  const { name, version } = await readerNamed(reader, { library: null, nativeThreads: 1 });
  return `${name} ${version}`;
}

/**
 * Without its library a reader has no version, and a plan can be made without the library: takes the newest version that
 * was used on this machine, preferably with this plan.
 */
async function newestKey(batch: Batch, planKey: string): Promise<string | null> {
  const { history, warning } = await readHistory(historyFolder(process.env, process.platform));
  if (warning !== null) return `${batch.reader} `;
  const machine = machineId();
  let newest: { readonly key: string; readonly same: boolean; readonly at: number } | null = null;
  for (const { machine: where, reader, plan, makespans } of history.records) {
    if (where !== machine || !isKeyOf(reader, batch)) continue;
    const found = { key: reader, same: plan === planKey, at: lastStart(parseMakespans(makespans)) };
    const isNewer =
      newest === null || (found.same && !newest.same) || (found.same === newest.same && found.at > newest.at);
    if (isNewer) newest = found;
  }
  return newest?.key ?? null;
}
