import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { diskOf } from './disk.ts';

export type Controller = 'storage' | 'memory';

/** A group of processes with one limit enforced by the system. */
export interface ControlGroup {
  readonly how: string;
  /** Moves a process in; processes that it starts later are in, too. */
  join(pid: number): void;
  /** The group's counter: bytes fetched from the device, or processes killed for lack of memory. */
  count(): number;
  /** Call this when no process is left in it. */
  remove(): Promise<void>;
}

/** Names in the two generations of control groups. */
interface Kind {
  readonly name: string;
  /** The line of /proc/mounts: its type, and a required option. */
  readonly type: string;
  readonly option: string;
  /** The line of /proc/self/cgroup with the group of this process. */
  readonly hierarchy: RegExp;
  /** Null, or why child groups cannot have limits. */
  readonly refusal: (parent: string) => string | null;
  readonly settings: (limit: number, device: string) => readonly (readonly [file: string, text: string])[];
  readonly counted: (read: (file: string) => string, device: string) => number;
}

const handsOn =
  (controller: string) =>
  (parent: string): string | null => {
    const enabled = readFileSync(path.join(parent, 'cgroup.subtree_control'), 'utf8').split(/\s+/);
    return enabled.includes(controller) ? null : `${controller} is not enabled below ${parent}`;
  };
const first = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
const V2 = { type: 'cgroup2', option: 'rw', hierarchy: /^0::(.*)$/m } as const;

const KINDS: Readonly<Record<Controller, readonly Kind[]>> = {
  storage: [
    {
      ...V2,
      name: 'io.max (cgroup v2)',
      refusal: handsOn('io'),
      settings: (rate, device) => [['io.max', `${device} rbps=${rate}`]],
      counted: (read, device) => first(read('io.stat'), new RegExp(`^${device} .*\\brbytes=(\\d+)`, 'm')),
    },
    {
      name: 'blkio.throttle.read_bps_device (cgroup v1)',
      type: 'cgroup',
      option: 'blkio',
      hierarchy: /^\d+:(?:\w+,)*blkio(?:,\w+)*:(.*)$/m,
      refusal: () => null,
      settings: (rate, device) => [['blkio.throttle.read_bps_device', `${device} ${rate}`]],
      counted: (read, device) =>
        first(read('blkio.throttle.io_service_bytes'), new RegExp(`^${device} Read (\\d+)`, 'm')),
    },
  ],
  memory: [
    {
      ...V2,
      name: 'memory.max (cgroup v2)',
      refusal: handsOn('memory'),
      settings: (bytes) => [
        ['memory.max', String(bytes)],
        ['memory.swap.max', '0'],
      ],
      counted: (read) => first(read('memory.events'), /^oom_kill (\d+)$/m),
    },
    {
      name: 'memory.limit_in_bytes (cgroup v1)',
      type: 'cgroup',
      option: 'memory',
      hierarchy: /^\d+:(?:\w+,)*memory(?:,\w+)*:(.*)$/m,
      refusal: () => null,
      settings: (bytes) => [
        ['memory.limit_in_bytes', String(bytes)],
        ['memory.memsw.limit_in_bytes', String(bytes)],
      ],
      counted: (read) => first(read('memory.oom_control'), /^oom_kill (\d+)$/m),
    },
  ],
};

export interface GroupWanted {
  readonly controller: Controller;
  /** Bytes per second, or bytes. */
  readonly limit: number;
  /** Folder on the throttled device. */
  readonly folder: string;
}

/** A group with the limit in force, or all attempts and why they failed. */
export function controlGroup({ controller, limit, folder }: GroupWanted): ControlGroup | string {
  if (process.platform !== 'linux') return `${process.platform} has no control groups`;
  const device = controller === 'storage' ? diskOf(folder) : '';
  if (device === null) return 'the files lie on no block device that could be throttled';
  const tried: string[] = [];
  for (const kind of KINDS[controller]) {
    for (const parent of parentsOf(kind)) {
      const made = groupIn(parent, { kind, controller, limit, device });
      if (typeof made !== 'string') return made;
      tried.push(`${kind.name}: ${made}`);
    }
  }
  return tried.length === 0 ? 'no control groups are mounted here' : tried.join('; ');
}

/** Below the group of this process, so that limits around it stay in force; else at the top. */
function parentsOf({ type, option, hierarchy }: Kind): readonly string[] {
  const mounts = readOrEmpty('/proc/mounts').split('\n');
  const mount = mounts
    .map((line) => line.split(' '))
    .find(([, , kind, options = '']) => kind === type && options.split(',').includes(option))?.[1];
  if (mount === undefined) return [];
  const own = hierarchy.exec(readOrEmpty('/proc/self/cgroup'))?.[1] ?? '/';
  return [...new Set([path.join(mount, own), `${mount}/`])].filter(existsSync);
}

interface GroupParts {
  readonly kind: Kind;
  readonly controller: Controller;
  readonly limit: number;
  readonly device: string;
}

function groupIn(parent: string, { kind, controller, limit, device }: GroupParts): ControlGroup | string {
  const group = path.join(parent, `${PREFIX}${process.pid}-${controller}`);
  try {
    const refusal = kind.refusal(parent);
    if (refusal !== null) return refusal;
    removeAbandoned(parent);
    mkdirSync(group);
  } catch (error) {
    return String(error);
  }
  try {
    const [main, ...more] = kind.settings(Math.floor(limit), device);
    if (main !== undefined) writeFileSync(path.join(group, main[0]), main[1]);
    for (const [file, text] of more) tryToWrite(path.join(group, file), text);
  } catch (error) {
    rmdirSync(group);
    return String(error);
  }
  return {
    how: kind.name,
    join: (pid) => writeFileSync(path.join(group, 'cgroup.procs'), String(pid)),
    count: () => kind.counted((file) => readOrEmpty(path.join(group, file)), device),
    remove: () => removeSoon(group),
  };
}

/** Swap is not limited everywhere. */
function tryToWrite(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    // The limit on memory still holds.
  }
}

const REMOVALS = 100;
const REMOVAL_PAUSE = 20;

/** The dead stay listed for a moment. */
async function removeSoon(group: string): Promise<void> {
  for (let tries = 0; tries < REMOVALS; tries += 1) {
    try {
      rmdirSync(group);
      return;
    } catch {
      await wait(REMOVAL_PAUSE);
    }
  }
}

const PREFIX = 'ballast-bench-';

/** A killed bench could not remove its groups. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = name.startsWith(PREFIX) ? (/^(\d+)-/.exec(name.slice(PREFIX.length)) ?? []) : [];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    try {
      rmdirSync(path.join(parent, name));
    } catch {
      // A process is still in it.
    }
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
