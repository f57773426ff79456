import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export const HAS_PROC: boolean = existsSync('/proc/self/statm');
if (!HAS_PROC) console.warn('skipped: memory is watched from outside through /proc');

export const MIB: number = 2 ** 20;
export const GIB: number = 2 ** 30;
const PAGE = 4096;

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

function residentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
  } catch {
    return 0;
  }
}

/** Largest sum of resident sets of a process and its children, in bytes, sampled every 50 ms until it ends. */
export async function largestResident(child: ChildProcess, ended: Promise<unknown>): Promise<number> {
  let largest = 0;
  const sample = (): void => {
    const pid = child.pid ?? 0;
    const sum = [pid, ...childrenOf(pid)].reduce((total, each) => total + residentOf(each), 0);
    largest = Math.max(largest, sum);
  };
  const timer = setInterval(sample, 50);
  await ended;
  clearInterval(timer);
  return largest;
}

/** Memory that processes could take now, in bytes; 0 if the system does not say. */
export function availableMemory(): number {
  if (!existsSync('/proc/meminfo')) return 0;
  const found = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
}
