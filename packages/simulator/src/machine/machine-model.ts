import { compute, computed, resumeComputing } from './compute-phase.ts';
import { load, loadedSoFar, open, pauseNow, report, setCredit } from './load-phase.ts';
import { MachineCore } from './machine-core.ts';
import type { MachineFlows } from './machine-flows.ts';
import type { MachineOptions, Order } from './notice.ts';
import { newProcess, type Process } from './process.ts';
import type { SimMachine } from './sim-machine.ts';

/**
 * A machine whose storage and cores are shared fluidly. Between two events all rates are constant, so the next event is
 * the earliest of: a timer, the end of a load, the end of computing, a memory threshold.
 */
export class MachineModel {
  readonly #core: MachineCore;

  constructor(machine: SimMachine, options: MachineOptions) {
    this.#core = new MachineCore(machine, options);
  }

  get now(): number {
    return this.#core.now;
  }

  get processes(): ReadonlyMap<number, Process> {
    return this.#core.processes;
  }

  get flows(): MachineFlows {
    return this.#core.flows;
  }

  /** Core time that a process takes to start. */
  get startSeconds(): number {
    return this.#core.machine.process.startSeconds;
  }

  /** Starts a process, which requests its file after `startSeconds` of a core. */
  start(id: number, startSeconds: number): Process {
    const process = newProcess(id, this.now);
    this.#core.processes.set(id, process);
    this.flows.figures.processes += 1;
    process.floor = this.#core.machine.process.base;
    this.flows.memory.hold(process, process.floor);
    process.firstSeconds = this.#core.machine.process.firstFileSeconds ?? 0;
    process.isCharged = startSeconds > 0;
    if (process.isCharged) this.flows.joinStarting(process, startSeconds);
    else this.#core.timers.push(this.now, process);
    this.flows.share();
    return process;
  }

  /** Gives a process its file. */
  give(process: Process, { task, attempt, work, granted, credit = null }: Order): void {
    Object.assign(process, { task, attempt, work, granted, pauseWanted: false });
    setCredit(process, credit, 0);
    process.begun = this.now;
    process.highWater = this.flows.memory.of(process);
    if (process.phase === 'idle') open(this.#core, process);
  }

  go(process: Process): void {
    process.granted = true;
    if (process.phase === 'waiting') compute(this.#core, process);
    this.flows.share();
  }

  /** Bytes that the process may read of its file; null for all. */
  credit(process: Process, most: number | null): void {
    setCredit(process, most, this.flows.read(process));
    const isReading = process.phase === 'loading';
    if (!isReading && !process.isShort) return;
    if (isReading) this.flows.leaveLoads(process);
    load(this.#core, process, process.missing);
    this.flows.share();
  }

  pause(process: Process): void {
    process.pauseWanted = true;
    if (process.phase === 'loading' && this.#core.options.reportEvery === Number.POSITIVE_INFINITY) {
      pauseNow(this.#core, process);
      this.flows.share();
    }
  }

  resume(process: Process): void {
    process.pauseWanted = false;
    if (process.phase !== 'paused' || process.isShort) return;
    load(this.#core, process, process.missing);
    this.flows.share();
  }

  suspend(process: Process): void {
    if (process.phase === 'loading') pauseNow(this.#core, process);
    if (process.phase === 'ramping' || process.phase === 'computing') {
      process.wasRamping = process.phase === 'ramping';
      this.flows.leaveComputing(process);
      this.#core.enter(process, 'suspended');
    }
    this.flows.share();
  }

  continue(process: Process): void {
    if (process.phase !== 'suspended') return;
    resumeComputing(this.#core, process);
    this.flows.share();
  }

  /** Ends a process; its memory is released and the notice sent when it is gone. */
  kill(process: Process): void {
    if (process.phase === 'dying' || process.phase === 'gone') return;
    this.#core.halt(process);
    this.#core.enter(process, 'dying');
    this.#core.timers.push(this.now + this.#core.machine.process.killSeconds, process);
    this.flows.share();
  }

  /** Ends an idle process without a notice. */
  retire(process: Process): void {
    this.#core.remove(process);
    this.flows.share();
  }

  /** Instant of the next event; infinite if nothing is in progress. */
  next(): number {
    return Math.min(this.#core.timers.first(), this.now + this.flows.until());
  }

  /** Advances the time, at most to the next event. */
  advance(to: number): void {
    this.flows.advance(Math.max(0, to - this.now));
    this.#core.now = Math.max(this.now, to);
  }

  /** Executes everything that is due now. */
  fire(): void {
    for (let due = this.#core.timers.take(this.now); due !== null; due = this.#core.timers.take(this.now))
      this.#timer(due);
    for (let due = this.flows.loads.due(); due !== null; due = this.flows.loads.due())
      loadedSoFar(this.#core, due);
    for (let due = this.flows.computing.due(); due !== null; due = this.flows.computing.due()) {
      if (due.phase === 'starting') {
        this.flows.leaveStarting();
        this.#started(due);
      } else computed(this.#core, due);
    }
    this.flows.share();
    this.#killIfFull();
  }

  #timer(process: Process): void {
    switch (process.phase) {
      case 'starting':
        return this.#started(process);
      case 'opening':
        load(this.#core, process, process.work?.loadWork ?? 0);
        return;
      case 'loading':
        return report(this.#core, process);
      case 'dying':
        this.#core.remove(process);
        this.#core.options.notify('killed', process);
        return;
      default:
        throw new Error(`defect: a timer of a process that is ${process.phase}`);
    }
  }

  #started(process: Process): void {
    this.#core.enter(process, 'idle');
    this.#core.options.notify('up', process);
    if (process.work !== null) open(this.#core, process);
  }

  #killIfFull(): void {
    while (this.flows.isFull()) {
      let largest: Process | null = null;
      for (const process of this.processes.values()) {
        if (largest === null || this.flows.memory.of(process) > this.flows.memory.of(largest))
          largest = process;
      }
      if (largest === null) return;
      this.#core.remove(largest);
      this.flows.figures.oomKills += 1;
      this.flows.share();
      this.#core.options.notify('out-of-memory', largest);
    }
  }
}
