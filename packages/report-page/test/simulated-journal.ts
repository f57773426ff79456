import { bytes, milliseconds } from '@ballast/resource-model';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord } from '@ballast/scheduler/journal';
import { machinePreset, scenarioTasks, simulate } from '@ballast/simulator';

export interface Simulated {
  readonly files: number;
  readonly seed?: number;
  /** Names of files by task; realistic ones if absent. */
  readonly name?: (task: number) => string;
  /** Leaves out what journals of earlier versions did not have. */
  readonly old?: boolean;
  /** Tasks that fail, and how. */
  readonly failures?: ReadonlyMap<number, string>;
  readonly batch?: string;
  readonly host?: string;
}

export interface SimulatedJournal {
  readonly header: JournalHeader;
  readonly records: readonly JournalRecord[];
}

/** More files than this are small ones: the simulation of a day with large ones would take minutes. */
const MOST_MIXED = 2000;

const RETURN_PERIODS = ['001yr', '005yr', '100yr'];

function realName(task: number): string {
  const period = RETURN_PERIODS[task % RETURN_PERIODS.length];
  const number = String(task).padStart(5, '0');
  return `${period}/fsts_l${String(15 + (task % 9) * 10).padStart(3, '0')}_hwl_125km3_l100_pb_${period}_cl_${(task * 15) % 360}deg_${number}.sim`;
}

/** The journal of a batch that the scheduler itself ran on a made-up machine: 64 cores, 115 GB. */
export function simulatedJournal({
  files,
  seed = 7,
  name = realName,
  old = false,
  failures = new Map(),
  batch = 'fst2-berth-1000yr',
  host = 'WS-FST-07',
}: Simulated): SimulatedJournal {
  const machine = machinePreset('nvme', '64c256g');
  const kind = files > MOST_MIXED ? 'small' : 'mixed';
  const { tasks, gamma } = scenarioTasks(kind, machine, { seed, count: files });
  const small = { ...machine, memory: { ...machine.memory, physical: 128e9, budget: 115e9 } };
  const { memory } = small;
  const records: JournalRecord[] = tasks.map(({ bytes: size }, task) => ({
    type: 'input',
    task,
    file: name(task),
    size,
  }));
  const admittedAt = new Map<number, number>();
  const computingAt = new Map<number, number>();
  simulate({
    tasks,
    machine: small,
    policy: { kind: 'adaptive' },
    prior: { overhead: bytes(60e6), gamma },
    growth: 'while-loading',
    reportEvery: files > MOST_MIXED ? 5 : 0.1,
    watch: (_state, _event, commands) => {
      for (const command of commands) {
        if (command.type !== 'record') continue;
        const { record } = command;
        if (record.type === 'admitted') admittedAt.set(record.task, record.at);
        if (record.type === 'phase' && record.phase === 'computing') computingAt.set(record.task, record.at);
        const task = 'task' in record ? (record.task ?? -1) : -1;
        const readyIn = (computingAt.get(task) ?? 0) - (admittedAt.get(task) ?? 0);
        records.push(asOf(record, { old, failures, readyIn }));
      }
    },
  });
  const header: JournalHeader = {
    type: 'journal',
    version: old ? 1 : JOURNAL_VERSION,
    product: 'ballast 0.1.0',
    host,
    pid: 4711,
    startedAt: '2031-05-06T07:08:09.000Z',
    batch,
    reader: 'orcaflex',
    readerDetails: {
      version: '11.4e',
      library: 'C:\\Program Files (x86)\\Orcina\\OrcaFlex\\11.4\\OrcFxAPI\\Win64\\OrcFxAPI.dll',
    },
    batchHash: 'ab'.repeat(32),
    inputs: files,
    cores: 64,
    budget: { memory: bytes(memory.budget), source: '90 % of 128 GB (physical)', workers: null },
    ...(old ? {} : description(memory.physical)),
  };
  return { header, records: records.filter(({ type }) => !old || (type !== 'sample' && type !== 'held')) };
}

function description(memory: number): Pick<JournalHeader, 'machine' | 'settings'> {
  return {
    machine: {
      memory: bytes(memory),
      cpu: 'AMD Ryzen Threadripper PRO 5995WX 64-Cores',
      os: 'Windows_NT 10.0.22631',
      storage: 'solid',
      storageEvidence: ['D: is on disk 1', 'disk 1 has no seek penalty'],
    },
    settings: {
      policy: 'adaptive',
      growth: 'while-loading',
      nativeThreads: 1,
      loads: 12,
      hungAfter: milliseconds(600_000),
      timeout: null,
      seats: null,
    },
  };
}

function asOf(
  record: JournalRecord,
  {
    old,
    failures,
    readyIn,
  }: {
    readonly old: boolean;
    readonly failures: ReadonlyMap<number, string>;
    /** From the admission to the permission to compute. */
    readonly readyIn: number;
  },
): JournalRecord {
  if (record.type !== 'settled') return record;
  const message = failures.get(record.task);
  const { measures } = record;
  const named = {
    ...record,
    measures:
      old || measures === null
        ? measures
        : { ...measures, gateTime: milliseconds(Math.max(0, readyIn - measures.loadTime)) },
  };
  if (message === undefined) return named;
  const fault = { code: 'FILE_CUT', message, hint: 'run the simulation again' };
  return { ...named, outcome: { kind: 'failed', retry: 'never', fault } };
}
