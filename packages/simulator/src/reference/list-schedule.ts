import type { MemoryGrowth } from '@ballast/scheduler';
import { MachineModel } from '../machine/machine-model.ts';
import type { Notice } from '../machine/notice.ts';
import type { Process } from '../machine/process.ts';
import type { SimMachine, SimTask } from '../machine/sim-machine.ts';

/**
 * A schedule by rule, with perfect knowledge. Any values form a schedule that the machine can execute within the
 * budget.
 */
export interface ListRule {
  /** All tasks; if two could start, the earlier one goes first. */
  readonly order: readonly number[];
  /** Number of concurrent loads. */
  readonly loads: number;
  /** Number of tasks that may be loaded or loading besides those that compute. */
  readonly ahead: number;
  /** Number of tasks that may compute at a time; the number of cores if absent. */
  readonly computing?: number;
  /** Whether later tasks that fit may overtake one that does not. */
  readonly passes: boolean;
}

/** Seconds until all tasks have ended if they are started by `rule`. Memory and times are known to the byte and second. */
export function listSchedule(
  tasks: readonly SimTask[],
  machine: SimMachine,
  given: { readonly growth: MemoryGrowth; readonly rule: ListRule },
): number {
  return new ListRun(tasks, machine, given).run();
}

class ListRun {
  readonly #tasks: readonly SimTask[];
  readonly #machine: SimMachine;
  readonly #growth: MemoryGrowth;
  readonly #rule: ListRule;
  readonly #model: MachineModel;
  readonly #pending: number[];
  readonly #place: Int32Array;
  readonly #idle: Process[] = [];
  /** Waiting at the gate, in the order of the rule. */
  #waiting: Process[] = [];
  #loading = 0;
  #computing = 0;
  #ended = 0;
  /** The memory that all current processes may reach. */
  #committed = 0;
  #nextId = 1;
  /** High-water mark of the largest file that loads or waits at the gate; of memory that comes after loading. */
  #largestAhead = 0;

  constructor(
    tasks: readonly SimTask[],
    machine: SimMachine,
    { growth, rule }: { readonly growth: MemoryGrowth; readonly rule: ListRule },
  ) {
    this.#tasks = tasks;
    this.#machine = machine;
    this.#growth = growth;
    this.#rule = rule;
    this.#pending = [...rule.order];
    this.#place = new Int32Array(tasks.length);
    rule.order.forEach((task, place) => {
      this.#place[task] = place;
    });
    const notify = (notice: Notice, process: Process): void => this.#onNotice(notice, process);
    this.#model = new MachineModel(machine, { growth, reportEvery: Number.POSITIVE_INFINITY, notify });
  }

  run(): number {
    this.#decide();
    while (this.#ended < this.#tasks.length) {
      const next = this.#model.next();
      if (next === Number.POSITIVE_INFINITY) throw new Error('defect: a list schedule makes no progress');
      this.#model.advance(next);
      this.#model.fire();
      this.#decide();
    }
    return this.#model.now;
  }

  #onNotice(notice: Notice, process: Process): void {
    switch (notice) {
      case 'loaded':
        this.#loading -= 1;
        this.#waiting.push(process);
        return;
      case 'ended':
        this.#computing -= 1;
        this.#ended += 1;
        this.#committed -= this.#above(process);
        this.#idle.push(process);
        return;
      case 'out-of-memory':
        throw new Error('defect: a list schedule ran out of memory');
      case 'up':
      case 'report':
      case 'settled-in':
      case 'killed':
        return;
    }
  }

  #decide(): void {
    this.#openGate();
    this.#admit();
  }

  #openGate(): void {
    if (this.#waiting.length > 1) {
      this.#waiting.sort((a, b) => (this.#place[a.task] ?? 0) - (this.#place[b.task] ?? 0));
    }
    const kept: Process[] = [];
    for (const process of this.#waiting) {
      const blocked = kept.length > 0 && !this.#rule.passes;
      const more = this.#growth === 'after-loading' ? this.#above(process) : 0;
      if (blocked || this.#computing >= this.#mostComputing() || !this.#hasRoom(more, 0)) {
        kept.push(process);
        continue;
      }
      this.#committed += more;
      this.#computing += 1;
      this.#model.go(process);
    }
    this.#waiting = kept;
  }

  #mostComputing(): number {
    return this.#rule.computing ?? this.#machine.cores.count;
  }

  #admit(): void {
    const { loads, ahead, passes } = this.#rule;
    const most = this.#mostComputing() + ahead;
    let at = 0;
    while (at < this.#pending.length && this.#loading < loads) {
      const inFlight = this.#loading + this.#waiting.length + this.#computing;
      if (inFlight >= most) return;
      const task = this.#pending[at] ?? -1;
      if (this.#fits(task)) this.#begin(at, task);
      else if (passes) at += 1;
      else return;
    }
  }

  #fits(task: number): boolean {
    const [next] = this.#idle;
    const floor = next === undefined ? 0 : next.floor;
    if (this.#growth === 'while-loading') return this.#hasRoom(Math.max(0, this.#highWater(task) - floor), 1);
    if (!this.#hasRoom(next === undefined ? this.#machine.process.base : 0, 1)) return false;
    return this.#leavesGrowth(task);
  }

  /**
   * Memory that comes only at the gate: whatever is loaded ahead must leave room for the largest file among them, or all of
   * them would wait for each other.
   */
  #leavesGrowth(task: number): boolean {
    const { memory, process } = this.#machine;
    const ahead = this.#loading + this.#waiting.length + 1;
    this.#largestAhead = ahead === 1 ? 0 : this.#largestAhead;
    const largest = Math.max(this.#largestAhead, this.#highWater(task));
    const floors = (process.base + process.leftoverMost) * ahead;
    if (ahead > 1 && floors + largest > memory.budget) return false;
    this.#largestAhead = largest;
    return true;
  }

  /** Whether this much more may be taken. Idle processes make room, but for the first `kept` of them, which are used next. */
  #hasRoom(more: number, kept: number): boolean {
    const { budget } = this.#machine.memory;
    while (this.#committed + more > budget && this.#idle.length > kept) {
      const idle = this.#idle.pop();
      if (idle === undefined) break;
      this.#committed -= idle.floor;
      this.#model.retire(idle);
    }
    return this.#committed + more <= budget;
  }

  #begin(at: number, task: number): void {
    const work = this.#tasks[task];
    if (work === undefined) throw new Error(`defect: task ${task} is not one of the batch`);
    this.#pending.splice(at, 1);
    let process = this.#idle.shift();
    if (process === undefined) {
      process = this.#model.start(this.#nextId, this.#machine.process.startSeconds);
      this.#nextId += 1;
      this.#committed += process.floor;
    }
    this.#model.give(process, { task, attempt: 1, work, granted: false });
    if (this.#growth === 'while-loading') this.#committed += this.#above(process);
    this.#loading += 1;
  }

  /** What a process takes above its floor for its task. */
  #above({ task, floor }: Process): number {
    return Math.max(0, this.#highWater(task) - floor);
  }

  #highWater(task: number): number {
    return this.#machine.process.base + (this.#tasks[task]?.growth ?? 0);
  }
}
