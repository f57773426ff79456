import type { SharedFlow } from './shared-flow.ts';
import type { SimTask } from './sim-machine.ts';

export type Phase =
  | 'starting'
  | 'idle'
  /** The file is being opened; no byte has come yet. */
  | 'opening'
  | 'loading'
  | 'paused'
  /** Loaded, waiting for the word to compute. */
  | 'waiting'
  /** Computing while the memory still comes. */
  | 'ramping'
  | 'computing'
  | 'suspended'
  | 'dying'
  | 'gone';

/** One worker process of the model. */
export interface Process {
  readonly id: number;
  /** Raised whenever what was expected of the process no longer holds. */
  version: number;
  phase: Phase;
  since: number;
  task: number;
  attempt: number;
  /** What it has to do; null when it is idle. */
  work: SimTask | null;
  granted: boolean;
  pauseWanted: boolean;
  /** Whether a suspended process was still taking memory. */
  wasRamping: boolean;
  /** Units of the present step that are still missing, and the reading of its flow's clock when that was so. */
  missing: number;
  flowAt: number;
  begun: number;
  loadedAt: number;
  /** Seconds of the present attempt's loading, for its measures. */
  loadSeconds: number;
  /** Resident set, and how it climbs with a flow. */
  level: number;
  slope: number;
  flow: SharedFlow<Process> | null;
  flowFrom: number;
  /** Resident set without a file: the base and what earlier files left behind. */
  floor: number;
  /** Largest resident set of the present attempt. */
  highWater: number;
  cpuSeconds: number;
  bytesRead: number;
}

export function newProcess(id: number, now: number): Process {
  return {
    id,
    version: 0,
    phase: 'starting',
    since: now,
    task: -1,
    attempt: 0,
    work: null,
    granted: false,
    pauseWanted: false,
    wasRamping: false,
    missing: 0,
    flowAt: 0,
    begun: now,
    loadedAt: now,
    loadSeconds: 0,
    level: 0,
    slope: 0,
    flow: null,
    flowFrom: 0,
    floor: 0,
    highWater: 0,
    cpuSeconds: 0,
    bytesRead: 0,
  };
}
