import { EventHeap } from './event-heap.ts';
import { MachineFigures } from './machine-figures.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { newProcess, type Phase, type Process } from './process.ts';
import { SharedFlow } from './shared-flow.ts';
import { coreSpeed, rampSeconds, type SimMachine, type SimTask, totalRate } from './sim-machine.ts';

export type Notice =
  /** The process is there and asks for its file. */
  | 'up'
  | 'report'
  | 'loaded'
  | 'settled-in'
  | 'ended'
  /** Killed by the machine, which had no memory left, or as it was told. */
  | 'out-of-memory'
  | 'killed';

export interface MachineOptions {
  readonly growth: 'while-loading' | 'after-loading';
  /** Seconds between two reports of a load; a pause is heard only then. Infinite: no reports, pauses are heard at once. */
  readonly reportEvery: number;
  /** Told in the order of what happens, with the process as it is then; it may order anything of the machine at once. */
  readonly tell: (notice: Notice, process: Process) => void;
}

export interface Order {
  readonly task: number;
  readonly attempt: number;
  readonly work: SimTask;
  /** It may compute as soon as it is loaded. */
  readonly granted: boolean;
}

/** Bytes by which memory may miss a threshold through rounding. */
const ROUNDING = 1;

/**
 * A machine whose storage and cores are shared fluidly. Between two events all rates are constant, so the next event is
 * the least of: a timer, a load that ends, a computing that ends, a memory threshold that is crossed.
 */
export class MachineModel {
  now = 0;
  readonly processes: Map<number, Process> = new Map();
  readonly figures: MachineFigures = new MachineFigures();
  readonly loads: SharedFlow<Process> = new SharedFlow();
  readonly computing: SharedFlow<Process> = new SharedFlow();
  readonly memory: MemoryLedger = new MemoryLedger([this.loads, this.computing]);
  readonly #machine: SimMachine;
  readonly #options: MachineOptions;
  readonly #timers: EventHeap<Process> = new EventHeap();
  readonly #loadRates: number[] = [];
  readonly #coreSpeeds: number[] = [];
  #swapping = false;
  /** Seconds of processor time that one computing task has got. */
  #cpuClock = 0;

  constructor(machine: SimMachine, options: MachineOptions) {
    this.#machine = machine;
    this.#options = options;
  }

  /** Starts a process, which asks for its file after `startSeconds`. */
  start(id: number, startSeconds: number): Process {
    const process = newProcess(id, this.now);
    this.processes.set(id, process);
    this.figures.processes += 1;
    process.floor = this.#machine.process.base;
    this.memory.hold(process, process.floor);
    this.#timers.push(this.now + startSeconds, process);
    this.#changed();
    return process;
  }

  /** Gives a process its file. */
  give(process: Process, { task, attempt, work, granted }: Order): void {
    Object.assign(process, { task, attempt, work, granted, pauseWanted: false });
    process.begun = this.now;
    process.highWater = this.memory.of(process);
    if (process.phase === 'idle') this.#open(process);
  }

  go(process: Process): void {
    process.granted = true;
    if (process.phase === 'waiting') this.#compute(process);
    this.#changed();
  }

  pause(process: Process): void {
    process.pauseWanted = true;
    if (process.phase === 'loading' && this.#options.reportEvery === Number.POSITIVE_INFINITY) {
      this.#pauseNow(process);
      this.#changed();
    }
  }

  resume(process: Process): void {
    process.pauseWanted = false;
    if (process.phase !== 'paused') return;
    this.#load(process, process.missing);
    this.#changed();
  }

  suspend(process: Process): void {
    if (process.phase === 'loading') this.#pauseNow(process);
    if (process.phase === 'ramping' || process.phase === 'computing') {
      process.wasRamping = process.phase === 'ramping';
      this.#stopComputing(process);
      this.#enter(process, 'suspended');
    }
    this.#changed();
  }

  continue(process: Process): void {
    if (process.phase !== 'suspended') return;
    this.#resumeComputing(process);
    this.#changed();
  }

  /** Ends a process; its memory comes back, and the notice, when it is gone. */
  kill(process: Process): void {
    if (process.phase === 'dying' || process.phase === 'gone') return;
    this.#halt(process);
    this.#enter(process, 'dying');
    this.#timers.push(this.now + this.#machine.process.killSeconds, process);
    this.#changed();
  }

  /** Ends an idle process without a word. */
  retire(process: Process): void {
    this.#remove(process);
    this.#changed();
  }

