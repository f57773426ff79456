import { mkdirSync, readdirSync, rmdirSync, writeFile, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../../signal-group.ts';
import { readNumber, readTable, readText } from '../read-text.ts';
import { type CgroupChain, cgroupChains } from './cgroup.ts';

/** A control group with a memory limit for the children of this process. Folders are as this process sees them. */
export interface MemoryScope {
  readonly folder: string;
  /** The file that sets the limit, for people to read. */
  readonly evidence: string;
  /** Creates a group within the scope for one process and its descendants; throws if it cannot. */
  member(pid: number): ScopeMember;
  limit(bytes: number): void;
  close(): Promise<void>;
}

export interface ScopeMember {
  readonly folder: string;
  /** Settles once the process is in the group, or cannot be moved there. */
  readonly moved: Promise<void>;
  pids(): number[];
  /** Processes of this group that the kernel killed because memory ran out; null if it does not count them. */
  oomKills(): number | null;
  kill(): void;
  /** False while the group contains processes. */
  remove(): boolean;
}

/** The file names of a version of control groups. */
interface Generation {
  readonly limit: string;
  readonly usage: string;
  readonly kills: string;
}

const GENERATIONS: Readonly<Record<1 | 2, Generation>> = {
  1: {
    limit: 'memory.limit_in_bytes',
    usage: 'memory.usage_in_bytes',
    kills: 'memory.oom_control',
  },
  2: { limit: 'memory.max', usage: 'memory.current', kills: 'memory.events' },
};

const { join } = posix;
const PREFIX = 'ballast-';
const REMOVALS = 50;
const REMOVAL_PAUSE = 10;

/** A scope below a group that contains this process, or why none can be made. The limits of the groups in between still apply. */
export function createMemoryScope(root: string, bytes: number): MemoryScope | { readonly reason: string } {
  const chains = cgroupChains(root, 'memory').filter((chain) => hasMemory(root, chain));
  if (chains.length === 0) return { reason: 'no control group accounts for memory here' };
  const reasons: string[] = [];
  for (const chain of chains) {
    const parent = parentFor(root, chain);
    if ('reason' in parent) {
      reasons.push(parent.reason);
      continue;
    }
    try {
      return makeScope(root, { version: chain.version, parent: parent.folder, bytes });
    } catch (error) {
      reasons.push(`cannot create a control group in ${parent.folder}: ${(error as Error).message}`);
    }
  }
  return { reason: reasons.join('; ') };
}

/** The counter of the group that contains this process: a kill of any process in the group raises it. */
export function ownOomKills(root: string): { readonly folder: string; read(): number | null } | null {
  for (const chain of cgroupChains(root, 'memory')) {
    const [folder] = chain.folders;
    if (folder === undefined) continue;
    const read = (): number | null => oomKillsIn(root, folder, GENERATIONS[chain.version]);
    if (read() !== null) return { folder, read };
  }
  return null;
}

function hasMemory(root: string, { version, folders }: CgroupChain): boolean {
  if (version === 1) return true;
  const top = folders.at(-1) ?? '';
  return words(readText(root, `${top}/cgroup.controllers`)).includes('memory');
}

/**
 * Version 1: the group of this process. Version 2: the nearest group that delegates memory to its children; a group with
 * processes of its own cannot. Processes in the scope leave the groups in between, so those must not have limits.
 */
function parentFor(root: string, { version, folders }: CgroupChain): { folder: string } | { reason: string } {
  const [own = '/'] = folders;
  if (version === 1) {
    const hierarchical = readNumber(root, `${own}/memory.use_hierarchy`) !== 0;
    return hierarchical ? { folder: own } : { reason: `limits in ${own} do not apply to its children` };
  }
  for (const folder of folders) {
    const delegates = words(readText(root, `${folder}/cgroup.subtree_control`)).includes('memory');
    if (delegates) return { folder };
    const limit = LIMITS.find((name) => limits(readText(root, `${folder}/${name}`)));
    if (limit !== undefined) return { reason: `${folder} has a limit of its own (${limit})` };
  }
  return { reason: `no control group around ${own} delegates memory to its children` };
}

const LIMITS = ['memory.max', 'memory.high', 'memory.swap.max', 'cpu.max', 'io.max', 'cpuset.cpus'];

function limits(text: string | null): boolean {
  const [first] = words(text);
  return first !== undefined && first !== 'max';
}

function words(text: string | null): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

interface ScopePlace {
  readonly version: 1 | 2;
  readonly parent: string;
  readonly bytes: number;
}

function makeScope(root: string, { version, parent, bytes }: ScopePlace): MemoryScope {
  removeAbandoned(root, parent);
  const folder = join(parent, `${PREFIX}${process.pid}`);
  makeGroup(root, folder);
  const generation = GENERATIONS[version];
  const members = new Set<ScopeMember>();
  const scope: MemoryScope = {
    folder,
    evidence: `${folder}/${generation.limit}`,
    member: (pid) => {
      const member = memberOf(root, { folder: join(folder, `worker-${pid}`), generation, version, pid });
      members.add(member);
      return { ...member, remove: () => member.remove() && members.delete(member) };
    },
    limit: (wanted) => {
      // In version 2, a limit below the current usage kills processes at once.
      const usage = readNumber(root, `${folder}/${generation.usage}`) ?? 0;
      if (wanted < usage) return;
      writeFile(join(root, folder, generation.limit), String(Math.ceil(wanted)), () => undefined);
    },
    close: async () => {
      for (let tries = 0; tries < REMOVALS; tries += 1) {
        for (const member of members) if (member.remove()) members.delete(member);
        if (removeGroup(root, folder)) return;
        await wait(REMOVAL_PAUSE);
      }
    },
  };
  try {
    writeFileSync(join(root, folder, generation.limit), String(Math.ceil(bytes)));
    if (version === 2) writeFileSync(join(root, folder, 'cgroup.subtree_control'), '+memory');
  } catch (error) {
    removeGroup(root, folder);
    throw error;
  }
  return scope;
}

interface MemberPlace {
  readonly folder: string;
  readonly generation: Generation;
  readonly version: 1 | 2;
  readonly pid: number;
}

function memberOf(root: string, { folder, generation, version, pid }: MemberPlace): ScopeMember {
  makeGroup(root, folder);
  const pids = (): number[] =>
    words(readText(root, `${folder}/cgroup.procs`))
      .map(Number)
      .filter((each) => Number.isInteger(each) && each > 0);
  // The counter of a group that was left behind does not start at 0.
  const before = oomKillsIn(root, folder, generation) ?? 0;
  // If memory ran out for one process of a tree, the others are of no use.
  if (version === 2) writeFile(join(root, folder, 'memory.oom.group'), '1', () => undefined);
  // Moving a process waits for all processors, about 15 ms: do it asynchronously, since this thread schedules the batch.
  const moved = new Promise<void>((resolve) => {
    writeFile(join(root, folder, 'cgroup.procs'), String(pid), () => resolve());
  });
  return {
    folder,
    moved,
    pids,
    oomKills: () => {
      const count = oomKillsIn(root, folder, generation);
      return count === null ? null : count - before;
    },
    kill: () => killAll(pids),
    remove: () => removeGroup(root, folder),
  };
}

const ROUNDS = 20;

/** Each round also kills what started during the round before; killed processes stay listed for a moment. */
function killAll(pids: () => number[]): void {
  const killed = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = pids().filter((pid) => !killed.has(pid));
    if (found.length === 0) return;
    for (const pid of found) {
      killed.add(pid);
      send(pid, 'SIGKILL');
    }
  }
}

function oomKillsIn(root: string, folder: string, { kills }: Generation): number | null {
  return readTable(root, `${folder}/${kills}`).get('oom_kill') ?? null;
}

function makeGroup(root: string, folder: string): void {
  try {
    mkdirSync(join(root, folder));
  } catch (error) {
    // An earlier process with the same number left it behind.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function removeGroup(root: string, folder: string): boolean {
  try {
    rmdirSync(join(root, folder));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** A killed process could not remove its groups: removes empty groups whose owner has ended. */
function removeAbandoned(root: string, parent: string): void {
  for (const name of readdirSync(join(root, parent))) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (!Number.isInteger(pid) || readText(root, `proc/${pid}/stat`) !== null) continue;
    removeScopeFolder(root, join(parent, name));
  }
}

/** Removes a scope and its members unless they contain processes. */
export function removeScopeFolder(root: string, folder: string): void {
  try {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) removeGroup(root, join(folder, entry.name));
    }
  } catch {
    return;
  }
  removeGroup(root, folder);
}
