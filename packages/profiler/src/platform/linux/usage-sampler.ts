import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type Bytes, bytes, FaultError, KIB, milliseconds, type Usage } from '@ballast/resource-model';
import { BoundPids } from '../bound-pids.ts';
import type { SamplerOptions, UsageSampler } from '../platform.ts';
import { sampleTrees } from '../sample-trees.ts';
import { type KernelUnits, kernelUnits } from './kernel-units.ts';
import { parseStat, readLabelled, secondNumber } from './proc-text.ts';

/**
 * Files of one process, kept open: samples need no open and close, and an open file of an ended process fails with ESRCH
 * even if another process has its number.
 */
interface Files {
  readonly stat: number;
  readonly statm: number;
  /** Null if this user may not read it. */
  io: number | null;
  readonly startTime: number;
}

// The longest file, /proc/PID/status, has about 1.5 kB, and more on large machines with their affinity lists.
const buffer = Buffer.allocUnsafe(16 * KIB);

export function createLinuxUsageSampler(root: string, { below }: SamplerOptions = {}): UsageSampler {
  const units = kernelUnits(root);
  const bound = new BoundPids<Files>({
    open: (pid) => openFiles(root, pid),
    close: closeFiles,
  });
  return {
    reason: null,
    sample: (pids, options = {}) => {
      const wanted = { root, units, highWater: options.highWater === true, trees: below !== undefined };
      const read = (of: readonly number[]): Map<number, Usage> =>
        bound.collect(of, (pid, files) => readUsage(pid, files, wanted));
      return below === undefined ? read(pids) : sampleTrees(pids, { of: below, read });
    },
    forget: (pid) => bound.forget(pid),
    close: () => bound.clear(),
  };
}

interface Wanted {
  readonly root: string;
  readonly units: KernelUnits;
  readonly highWater: boolean;
  readonly trees: boolean;
}

function readUsage(pid: number, files: Files, wanted: Wanted): Usage | null {
  const { units } = wanted;
  const stat = parseStat(buffer, read(files.stat));
  // A zombie still has its files, but no memory: it has ended, and its parent has not collected it.
  if (stat === null || stat.ended || stat.startTime !== files.startTime) return null;
  // stat has the resident pages too, but some kernels add up the per-CPU parts for statm only.
  const resident = bytes(secondNumber(buffer, read(files.statm)) * units.pageSize);
  return {
    resident,
    highWater: wanted.highWater ? readHighWater(wanted.root, pid, resident) : null,
    cpuTime: milliseconds(
      ((stat.cpuTicks + (wanted.trees ? stat.childrenTicks : 0)) * 1000) / units.ticksPerSecond,
    ),
    bytesRead: readBytesRead(files),
    ...(stat.stopped ? { stopped: true } : {}),
  };
}

function readBytesRead(files: Files): Bytes | null {
  if (files.io === null) return null;
  let length: number;
  try {
    length = read(files.io);
  } catch (error) {
    if (!isDenied(error)) throw error;
    closeSync(files.io);
    files.io = null;
    return null;
  }
  const rchar = readLabelled(buffer, length, 'rchar:');
  return rchar === null ? null : bytes(rchar);
}

/** At least the resident set: the kernel updates its own mark with a delay. */
function readHighWater(root: string, pid: number, resident: Bytes): Bytes | null {
  const file = open(root, pid, 'status');
  try {
    const kib = readLabelled(buffer, read(file), 'VmHWM:');
    return kib === null ? null : bytes(Math.max(kib * KIB, resident));
  } finally {
    closeSync(file);
  }
}

function openFiles(root: string, pid: number): Files | null {
  const opened: number[] = [];
  const keep = (file: number): number => {
    opened.push(file);
    return file;
  };
  let complete = false;
  try {
    const stat = keep(open(root, pid, 'stat'));
    const found = parseStat(buffer, read(stat));
    if (found === null || found.ended) return null;
    const statm = keep(open(root, pid, 'statm'));
    const files: Files = { stat, statm, io: openIo(root, pid), startTime: found.startTime };
    complete = true;
    return files;
  } finally {
    if (!complete) opened.forEach(closeSync);
  }
}

function openIo(root: string, pid: number): number | null {
  try {
    return open(root, pid, 'io');
  } catch (error) {
    // Another user's process, or a kernel built without task I/O accounting.
    if (isDenied(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function closeFiles(files: Files): void {
  closeSync(files.stat);
  closeSync(files.statm);
  if (files.io !== null) closeSync(files.io);
}

function open(root: string, pid: number, name: string): number {
  try {
    return openSync(join(root, `proc/${pid}/${name}`), 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
    throw new FaultError({
      code: 'USAGE_TOO_MANY_FILES',
      message: `cannot read the usage of process ${pid}: too many open files`,
      hint: 'raise the limit of open files (ulimit -n); each sampled process needs three',
      cause: error,
    });
  }
}

function read(file: number): number {
  return readSync(file, buffer, 0, buffer.length, 0);
}

function isDenied(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM';
}