  /** Instant of the next event; infinite when nothing moves. */
  next(): number {
    const steps = Math.min(this.loads.until(), this.computing.until(), this.#untilThreshold());
    return Math.min(this.#timers.first(), this.now + steps);
  }

  /** Lets time pass, at most to the next event. */
  advance(to: number): void {
    const seconds = Math.max(0, to - this.now);
    const before = this.memory.total();
    this.loads.advance(seconds);
    this.computing.advance(seconds);
    const { count } = this.#machine.cores;
    this.#cpuClock += seconds * Math.min(1, count / Math.max(1, this.computing.members));
    if (this.#swapping) this.figures.swapSeconds += seconds;
    const { budget } = this.#machine.memory;
    this.figures.sawMemory({ before, after: this.memory.total(), seconds, budget });
    this.now = Math.max(this.now, to);
  }

  /** Carries out everything that is due now. */
  fire(): void {
    for (let due = this.#timers.take(this.now); due !== null; due = this.#timers.take(this.now))
      this.#timer(due);
    for (let due = this.loads.due(); due !== null; due = this.loads.due()) this.#loaded(due);
    for (let due = this.computing.due(); due !== null; due = this.computing.due()) this.#computed(due);
    this.#changed();
    this.#killIfFull();
  }

  /** Bytes of the present file that a process has read. */
  read(process: Process): number {
    const { work, phase, missing } = process;
    if (work === null) return 0;
    if (phase === 'starting' || phase === 'idle' || phase === 'opening') return 0;
    if (phase !== 'loading' && phase !== 'paused') return work.bytes;
    const left = phase === 'loading' ? missing - (this.loads.clock - process.flowAt) : missing;
    return work.loadWork === 0 ? work.bytes : work.bytes * Math.min(1, Math.max(0, 1 - left / work.loadWork));
  }

  /** Processor time since the process started, in seconds. */
  cpu(process: Process): number {
    const running = process.phase === 'ramping' || process.phase === 'computing';
    return running ? process.cpuSeconds + this.#cpuClock : process.cpuSeconds;
  }

  #timer(process: Process): void {
    switch (process.phase) {
      case 'starting':
        this.#enter(process, 'idle');
        this.#options.tell('up', process);
        if (process.work !== null) this.#open(process);
        return;
      case 'opening':
        this.#load(process, process.work?.loadWork ?? 0);
        return;
      case 'loading':
        this.#options.tell('report', process);
        if (process.phase !== 'loading') return;
        if (process.pauseWanted) this.#pauseNow(process);
        else this.#timers.push(this.now + this.#options.reportEvery, process);
        return;
      case 'dying':
        this.#remove(process);
        this.#options.tell('killed', process);
        return;
      default:
        throw new Error(`defect: a timer of a process that is ${process.phase}`);
    }
  }

  #open(process: Process): void {
    process.begun = this.now;
    this.#enter(process, 'opening');
    this.#timers.push(this.now + this.#machine.storage.latency, process);
  }

  #load(process: Process, amount: number): void {
    this.#enter(process, 'loading');
    process.missing = amount;
    process.flowAt = this.loads.clock;
    this.loads.members += 1;
    this.loads.expect(process, amount);
    const { reportEvery, growth } = this.#options;
    if (reportEvery !== Number.POSITIVE_INFINITY) this.#timers.push(this.now + reportEvery, process);
    const { work } = process;
    if (growth === 'after-loading' || work === null || work.loadWork === 0) return;
    this.memory.climb(process, this.loads, (this.#target(process) - process.floor) / work.loadWork);
  }

  #leaveLoads(process: Process): void {
    this.loads.members -= 1;
    process.missing = Math.max(0, process.missing - (this.loads.clock - process.flowAt));
    this.memory.hold(process, this.memory.of(process));
  }

  #pauseNow(process: Process): void {
    this.#leaveLoads(process);
    this.#enter(process, 'paused');
  }

  #loaded(process: Process): void {
    this.#leaveLoads(process);
    process.loadSeconds = this.now - process.begun;
    process.loadedAt = this.now;
    process.bytesRead += process.work?.bytes ?? 0;
    if (this.#options.growth === 'while-loading') this.memory.hold(process, this.#target(process));
    process.highWater = Math.max(process.highWater, this.memory.of(process));
    const { granted } = process;
    this.#enter(process, 'waiting');
    this.#changed();
    this.#options.tell('loaded', process);
    if (granted && process.phase === 'waiting') this.#compute(process);
  }

  #compute(process: Process): void {
    process.loadedAt = this.now;
    const seconds = process.work?.computeSeconds ?? 0;
    process.wasRamping = this.#options.growth === 'after-loading';
    process.missing = seconds;
    this.#resumeComputing(process);
  }

