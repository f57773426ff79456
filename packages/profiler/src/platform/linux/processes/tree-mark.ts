import { KIB } from '@ballast/resource-model';
import type { TreeHighWater, TreeMark } from '../../platform.ts';
import { kernelUnits } from '../kernel-units.ts';
import { parseStat } from '../proc-text.ts';
import { readTable, readText } from '../read-text.ts';
import { descendantsOf } from './descendants.ts';

/** Milliseconds between the first two looks, and at most between two later ones. */
const FIRST = 10;
const LONGEST = 100;

/**
 * Looks at everything below this process, often at first, since most tasks are short. The kernel keeps a mark of each process
 * by itself, so that what one process held between two looks counts too.
 */
export function linuxTreeMark(root: string): TreeMark {
  const { pageSize, ticksPerSecond } = kernelUnits(root);
  const cpuTime = (): number => (1000 * ticksOfTree(root)) / ticksPerSecond;
  /** Null before the first look: most tasks end before. */
  let cpuBefore: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let seen: TreeHighWater = NOTHING;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let known = 0;
  const look = (): void => {
    cpuBefore ??= cpuTime();
    const resident = descendantsOf(root, process.pid).map((pid) => residentOf(root, pid, pageSize));
    const below = Math.max(
      resident.reduce((sum, one) => sum + one.now, 0),
      ...resident.map((one) => one.most),
    );
    const own = process.memoryUsage.rss();
    seen = { below: Math.max(seen.below, below), all: Math.max(seen.all, own + below), cpuTime: 0 };
  };
  const again = (after: number): void => {
    timer = setTimeout(() => {
      look();
      again(Math.min(LONGEST, after * 1.5));
    }, after);
    timer.unref();
  };
  return {
    begin: () => {
      seen = NOTHING;
      cpuBefore = null;
      if (timer !== null) clearTimeout(timer);
      again(FIRST);
    },
    end: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      return seen.all === 0 ? null : { ...seen, cpuTime: Math.max(0, cpuTime() - (cpuBefore ?? cpuTime())) };
    },
    resident: () => {
      const now = performance.now();
      if (now - lookedAt < LONGEST) return known;
      lookedAt = now;
      const below = descendantsOf(root, process.pid).map((pid) => residentOf(root, pid, pageSize).now);
      known = below.reduce((sum, one) => sum + one, process.memoryUsage.rss());
      return known;
    },
  };
}

const NOTHING: TreeHighWater = { below: 0, all: 0, cpuTime: 0 };

/** Of this process, of everything below it, and of what has ended there, in clock ticks. */
function ticksOfTree(root: string): number {
  return [process.pid, ...descendantsOf(root, process.pid)].reduce((sum, pid) => {
    const text = Buffer.from(readText(root, `proc/${pid}/stat`) ?? '', 'latin1');
    const stat = parseStat(text, text.length);
    return sum + (stat === null ? 0 : stat.cpuTicks + stat.childrenTicks);
  }, 0);
}

interface Resident {
  readonly now: number;
  readonly most: number;
}

/** Zeros for a process that has ended. */
function residentOf(root: string, pid: number, pageSize: number): Resident {
  const pages = Number(readText(root, `proc/${pid}/statm`)?.split(' ')[1] ?? 0);
  const kib = readTable(root, `proc/${pid}/status`).get('VmHWM') ?? 0;
  return { now: pages * pageSize, most: kib * KIB };
}
