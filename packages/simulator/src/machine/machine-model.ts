import { EventHeap } from './event-heap.ts';
import { MachineFlows } from './machine-flows.ts';
import type { MachineOptions, Order } from './notice.ts';
import { newProcess, type Phase, type Process } from './process.ts';
import type { SimMachine } from './sim-machine.ts';

/** An amount that counts as nothing, in bytes: flows end that early. */
const ROUNDING = 100;

function setCredit(process: Process, most: number | null, read: number): void {
  process.credit = most ?? Number.POSITIVE_INFINITY;
  process.askAt = (read + process.credit) / 2;
}

/**
 * A machine whose storage and cores are shared fluidly. Between two events all rates are constant, so the next event is
 * the earliest of: a timer, the end of a load, the end of computing, a memory threshold.
 */
export class MachineModel {
  now = 0;
  readonly processes: Map<number, Process> = new Map();
  readonly flows: MachineFlows;
  readonly #machine: SimMachine;
  readonly #options: MachineOptions;
  readonly #timers: EventHeap<Process> = new EventHeap();

  constructor(machine: SimMachine, options: MachineOptions) {
    this.#machine = machine;
    this.#options = options;
    this.flows = new MachineFlows(machine, options.growth);
  }

  /** Starts a process, which requests its file after `startSeconds` of a core. */
  start(id: number, startSeconds: number): Process {
    const process = newProcess(id, this.now);
    this.processes.set(id, process);
    this.flows.figures.processes += 1;
    process.floor = this.#machine.process.base;
    this.flows.memory.hold(process, process.floor);
    process.firstSeconds = this.#machine.process.firstFileSeconds ?? 0;
    process.isCharged = startSeconds > 0;
    if (process.isCharged) this.flows.joinStarting(process, startSeconds);
    else this.#timers.push(this.now, process);
    this.flows.share();
    return process;
  }

  /** Gives a process its file. */
  give(process: Process, { task, attempt, work, granted, credit = null }: Order): void {
    Object.assign(process, { task, attempt, work, granted, pauseWanted: false });
    setCredit(process, credit, 0);
    process.begun = this.now;
    process.highWater = this.flows.memory.of(process);
    if (process.phase === 'idle') this.#open(process);
  }

  go(process: Process): void {
    process.granted = true;
    if (process.phase === 'waiting') this.#compute(process);
    this.flows.share();
  }

  /** Bytes that the process may read of its file; null for all. */
  credit(process: Process, most: number | null): void {
    setCredit(process, most, this.flows.read(process));
    const isReading = process.phase === 'loading';
    if (!isReading && !process.isShort) return;
    if (isReading) this.flows.leaveLoads(process);
    this.#load(process, process.missing);
    this.flows.share();
  }

  pause(process: Process): void {
    process.pauseWanted = true;
    if (process.phase === 'loading' && this.#options.reportEvery === Number.POSITIVE_INFINITY) {
      this.#pauseNow(process);
      this.flows.share();
    }
  }

  resume(process: Process): void {
    process.pauseWanted = false;
    if (process.phase !== 'paused' || process.isShort) return;
    this.#load(process, process.missing);
    this.flows.share();
  }

  suspend(process: Process): void {
    if (process.phase === 'loading') this.#pauseNow(process);
    if (process.phase === 'ramping' || process.phase === 'computing') {
      process.wasRamping = process.phase === 'ramping';
      this.flows.leaveComputing(process);
      this.#enter(process, 'suspended');
    }
    this.flows.share();
  }

  continue(process: Process): void {
    if (process.phase !== 'suspended') return;
    this.#resumeComputing(process);
    this.flows.share();
  }

  /** Ends a process; its memory is released and the notice sent when it is gone. */
  kill(process: Process): void {
    if (process.phase === 'dying' || process.phase === 'gone') return;
    this.#halt(process);
    this.#enter(process, 'dying');
    this.#timers.push(this.now + this.#machine.process.killSeconds, process);
    this.flows.share();
  }

  /** Ends an idle process without a notice. */
  retire(process: Process): void {
    this.#remove(process);
    this.flows.share();
  }

  /** Instant of the next event; infinite if nothing is in progress. */
  next(): number {
    return Math.min(this.#timers.first(), this.now + this.flows.until());
  }

  /** Advances the time, at most to the next event. */
  advance(to: number): void {
    this.flows.advance(Math.max(0, to - this.now));
    this.now = Math.max(this.now, to);
  }

  /** Executes everything that is due now. */
  fire(): void {
    for (let due = this.#timers.take(this.now); due !== null; due = this.#timers.take(this.now))
      this.#timer(due);
    for (let due = this.flows.loads.due(); due !== null; due = this.flows.loads.due()) this.#loadedSoFar(due);
    for (let due = this.flows.computing.due(); due !== null; due = this.flows.computing.due())
      this.#computed(due);
    this.flows.share();
    this.#killIfFull();
  }

  #timer(process: Process): void {
    switch (process.phase) {
      case 'starting':
        return this.#started(process);
      case 'opening':
        this.#load(process, process.work?.loadWork ?? 0);
        return;
      case 'loading':
        this.#options.notify('report', process);
        if (process.phase !== 'loading') return;
        if (process.pauseWanted) this.#pauseNow(process);
        else this.#reportLater(process);
        return;
      case 'dying':
        this.#remove(process);
        this.#options.notify('killed', process);
        return;
      default:
        throw new Error(`defect: a timer of a process that is ${process.phase}`);
    }
  }

  #started(process: Process): void {
    this.#enter(process, 'idle');
    this.#options.notify('up', process);
    if (process.work !== null) this.#open(process);
  }

