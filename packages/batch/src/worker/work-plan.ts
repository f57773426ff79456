import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReaderName } from '@ballast/config';
import { type Fault, FaultError } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import { digestOf } from '../files/digest.ts';
import type { ListedLook } from '../inputs/as-listed.ts';
import type { ReaderSettings } from './readers.ts';
import type { KnownResult } from './results/known-result.ts';
import type { LinesToMake } from './results/made-lines.ts';
import type { SegmentFolder } from './results/segment.ts';
import type { TaskSetupText } from './task-program.ts';

/** Version of the result files that this code writes; it changes with their contents. */
export const RESULT_VERSION = 2;
/** All versions that this code reads: they have the same in another form. */
const READABLE = [1, RESULT_VERSION];

export function isReadable(resultVersion: number): boolean {
  return READABLE.includes(resultVersion);
}

/** What every worker of a batch reads once from a file: the same for all of its tasks. */
export interface WorkPlan {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly plan: ReadPlan;
  /** Rows of tables that are made with each result; absent if there are none. */
  readonly lines?: LinesToMake;
  /** Of the program that carries out the tasks; absent with a reader. */
  readonly task?: TaskSetupText;
  /** For later batches; workers do not use it. */
  readonly origin: WorkOrigin;
}

/** What the results in an output folder belong to, and where there may be more. */
export interface WorkOrigin {
  readonly resultVersion: number;
  /** Absolute folder that the names of inputs are relative to. */
  readonly inputs: string;
  /** Folder, below the output folder, of the batch that was there before; null if there was none. */
  readonly earlier: string | null;
  /** Absolute path of the digitalmodel configuration that the batch was made from; null for a batch file. */
  readonly configuration: string | null;
}

/** The order for one attempt. */
export interface WorkPayload {
  /** Absolute path of the input. */
  readonly input: string;
  /** Absolute path of the result file to write if there are time series next to it; otherwise it is appended. */
  readonly result: string;
  readonly segments: SegmentFolder;
  /** Its name in the journal. */
  readonly resultName: string;
  /** Why the input cannot be read, if that is known without opening it. */
  readonly refused: Fault | null;
  /** What an earlier batch read from the input: only what is missing there is read. Null if there is nothing. */
  readonly cached: CachedResult | null;
  /** Whether to hash the whole input. */
  readonly verify: boolean;
  /** The input as another machine has listed it; absent if this one did. */
  readonly listed?: ListedLook;
  /** From `TaskProgram.orderOf`; absent with a reader. */
  readonly task?: unknown;
}

/** A result and the file with its plan. */
export interface CachedResult {
  readonly result: KnownResult;
  readonly plan: PlanFile;
}

/** JSON-serialisable. */
export interface PlanFile {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of its content; null if it is unknown. */
  readonly hash: string | null;
}

/** Fault PLAN_DAMAGED if it is not what was written, or cannot be read. Its fields are not checked: see `planOrNull`. */
export function readWorkPlan({ path, hash }: PlanFile): WorkPlan {
  try {
    const content = readFileSync(path);
    if (hash !== null && digestOf(content).sha256 !== hash) throw new Error('its content has changed');
    return JSON.parse(content.toString('utf8')) as WorkPlan;
  } catch (cause) {
    throw new FaultError({
      code: 'PLAN_DAMAGED',
      message: `${path} is not the work plan that was written: ${(cause as Error).message}`,
      hint: 'run the batch again, which makes the plan again',
      details: { path },
      class: 'output',
      cause,
    });
  }
}

/** How long a worker waits for a plan that is missing, in milliseconds: the coordinator looks for it all the time. */
const PLAN_PATIENCE = 15_000;
const LOOK_EVERY = 100;

/** The same for a worker: somebody may have removed the plan, and the coordinator writes it again. */
export async function awaitWorkPlan(file: PlanFile, patience: number = PLAN_PATIENCE): Promise<WorkPlan> {
  for (const until = performance.now() + patience; ; ) {
    if (existsSync(file.path) || performance.now() >= until) return readWorkPlan(file);
    await wait(LOOK_EVERY);
  }
}
