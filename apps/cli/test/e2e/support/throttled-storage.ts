import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** A group of processes with a limit on the bytes per second that it reads from one device. */
export interface Throttled {
  /** Moves a process into the group; processes that it starts later belong to it too. */
  join(pid: number): void;
  /** Bytes that the group has read from the device. */
  fetched(): number;
  /** To be called when no process is left in it. */
  [Symbol.dispose](): void;
}

/** The names that the two generations of control groups use for the same things. */
interface Generation {
  readonly name: string;
  /** The line of /proc/mounts: type, and an option it has to have. */
  readonly type: string;
  readonly option: string;
  /** Null if children may be throttled, otherwise the reason. */
  readonly refusal: (mount: string) => string | null;
  readonly limit: (device: string, rate: number) => readonly [file: string, text: string];
  readonly counter: string;
  readonly counted: (device: string, text: string) => number;
}

const GENERATIONS: readonly Generation[] = [
  {
    name: 'cgroup v2 io.max',
    type: 'cgroup2',
    option: 'rw',
    refusal: (mount) => {
      const enabled = readFileSync(path.join(mount, 'cgroup.subtree_control'), 'utf8');
      return /\bio\b/.test(enabled) ? null : `the io controller is not enabled below ${mount}`;
    },
    limit: (device, rate) => ['io.max', `${device} rbps=${rate}`],
    counter: 'io.stat',
    counted: (device, text) => Number(new RegExp(`^${device} .*\\brbytes=(\\d+)`, 'm').exec(text)?.[1] ?? 0),
  },
  {
    name: 'cgroup v1 blkio.throttle.read_bps_device',
    type: 'cgroup',
    option: 'blkio',
    refusal: () => null,
    limit: (device, rate) => ['blkio.throttle.read_bps_device', `${device} ${rate}`],
    counter: 'blkio.throttle.io_service_bytes',
    counted: (device, text) => Number(new RegExp(`^${device} Read (\\d+)`, 'm').exec(text)?.[1] ?? 0),
  },
];

/** A throttle on the device of `folder`, or what was tried and why it failed. A cold file there is read through it first. */
export async function throttled(folder: string, rate: number): Promise<Throttled | readonly string[]> {
  const device = diskOf(folder);
  if (device === null) return [`${folder} lies on no block device`];
  const tried: string[] = [];
  for (const generation of GENERATIONS) {
    const group = groupOf(generation, device, rate);
    if (typeof group === 'string') {
      tried.push(`${generation.name}: ${group}`);
      continue;
    }
    const refusal = await refusalOf(group, folder);
    if (refusal === null) return group;
    group[Symbol.dispose]();
    tried.push(`${generation.name}: ${refusal}`);
  }
  return tried;
}

/** `major:minor` of the whole disk, since a partition cannot be throttled. */
function diskOf(folder: string): string | null {
  const { dev } = statSync(folder);
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const entry = `/sys/dev/block/${major}:${minor}`;
  if (!existsSync(entry)) return null;
  if (!existsSync(path.join(entry, 'partition'))) return `${major}:${minor}`;
  const disk = path.dirname(path.resolve('/sys/dev/block', readlinkSync(entry)));
  return readFileSync(path.join(disk, 'dev'), 'utf8').trim();
}

function groupOf(generation: Generation, device: string, rate: number): Throttled | string {
  const mount = mountOf(generation);
  if (mount === null) return 'not mounted';
  try {
    const refusal = generation.refusal(mount);
    if (refusal !== null) return refusal;
    removeAbandoned(mount);
    const group = path.join(mount, `${PREFIX}${process.pid}`);
    mkdirSync(group);
    const throttle: Throttled = {
      join: (pid) => writeFileSync(path.join(group, 'cgroup.procs'), String(pid)),
      fetched: () => generation.counted(device, readFileSync(path.join(group, generation.counter), 'utf8')),
      [Symbol.dispose]: () => rmdirSync(group),
    };
    try {
      const [file, text] = generation.limit(device, rate);
      writeFileSync(path.join(group, file), text);
    } catch (error) {
      throttle[Symbol.dispose]();
      throw error;
    }
    return throttle;
  } catch (error) {
    return String(error);
  }
}

const PREFIX = 'ballast-e2e-';

/** A test that was killed could not remove its group. */
function removeAbandoned(mount: string): void {
  for (const name of readdirSync(mount)) {
    if (!name.startsWith(PREFIX) || existsSync(`/proc/${name.slice(PREFIX.length)}`)) continue;
    const members = readFileSync(path.join(mount, name, 'cgroup.procs'), 'utf8');
    if (members === '') rmdirSync(path.join(mount, name));
  }
}

function mountOf({ type, option }: Generation): string | null {
  if (!existsSync('/proc/mounts')) return null;
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [, mount = '', kind, options = ''] = line.split(' ');
    if (kind === type && options.split(',').includes(option)) return mount;
  }
  return null;
}

const PROBE = 4 * 2 ** 20;
const READS_WHEN_TOLD = 'process.stdin.once("data", () => require("node:fs").readFileSync(process.argv[1]))';

/** Whether a cold file is counted when a member of the group reads it; null when it is. */
async function refusalOf(group: Throttled, folder: string): Promise<string | null> {
  const file = path.join(folder, 'probe');
  writeFileSync(file, Buffer.alloc(PROBE, 1));
  if (!makeCold(file)) return 'a file cannot be dropped from the page cache (dd iflag=nocache)';
  const child = spawn(process.execPath, ['-e', READS_WHEN_TOLD, file], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    group.join(child.pid ?? 0);
  } catch (error) {
    return String(error);
  } finally {
    child.stdin.end('go');
    await ended;
    rmSync(file);
  }
  const fetched = group.fetched();
  return fetched >= PROBE ? null : `of ${PROBE} cold bytes only ${fetched} were counted`;
}

/** Writes a file back and asks the system to forget its pages; false if that is not possible. */
export function makeCold(file: string): boolean {
  const handle = openSync(file, 'r');
  fsyncSync(handle);
  closeSync(handle);
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'], {
    stdio: 'ignore',
  });
  return dropped.status === 0;
}
