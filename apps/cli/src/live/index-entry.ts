import { type BatchEnd, historyFolder, type OpenBatch } from '@ballast/batch';
import { addToIndex, type IndexEntry } from '@ballast/dashboard';

/** Adds a batch that begins to the list of batches of this user. Returns the call for its end; both return warnings. */
export async function listBatch(
  { batch, inputs, output, nothingToDo }: OpenBatch,
  isWanted: boolean,
): Promise<{ readonly warnings: readonly string[]; ended(end: BatchEnd): Promise<readonly string[]> }> {
  if (!isWanted || nothingToDo) return { warnings: [], ended: async () => [] };
  const folder = historyFolder(process.env, process.platform);
  const entry: IndexEntry = {
    folder: output.root,
    name: batch.name,
    startedAt: new Date().toISOString(),
    state: 'running',
    files: inputs.length,
    succeeded: 0,
    makespan: null,
    memoryError: null,
    computeError: null,
  };
  const add = async (one: IndexEntry): Promise<readonly string[]> => {
    const warning = await addToIndex(folder, one);
    return warning === null ? [] : [warning];
  };
  return {
    warnings: await add(entry),
    ended: ({ published: { figures } }) => {
      const { ending, outcomes, makespan, predictionError } = figures;
      return add({
        ...entry,
        state: ending ?? 'unknown',
        succeeded: outcomes.succeeded,
        makespan,
        memoryError: predictionError.memory,
        computeError: predictionError.compute,
      });
    },
  };
}
