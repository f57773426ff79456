import { randomUUID } from 'node:crypto';
import {
  type MemoryKill,
  NO_LIMIT_WANTED,
  type ProcessTree,
  type ProcessTrees,
  type ProcessTreesOptions,
} from '../../platform.ts';
import { send, signalGroup, signalRest } from '../../signal-group.ts';
import {
  createMemoryScope,
  type MemoryScope,
  ownOomKills,
  type ScopeMember,
} from '../memory/memory-scope.ts';
import { type SharedCounter, sharedCounter } from '../shared-counter.ts';
import { bootClock } from './boot-clock.ts';
import { descendantsOf, hasChildren, isStill, type ProcessIdentity, treeOf } from './descendants.ts';
import { marksOf, processesMarked, startedSince, withMark } from './marked.ts';
import { type Reaper, startReaper } from './reaper.ts';

/** Milliseconds between two looks for new descendants, and at the kernel's counter. */
const LOOK_EVERY = 500;
const ROUNDS = 5;
/** Milliseconds in which trees that end share one look for what they have left behind. */
const GATHER = 100;

/**
 * Gives each process its own control group if one can be made: it contains everything that the process starts. Otherwise
 * relies on the process group and on the descendants that /proc shows.
 */
export function createLinuxProcessTrees(root: string, { memory }: ProcessTreesOptions): ProcessTrees {
  const scope = memory === null ? { reason: NO_LIMIT_WANTED } : createMemoryScope(root, memory);
  return 'reason' in scope ? new LinuxTrees(root, null, scope.reason) : new LinuxTrees(root, scope, null);
}

class LinuxTrees implements ProcessTrees {
  readonly net: ProcessTrees['net'];
  readonly #root: string;
  readonly #scope: MemoryScope | null;
  readonly #trees = new Set<LinuxTree>();
  readonly #shared: SharedCounter | null;
  /** Its beginning is the same in the marks of all processes of these trees. */
  readonly #mark: string = randomUUID();
  #marked = 0;
  /** Marks of processes that have ended, whose children were not looked for yet, and since when those started that are not daemons. */
  readonly #ended = new Map<string, number | null>();
  readonly #clock: () => number | null;
  /** Ticks since boot, at the last look and at the one before; null before there were as many looks. */
  #lookedAt: number | null = null;
  #lookedBefore: number | null = null;
  #sweeping: NodeJS.Timeout | null = null;
  #reaper: Reaper | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(root: string, scope: MemoryScope | null, reason: string | null) {
    this.#root = root;
    this.#clock = bootClock(root);
    this.#scope = scope;
    this.#shared = scope === null ? sharedCounter(ownOomKills(root)?.read ?? null) : null;
    this.net = { inForce: scope !== null, evidence: reason ?? scope?.evidence ?? '' };
  }

  variables(): Readonly<Record<string, string>> {
    this.#marked += 1;
    return withMark(`${this.#mark}.${this.#marked}`);
  }

  adopt(pid: number): ProcessTree {
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY).unref();
    const member = this.#member(pid);
    const mark = marksOf(this.#root, pid).find((one) => one.startsWith(this.#mark)) ?? null;
    const tree = new LinuxTree({ root: this.#root, pid, member, shared: this.#shared }, () => {
      this.#trees.delete(tree);
      // Also if it had a group: it may have started something before it was in there.
      if (mark !== null) this.#sweepSoon(mark);
    });
    this.#trees.add(tree);
    return tree;
  }

  limit(memory: number): void {
    this.#scope?.limit(memory);
  }

  below(pid: number): readonly number[] {
    return descendantsOf(this.#root, pid);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    for (const tree of [...this.#trees]) tree.close();
    this.#sweep();
    this.#reaper?.dismiss();
    this.#reaper = null;
    await this.#scope?.close();
  }

  #sweepSoon(mark: string): void {
    this.#ended.set(mark, this.#lookedBefore);
    this.#sweeping ??= setTimeout(() => this.#sweep(), GATHER);
  }

  /**
   * Kills what processes that have ended left behind and nobody saw below them, as it started after the last looks. What started before
   * and was not below them is a daemon, such as a server that several tasks use. What is started meanwhile is found by the next round.
   */
  #sweep(): void {
    if (this.#sweeping !== null) clearTimeout(this.#sweeping);
    this.#sweeping = null;
    if (this.#ended.size === 0) return;
    for (let round = 0; round < ROUNDS; round += 1) {
      const left = [...this.#ended].flatMap(([mark, since]) =>
        startedSince(
          since,
          processesMarked(this.#root, (one) => one === mark),
        ),
      );
      if (left.length === 0) break;
      for (const { pid } of left) send(pid, 'SIGKILL');
    }
    this.#ended.clear();
  }

  /** Null if no group can be made: the hard limit is a precaution, and the process runs without it. */
  #member(pid: number): ScopeMember | null {
    try {
      return this.#scope?.member(pid) ?? null;
    } catch {
      return null;
    }
  }

  /** Our children die with this process, but their descendants would not. */
  #look(): void {
    this.#lookedBefore = this.#lookedAt;
    this.#lookedAt = this.#clock();
    this.#shared?.look();
    const found = [...this.#trees].flatMap((tree) => tree.look());
    if (found.length === 0 && this.#reaper === null) return;
    this.#reaper ??= startReaper(() => {
      this.#reaper = null;
    });
    const { folder } = this.#scope ?? { folder: null };
    this.#reaper.update({ descendants: found, scope: folder, mark: this.#mark, since: this.#lookedBefore });
  }
}

