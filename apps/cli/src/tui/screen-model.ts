import type { BatchProgress } from '@ballast/batch';
import type { Live } from '@ballast/reporting';

/** What a full screen shows of a batch. Names and messages are as found: the lines make them safe. */
export interface ScreenModel {
  readonly name: string;
  readonly files: number;
  readonly settled: number;
  /** Files that did not succeed, or need a look. */
  readonly trouble: number;
  /** Of the predicted work, 0 to 1. */
  readonly share: number;
  readonly left: { readonly from: number; readonly to: number } | null;
  readonly boundBy: string | null;
  /** What else is to know of its state: draining, ended; empty if it just runs. */
  readonly state: string;
  /** In bytes. */
  readonly memory: { readonly used: number; readonly held: number; readonly budget: number } | null;
  /** Bytes per second. */
  readonly read: number | null;
  readonly tasks: { readonly computing: number; readonly loading: number; readonly waiting: number };
  readonly running: readonly {
    readonly file: string;
    readonly letter: string;
    readonly memory: number | null;
  }[];
  /** Why files wait, the most important first. */
  readonly waits: readonly string[];
  /** Files that did not succeed and why, the last one last. */
  readonly failures: readonly string[];
  readonly alerts: readonly string[];
}

const LETTERS = {
  starting: 'S',
  loading: 'L',
  'at the gate': 'W',
  computing: 'C',
  suspended: 'W',
  stopping: 'X',
} as const;

/** A batch that this very process runs. */
export function modelOfProgress(
  name: string,
  progress: BatchProgress,
  { failures }: { readonly failures: readonly string[] },
): ScreenModel {
  const { files, settled, failed, share, left, boundBy, mode, memory, readRate, seatWait } = progress;
  const { starting, loading, computing, atGate, running } = progress;
  return {
    name,
    files,
    settled,
    trouble: failed,
    share,
    left,
    boundBy,
    state: mode === 'open' ? '' : mode,
    memory,
    read: readRate,
    tasks: { computing, loading, waiting: atGate + starting },
    running: running.map(({ file, phase, memory: used }) => ({ file, letter: LETTERS[phase], memory: used })),
    waits: seatWait === null ? [] : [seatWait],
    failures,
    alerts: [],
  };
}

/** A batch that is followed through its journal. */
export function modelOfLive({ figures, now }: Live): ScreenModel {
  const { batch, counts, alerts, look } = figures;
  const { machine, tasks, waits, running, events } = now;
  const failed = look.filter(({ status }) => status !== 'not-run');
  return {
    name: batch.name,
    files: counts.inputs,
    settled: counts.inputs - counts.unsettled,
    trouble: failed.reduce((sum, { count }) => sum + count, 0),
    share: now.share,
    left: now.left,
    boundBy: now.state === 'running' ? (machine?.bound ?? null) : null,
    state: STATES[now.state] ?? now.stopping ?? now.paused ?? '',
    memory: machine,
    read: machine?.read ?? null,
    tasks: {
      computing: tasks.computing,
      loading: tasks.loading,
      waiting: tasks.waiting + tasks.held + tasks.starting,
    },
    running: running.map(({ file, phase, held }) => ({ file, letter: LETTERS[phase], memory: held })),
    waits: now.state === 'running' ? waits.map((wait) => waitLine(wait)) : [],
    failures: events
      .filter(({ tone }) => tone === 'bad')
      .map(({ words }) => words)
      .reverse(),
    alerts: alerts.filter(({ until }) => until === null).map(({ words, next }) => `${words} ${next}`),
  };
}

const STATES: Readonly<Partial<Record<Live['now']['state'], string>>> = {
  ended: 'it has ended',
  gone: 'its process is gone: `ballast resume` resumes it',
};

function waitLine({ words, tasks, file }: Live['now']['waits'][number]): string {
  return tasks === 1 ? `${file}: ${words}` : `${file} and ${tasks - 1} more: ${words}`;
}
