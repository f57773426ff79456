import { readFileSync } from 'node:fs';

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Processor seconds of each descendant of a process, at the last sample. */
export class CpuTimes {
  readonly #root: number;
  readonly #seconds = new Map<number, number>();

  constructor(root: number) {
    this.#root = root;
  }

  sample(): void {
    for (const pid of [this.#root, ...childrenOf(this.#root)]) {
      const seconds = secondsOf(pid);
      if (seconds !== null) this.#seconds.set(pid, seconds);
    }
  }

  /** Seconds of the processes that the root started. */
  workers(): number {
    let sum = 0;
    for (const [pid, seconds] of this.#seconds) if (pid !== this.#root) sum += seconds;
    return sum;
  }

  all(): number {
    return this.workers() + (this.#seconds.get(this.#root) ?? 0);
  }
}

function childrenOf(pid: number): readonly number[] {
  const text = readOrEmpty(`/proc/${pid}/task/${pid}/children`).trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function secondsOf(pid: number): number | null {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The name, in brackets, may hold spaces; fields 14 and 15 are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return Number.isFinite(user + system) ? (user + system) / TICKS_PER_SECOND : null;
}

/** Busy processor seconds of the whole machine. */
export function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = readOrEmpty('/proc/stat')
    .slice('cpu '.length)
    .trim()
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
