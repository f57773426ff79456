import { mkdirSync, readdirSync, rmdirSync, writeFile, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../signal-group.ts';
import { type CgroupChain, cgroupChains } from './cgroup.ts';
import { readNumber, readTable, readText } from './read-text.ts';

/** A control group with a bound on memory, made for what this process starts. Folders are as this process sees them. */
export interface MemoryScope {
  readonly folder: string;
  /** What bounds it, for people. */
  readonly evidence: string;
  /** A group of its own within the scope, for one process and what that starts; throws where none can be made. */
  member(pid: number): ScopeMember;
  limit(bytes: number): void;
  close(): Promise<void>;
}

export interface ScopeMember {
  readonly folder: string;
  pids(): number[];
  /** Processes of this group that the kernel ended for want of memory; null where it does not tell. */
  oomKills(): number | null;
  kill(): void;
  /** False while processes are in it. */
  remove(): boolean;
}

/** What the two generations of control groups call the same thing. */
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

/** A scope below a group that holds this process, or why none can be made; limits of those in between stay in force. */
export function createMemoryScope(root: string, bytes: number): MemoryScope | { readonly reason: string } {
  const chains = cgroupChains(root, 'memory').filter((chain) => hasMemory(root, chain));
  if (chains.length === 0) return { reason: 'no control group counts memory here' };
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
      reasons.push(`no control group can be made in ${parent.folder}: ${(error as Error).message}`);
    }
  }
  return { reason: reasons.join('; ') };
}

/** `memory.events` and the like of the group that holds this process: a kill of any of its processes counts there. */
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
 * Version 1: the group of this process. Version 2: the nearest one that hands memory on to its children, which a group
 * with processes may not; processes that go there leave the groups in between, so that those may bound nothing.
 */
function parentFor(root: string, { version, folders }: CgroupChain): { folder: string } | { reason: string } {
  const [own = '/'] = folders;
  if (version === 1) {
    const hierarchical = readNumber(root, `${own}/memory.use_hierarchy`) !== 0;
    return hierarchical ? { folder: own } : { reason: `limits in ${own} do not reach its children` };
  }
  for (const folder of folders) {
    const handsOn = words(readText(root, `${folder}/cgroup.subtree_control`)).includes('memory');
    if (handsOn) return { folder };
    const bound = BOUNDS.find((name) => bounds(readText(root, `${folder}/${name}`)));
    if (bound !== undefined) return { reason: `${folder} has a limit of its own (${bound})` };
  }
  return { reason: `no control group around ${own} hands memory on to its children` };
}

const BOUNDS = ['memory.max', 'memory.high', 'memory.swap.max', 'cpu.max', 'io.max', 'cpuset.cpus'];

function bounds(text: string | null): boolean {
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
      // Version 2 kills at once what stands above a bound that is lowered.
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
  // A group that was left behind has its count already.
  const before = oomKillsIn(root, folder, generation) ?? 0;
  // One of a tree that ran out of memory leaves the others without use.
  if (version === 2) writeFile(join(root, folder, 'memory.oom.group'), '1', () => undefined);
  // Moving a process waits for all processors, some 15 ms: not on the thread that serves the batch.
  writeFile(join(root, folder, 'cgroup.procs'), String(pid), () => undefined);
  return {
    folder,
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

/** What is started while the others are being killed is found in the next round; the dead stay listed for a moment. */
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
    // Left by a process that had the same number.
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

/** Whoever was killed could not remove its groups; those that hold nothing and whose owner is gone are nobody's. */
function removeAbandoned(root: string, parent: string): void {
  for (const name of readdirSync(join(root, parent))) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (!Number.isInteger(pid) || readText(root, `proc/${pid}/stat`) !== null) continue;
    removeScopeFolder(root, join(parent, name));
  }
}

/** A scope with its members, as far as they are empty. */
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
