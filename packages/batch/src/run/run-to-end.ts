import { FaultError } from '@ballast/resource-model';
import type { Engine, SchedulerState } from '@ballast/scheduler';
import type { ChainEnd, JournalRecord, Outcome } from '@ballast/scheduler/journal';
import { disturbanceFault } from '../folder/disturbance.ts';
import { type FolderWatch, watchFolder } from '../folder/folder-watch.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { Published } from '../prepare/published.ts';
import type { TaughtState } from '../publish/keep-history.ts';
import { beginPublishing, publishOutputs } from '../publish/publish.ts';
import { readAgain } from '../resume/read-again.ts';
import type { DamagedResult } from '../worker/results/damaged-result.ts';
import type { Control } from './control.ts';
import type { BatchEvent } from './events.ts';
import { runBatch } from './run-batch.ts';
import type { ShareBatch } from './share.ts';

/** Times that a batch reads files again because their results are not what was written. */
const MOST_ROUNDS = 3;

type EndedState = TaughtState & Pick<SchedulerState, 'lifecycle' | 'progress'>;

export interface RanToEnd {
  readonly published: Published;
  readonly storageFault: string | null;
  /** What the batch learned: after its tasks ran for the first time. */
  readonly state: TaughtState;
  /** What somebody removed and the batch made again. */
  readonly warnings: readonly string[];
}

export interface RunCalls {
  readonly control: Control;
  readonly emit: (event: BatchEvent) => void;
  /** Has the tasks done by other machines. */
  readonly share?: ShareBatch | undefined;
}

/**
 * Runs the tasks of a batch and publishes. A result that is not what was written does not count: its file is read again, and
 * the batch publishes after that. Faults: OUTPUT_DISTURBED; RESULTS_DAMAGED if results get damaged again and again.
 */
export async function runAndPublish(
  prepared: PreparedBatch,
  { control, emit, share }: RunCalls,
): Promise<RanToEnd> {
  using watch = watchFolder(prepared.output);
  const fileOf = (task: number): string => prepared.inputs[task]?.file ?? '';
  using begun = await beginPublishing(prepared);
  const observer = {
    started: (engine: Engine) => control.start(engine, fileOf),
    event: emit,
    settled: (task: number, outcome: Outcome) => begun.settled(task, outcome),
    appended: (records: readonly JournalRecord[], end: ChainEnd) => begun.journal?.appended(records, end),
  };
  const run = async (batch: PreparedBatch): Promise<EndedState> => {
    const ended = await runBatch(batch, watch, observer, share).finally(() => control.pause());
    // The rest knows every task, and the tables and the report are made of the journal.
    const { inputs, learned, workers, lifecycle, progress } = ended;
    return { inputs, learned, workers, lifecycle, progress };
  };
  const state = await run(prepared);
  let last = state;
  for (let round = 1; ; round += 1) {
    const { storageFault, storageFull: full } = last.lifecycle;
    if (storageFault !== null && round === 1) emit({ type: 'storage-fault', message: storageFault, full });
    emit({ type: 'publishing' });
    const made = await undisturbed(watch, prepared, () =>
      publishOutputs(prepared, round === 1 ? begun : null),
    );
    if (made.ok) {
      control.end();
      return {
        published: made,
        storageFault,
        state,
        warnings: [...mended(watch, prepared), ...made.warnings],
      };
    }
    if (round > MOST_ROUNDS) throw damagedAgain(prepared, made.damaged);
    const isStopped = waitsForTasks(last);
    emit({ type: 'damaged', results: made.damaged, again: !isStopped });
    if (!isStopped) last = await run({ ...prepared, start: readAgain(prepared.output) });
  }
}

/** A batch that was stopped before it was complete reads nothing more. */
function waitsForTasks({ inputs, progress, lifecycle }: EndedState): boolean {
  return lifecycle.storageFault !== null || progress.settled < inputs.sizes.length;
}

function damagedAgain({ output: { root } }: PreparedBatch, damaged: readonly DamagedResult[]): FaultError {
  const [first] = damaged;
  return new FaultError({
    code: 'RESULTS_DAMAGED',
    message: `results in ${root} differ from what was written, also after ${MOST_ROUNDS} more attempts: ${first?.file} (${first?.reason})`,
    hint: 'check the storage of the output folder, and whether another program writes there, then run the batch again',
    details: { path: root, damaged },
    class: 'output',
  });
}

/** What is written into a folder that is no longer that of the batch is not published, and an error there has another cause. */
async function undisturbed<T>(
  watch: FolderWatch,
  { output }: PreparedBatch,
  action: () => Promise<T>,
): Promise<T> {
  const settled = await action().then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, error }) as const,
  );
  const found = await watch.cause();
  if (found !== null) throw disturbanceFault(found, output);
  if (!settled.ok) throw settled.error;
  return settled.value;
}

function mended(watch: FolderWatch, { output, lockWasRemoved }: PreparedBatch): readonly string[] {
  const lock = `the lock ${output.lock} was removed while the batch ran; it was made again`;
  return [...watch.mended(), ...(lockWasRemoved() ? [lock] : [])];
}
