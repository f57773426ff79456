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
        this.#committed -= this.#highWater(process.task) - process.floor;
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
      const more = this.#growth === 'after-loading' ? this.#highWater(process.task) - process.floor : 0;
      const fits = this.#committed + more <= this.#machine.memory.budget || this.#alone();
      if (blocked || this.#computing >= this.#machine.cores.count || !fits) {
        kept.push(process);
        continue;
      }
      this.#committed += more;
      this.#computing += 1;
      this.#model.go(process);
    }
    this.#waiting = kept;
  }

  #admit(): void {
    const { loads, ahead, passes } = this.#rule;
    const most = this.#machine.cores.count + ahead;
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
    const base = this.#idle.length > 0 ? (this.#idle[0]?.floor ?? 0) : 0;
    const now = this.#idle.length > 0 ? 0 : this.#machine.process.base;
    const more = this.#growth === 'while-loading' ? this.#highWater(task) - base : now;
    return this.#committed + more <= this.#machine.memory.budget || this.#alone();
  }

  #alone(): boolean {
    return this.#loading + this.#computing === 0;
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
    if (this.#growth === 'while-loading') this.#committed += this.#highWater(task) - process.floor;
    this.#loading += 1;
    this.#model.give(process, { task, attempt: 1, work, granted: false });
  }

  #highWater(task: number): number {
    return this.#machine.process.base + (this.#tasks[task]?.growth ?? 0);
  }
}
