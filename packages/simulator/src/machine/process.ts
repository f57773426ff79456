import type { SharedFlow } from './shared-flow.ts';
import type { SimTask } from './sim-machine.ts';

export type Phase =
  | 'starting'
  | 'idle'
  /** The file is being opened; no byte has arrived yet. */
  | 'opening'
  | 'loading'
  | 'paused'
  /** Loaded, waiting for permission to compute. */
  | 'waiting'
  /** Computing while the memory still grows. */
  | 'ramping'
  | 'computing'
  | 'suspended'
  | 'dying'
  | 'gone';

/** One worker process of the model. */
export interface Process {
  readonly id: number;
  /** Incremented whenever an expected event of the process no longer applies. */
  version: number;
  phase: Phase;
  since: number;
  task: number;
  attempt: number;
  /** Its current task; null if it is idle. */
  work: SimTask | null;
  granted: boolean;
  pauseWanted: boolean;
  /** Bytes of its file that it may read; it asks for more at `askAt`. */
  credit: number;
  askAt: number;
  /** It waits for more credit. */
  isShort: boolean;
  /** Its file ends before its next stop. */
  isLast: boolean;
  /** Whether a suspended process was still growing. */
  wasRamping: boolean;
  /** Missing units of the current step, and the reading of its flow's clock at that time. */
  missing: number;
  flowAt: number;
  begun: number;
  loadedAt: number;
  /** Seconds of loading in the current attempt, for its measurements. */
  loadSeconds: number;
  /** Resident set, and how it grows with a flow. */
  level: number;
  slope: number;
  flow: SharedFlow<Process> | null;
  flowFrom: number;
  /** Resident set without a file: the base plus what earlier files left behind. */
  floor: number;
  /** High-water mark of the current attempt. */
  highWater: number;
  cpuSeconds: number;
  waitSeconds: number;
  /** `waitSeconds` when the current task began to compute. */
  waitedBefore: number;
  /** Whether its start takes core time. */
  isCharged: boolean;
  /** Core time that its first file takes on top; 0 from the second on. */
  firstSeconds: number;
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
    credit: Number.POSITIVE_INFINITY,
    askAt: Number.POSITIVE_INFINITY,
    isShort: false,
    isLast: false,
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
    waitSeconds: 0,
    waitedBefore: 0,
    isCharged: false,
    firstSeconds: 0,
    bytesRead: 0,
  };
}