  #resumeComputing(process: Process): void {
    const { work, wasRamping, floor } = process;
    const target = this.#target(process);
    const level = this.memory.of(process);
    const { process: worker } = this.#machine;
    const ramp = wasRamping ? rampSeconds(worker, work, floor - worker.base) : 0;
    const left = ramp - ((work?.computeSeconds ?? 0) - process.missing);
    this.#enter(process, wasRamping ? 'ramping' : 'computing');
    process.flowAt = this.computing.clock;
    process.cpuSeconds -= this.#cpuClock;
    this.computing.members += 1;
    this.computing.expect(process, wasRamping ? Math.max(0, left) : process.missing);
    if (wasRamping && left > 0) this.memory.climb(process, this.computing, (target - level) / left);
  }

  #stopComputing(process: Process): void {
    this.computing.members -= 1;
    process.cpuSeconds += this.#cpuClock;
    process.missing = Math.max(0, process.missing - (this.computing.clock - process.flowAt));
    process.flowAt = this.computing.clock;
    this.memory.hold(process, this.memory.of(process));
  }

  #computed(process: Process): void {
    this.#stopComputing(process);
    if (process.phase === 'ramping') {
      this.memory.hold(process, this.#target(process));
      process.highWater = Math.max(process.highWater, this.#target(process));
      process.wasRamping = false;
      this.#resumeComputing(process);
      this.#changed();
      this.#options.tell('settled-in', process);
      return;
    }
    const { leftoverShare, leftoverMost, base } = this.#machine.process;
    const left = Math.min(leftoverMost, leftoverShare * (process.work?.growth ?? 0));
    process.floor = Math.max(process.floor, base + left);
    this.memory.hold(process, process.floor);
    this.#enter(process, 'idle');
    this.#changed();
    this.#options.tell('ended', process);
  }

  #target({ work, floor }: Process): number {
    return Math.max(floor, this.#machine.process.base + (work?.growth ?? 0));
  }

  #halt(process: Process): void {
    if (process.phase === 'loading') this.#leaveLoads(process);
    if (process.phase === 'ramping' || process.phase === 'computing') this.#stopComputing(process);
  }

  #remove(process: Process): void {
    this.#halt(process);
    this.memory.hold(process, 0);
    this.#enter(process, 'gone');
    this.processes.delete(process.id);
  }

  #enter(process: Process, phase: Phase): void {
    this.figures.phaseSeconds[process.phase] += this.now - process.since;
    process.phase = phase;
    process.since = this.now;
    process.version += 1;
  }

  /** Brings the rates in line with who shares them now. */
  #changed(): void {
    const { memory, storage, cores } = this.#machine;
    this.#swapping = this.memory.total() >= memory.physical - ROUNDING;
    const slow = this.#swapping ? memory.swapSlowdown : 1;
    const loads = this.loads.members;
    const tasks = this.computing.members;
    this.#loadRates[loads] ??= totalRate(storage, loads) / Math.max(1, loads);
    this.#coreSpeeds[tasks] ??= coreSpeed(cores, tasks);
    this.loads.rate = (this.#loadRates[loads] as number) / slow;
    this.computing.rate = (this.#coreSpeeds[tasks] as number) / slow;
  }

  #untilThreshold(): number {
    const slope = this.memory.slope();
    if (!(slope > 0)) return Number.POSITIVE_INFINITY;
    const { physical, oomShare } = this.#machine.memory;
    const threshold = this.#swapping ? oomShare * physical : physical;
    return Math.max(0, threshold - this.memory.total()) / slope;
  }

  #killIfFull(): void {
    const { physical, oomShare } = this.#machine.memory;
    while (this.memory.total() >= oomShare * physical - ROUNDING) {
      let largest: Process | null = null;
      for (const process of this.processes.values()) {
        if (largest === null || this.memory.of(process) > this.memory.of(largest)) largest = process;
      }
      if (largest === null) return;
      this.#remove(largest);
      this.figures.oomKills += 1;
      this.#changed();
      this.#options.tell('out-of-memory', largest);
    }
  }
}