  #open(process: Process): void {
    process.begun = this.now;
    this.#enter(process, 'opening');
    this.#timers.push(this.now + this.#machine.storage.latency, process);
  }

  #load(process: Process, amount: number): void {
    process.missing = amount;
    const goal = this.#goal(process);
    if (goal <= 0 && amount > 0) return this.#stopShort(process);
    process.isShort = false;
    process.isLast = goal >= amount;
    this.#enter(process, 'loading');
    this.flows.joinLoads(process, amount, goal);
    this.#reportLater(process);
  }

  #reportLater(process: Process): void {
    const { reportEvery, leastShare = 0 } = this.#options;
    if (reportEvery !== Number.POSITIVE_INFINITY)
      this.#timers.push(this.now + Math.max(reportEvery, leastShare * this.now), process);
  }

  /** What is loaded before the process has to stop, or asks for more. */
  #goal({ work, missing, credit, askAt }: Process): number {
    if (work === null || credit >= work.bytes) return missing;
    const perByte = work.loadWork / work.bytes;
    const done = work.loadWork - missing;
    const untilAsked = Math.min(askAt, credit) * perByte - done;
    const untilUsed = credit * perByte - done;
    const goal = untilAsked > ROUNDING ? untilAsked : untilUsed;
    return goal > ROUNDING ? Math.min(missing, goal) : 0;
  }

  /** Its credit is used up: it says so, and waits. */
  #stopShort(process: Process): void {
    this.#enter(process, 'paused');
    process.isShort = true;
    this.#options.notify('report', process);
  }

  #loadedSoFar(process: Process): void {
    this.flows.leaveLoads(process);
    if (process.isLast) return this.#loaded(process);
    process.askAt = Number.POSITIVE_INFINITY;
    this.#load(process, process.missing);
    if (process.phase === 'loading') this.#options.notify('report', process);
  }

  #pauseNow(process: Process): void {
    this.flows.leaveLoads(process);
    this.#enter(process, 'paused');
  }

  #loaded(process: Process): void {
    process.loadSeconds = this.now - process.begun;
    process.loadedAt = this.now;
    process.bytesRead += process.work?.bytes ?? 0;
    if (this.#options.growth === 'while-loading') this.flows.memory.hold(process, this.flows.target(process));
    process.highWater = Math.max(process.highWater, this.flows.memory.of(process));
    const { granted } = process;
    this.#enter(process, 'waiting');
    this.flows.share();
    this.#options.notify('loaded', process);
    if (granted && process.phase === 'waiting') this.#compute(process);
  }

  #compute(process: Process): void {
    process.loadedAt = this.now;
    process.waitedBefore = this.flows.coreWait(process);
    const seconds = (process.work?.computeSeconds ?? 0) + process.firstSeconds;
    process.wasRamping = this.#options.growth === 'after-loading';
    process.missing = seconds;
    this.#resumeComputing(process);
  }

  #resumeComputing(process: Process): void {
    this.#enter(process, process.wasRamping ? 'ramping' : 'computing');
    this.flows.joinComputing(process);
  }

  #computed(process: Process): void {
    if (process.phase === 'starting') {
      this.flows.leaveStarting();
      return this.#started(process);
    }
    this.flows.leaveComputing(process);
    if (process.phase === 'ramping') {
      this.flows.memory.hold(process, this.flows.target(process));
      process.highWater = Math.max(process.highWater, this.flows.target(process));
      process.wasRamping = false;
      this.#resumeComputing(process);
      this.flows.share();
      this.#options.notify('settled-in', process);
      return;
    }
    const { leftoverShare, leftoverMost, base } = this.#machine.process;
    const left = Math.min(leftoverMost, leftoverShare * (process.work?.growth ?? 0));
    process.floor = Math.max(process.floor, base + left);
    this.flows.memory.hold(process, process.floor);
    this.flows.figures.coreSeconds -= process.firstSeconds;
    process.firstSeconds = 0;
    this.#enter(process, 'idle');
    this.flows.share();
    this.#options.notify('ended', process);
  }

  #halt(process: Process): void {
    if (process.phase === 'loading') this.flows.leaveLoads(process);
    if (process.phase === 'starting' && process.isCharged) this.flows.leaveStarting();
    if (process.phase === 'ramping' || process.phase === 'computing') this.flows.leaveComputing(process);
  }

  #remove(process: Process): void {
    this.#halt(process);
    this.flows.memory.hold(process, 0);
    this.#enter(process, 'gone');
    this.processes.delete(process.id);
  }

  #enter(process: Process, phase: Phase): void {
    this.flows.figures.phaseSeconds[process.phase] += this.now - process.since;
    process.phase = phase;
    process.since = this.now;
    process.version += 1;
  }

  #killIfFull(): void {
    while (this.flows.isFull()) {
      let largest: Process | null = null;
      for (const process of this.processes.values()) {
        if (largest === null || this.flows.memory.of(process) > this.flows.memory.of(largest))
          largest = process;
      }
      if (largest === null) return;
      this.#remove(largest);
      this.flows.figures.oomKills += 1;
      this.flows.share();
      this.#options.notify('out-of-memory', largest);
    }
  }
}
