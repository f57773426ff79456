import type { Batch } from '@ballast/config';
import type { Input } from '../inputs/list.ts';
import type { FinishedShard } from '../shards/read-shards.ts';
import type { Shard } from '../shards/shard.ts';
import type { TaskProgram } from '../worker/task-program.ts';
import type { Published } from './published.ts';

/** A batch that has been checked, and whose places are known. */
export interface CheckedBatch {
  readonly batch: Batch;
  /** Folder that the paths of the batch are relative to, absolute. */
  readonly base: string;
  /** Absolute. */
  readonly inputDirectory: string;
  /** Output folder, absolute. */
  readonly output: string;
  readonly warnings: readonly string[];
  /** The inputs, if they are known already; otherwise they are listed by the patterns of the batch. */
  readonly inputs?: readonly Input[];
  /** Absolute path of the foreign configuration that the batch was made from, if it was. */
  readonly configuration?: string;
  /** Only the inputs of this shard are read, into a folder of its own below the output folder; no tables are made. */
  readonly shard?: Shard;
  /** Finished shards, which have the outcomes of all inputs: nothing is read. */
  readonly merged?: readonly FinishedShard[];
  /** Carries out the tasks of a batch that has no reader. */
  readonly program?: TaskProgram;
  /** The text of the batch in its output folder, if a machine recorded it that has its folders under other names. */
  readonly recorded?: string;
  /** Writes what belongs to the batch besides its tables and report; returns warnings. */
  readonly afterPublish?: (published: Published) => Promise<readonly string[]>;
}