interface TreeParts {
  readonly root: string;
  readonly pid: number;
  readonly member: ScopeMember | null;
  readonly shared: SharedCounter | null;
}

class LinuxTree implements ProcessTree {
  readonly contained: Promise<void>;
  readonly #parts: TreeParts;
  readonly #onClose: () => void;
  #known: readonly ProcessIdentity[] = [];
  #closed = false;

  constructor(parts: TreeParts, onClose: () => void) {
    this.#parts = parts;
    this.#onClose = onClose;
    this.contained = parts.member?.moved ?? Promise.resolve();
  }

  end(how: 'politely' | 'now'): void {
    if (this.#closed) return;
    const { root, pid, member } = this.#parts;
    if (how === 'politely') return signalGroup(pid, 'SIGTERM');
    // Also if there is a group: what it started before it was in there is not.
    for (let round = 0; round < ROUNDS; round += 1) {
      const tree = treeOf(root, pid);
      // The others go first: they are found by their descent from this process.
      for (const one of tree) if (one.pid !== pid) send(one.pid, 'SIGKILL');
      if (tree.every((one) => one.pid === pid)) break;
    }
    if (member?.pids().includes(pid) === true) member.kill();
    else send(pid, 'SIGKILL');
  }

  proof(signal: string | null): MemoryKill | null {
    if (signal !== 'SIGKILL') return null;
    const { member, shared } = this.#parts;
    const counter = member === null ? (shared?.take() ?? 0) : (member.oomKills() ?? 0);
    return counter > 0 ? { kind: 'cgroup-oom-kill', counter } : null;
  }

  /** The descendants that it has now; the reaper kills them if this process no longer can. */
  look(): readonly ProcessIdentity[] {
    const { root, pid, member } = this.#parts;
    // What it started before it was in its group is not in there.
    const hasMore = hasChildren(root, pid) || member?.pids().some((each) => each !== pid) === true;
    this.#known = hasMore ? treeOf(root, pid).filter((one) => one.pid !== pid) : [];
    return this.#known;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { root, pid, member } = this.#parts;
    signalRest(pid, 'SIGKILL');
    for (const one of this.#known) if (isStill(root, one)) send(one.pid, 'SIGKILL');
    member?.kill();
    member?.remove();
    this.#onClose();
  }
}
