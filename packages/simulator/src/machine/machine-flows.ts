import type { MemoryGrowth } from '@ballast/scheduler';
import { MachineFigures } from './machine-figures.ts';
import { MemoryLedger } from './memory-ledger.ts';
import type { Process } from './process.ts';
import { SharedFlow } from './shared-flow.ts';
import { type CoreShare, coreShare, rampSeconds, type SimMachine, totalRate } from './sim-machine.ts';

/** Bytes by which memory may miss a threshold through rounding. */
const ROUNDING = 1;

/**
 * The continuous part of a machine: storage and cores shared fluidly, and the memory that follows them. Rates are
 * constant until `share` is called, which must happen after every change of the participants.
 */
export class MachineFlows {
  readonly loads: SharedFlow<Process> = new SharedFlow();
  readonly computing: SharedFlow<Process> = new SharedFlow();
  readonly memory: MemoryLedger = new MemoryLedger([this.loads, this.computing]);
  readonly figures: MachineFigures = new MachineFigures();
  readonly #machine: SimMachine;
  readonly #growth: MemoryGrowth;
  readonly #loadRates: number[] = [];
  readonly #coreShares = new Map<number, CoreShare>();
  /** Cores that the tasks that compute, and the processes that start, would use. */
  #demand = 0;
  #starting = 0;
  #swapping = false;
  /** Seconds of processor time that one computing task has received. */
  #cpuClock = 0;
  /** Seconds in which it was ready to run and had no core. */
  #waitClock = 0;

  constructor(machine: SimMachine, growth: MemoryGrowth) {
    this.#machine = machine;
    this.#growth = growth;
  }

  /** Seconds to the next end of a load, end of computing or memory threshold. */
  until(): number {
    return Math.min(this.loads.until(), this.computing.until(), this.#untilThreshold());
  }

  /** Advances the time by at most `until()`. */
  advance(seconds: number): void {
    const before = this.memory.total();
    this.loads.advance(seconds);
    this.computing.advance(seconds);
    const { onCore, waiting } = this.#coreShare();
    this.#cpuClock += seconds * onCore;
    this.#waitClock += seconds * waiting;
    this.figures.coreSeconds += seconds * this.computing.rate * (this.#demand - this.#starting);
    if (this.#swapping) this.figures.swapSeconds += seconds;
    const { budget } = this.#machine.memory;
    this.figures.sawMemory({ before, after: this.memory.total(), seconds, budget });
  }

  /** Adjusts the rates to the current participants. */
  share(): void {
    const { memory, storage } = this.#machine;
    this.#swapping = this.memory.total() >= memory.physical - ROUNDING;
    const slow = this.#swapping ? memory.swapSlowdown : 1;
    const loads = this.loads.members;
    this.#loadRates[loads] ??= totalRate(storage, loads) / Math.max(1, loads);
    this.loads.rate = (this.#loadRates[loads] as number) / slow;
    this.computing.rate = this.#coreShare().speed / slow;
  }

  /** Whether swapping no longer helps. */
  isFull(): boolean {
    const { physical, oomShare } = this.#machine.memory;
    return this.memory.total() >= oomShare * physical - ROUNDING;
  }

  /** From now on the process loads; `missing` is the number of bytes still to load, `goal` those up to its next stop. */
  joinLoads(process: Process, missing: number, goal: number): void {
    process.missing = missing;
    process.flowAt = this.loads.clock;
    this.loads.members += 1;
    this.loads.expect(process, goal);
    const { work } = process;
    if (this.#growth === 'after-loading' || work === null || work.loadWork === 0) return;
    this.memory.climb(process, this.loads, (this.target(process) - process.floor) / work.loadWork);
  }

  leaveLoads(process: Process): void {
    this.loads.members -= 1;
    process.missing = Math.max(0, process.missing - (this.loads.clock - process.flowAt));
    this.memory.hold(process, this.memory.of(process));
  }

  /** From now on the process computes, until its memory has fully arrived if it is still growing. */
  joinComputing(process: Process): void {
    const { work, wasRamping, floor, missing } = process;
    const { process: worker } = this.#machine;
    const ramp = wasRamping ? rampSeconds(worker, work, floor - worker.base) : 0;
    const left = ramp - ((work?.computeSeconds ?? 0) + process.firstSeconds - missing);
    const level = this.memory.of(process);
    process.flowAt = this.computing.clock;
    process.cpuSeconds -= this.#cpuClock;
    process.waitSeconds -= this.#waitClock;
    this.computing.members += 1;
    this.#demand += dutyOf(process);
    this.computing.expect(process, wasRamping ? Math.max(0, left) : missing);
    if (wasRamping && left > 0)
      this.memory.climb(process, this.computing, (this.target(process) - level) / left);
  }

  leaveComputing(process: Process): void {
    this.computing.members -= 1;
    process.cpuSeconds += this.#cpuClock;
    process.waitSeconds += this.#waitClock;
    this.#demand -= dutyOf(process);
    process.missing = Math.max(0, process.missing - (this.computing.clock - process.flowAt));
    process.flowAt = this.computing.clock;
    this.memory.hold(process, this.memory.of(process));
  }

  /** From now on the process starts, which takes `seconds` of a core. */
  joinStarting(process: Process, seconds: number): void {
    this.computing.members += 1;
    this.#demand += 1;
    this.#starting += 1;
    this.computing.expect(process, seconds);
  }

  leaveStarting(): void {
    this.computing.members -= 1;
    this.#demand -= 1;
    this.#starting -= 1;
  }

  /** Resident set that the process reaches with its current file, in bytes. */
  target({ work, floor }: Process): number {
    return Math.max(floor, this.#machine.process.base + (work?.growth ?? 0));
  }

  /** Bytes of the current file that a process has read. */
  read({ work, phase, missing, flowAt }: Process): number {
    if (work === null) return 0;
    if (phase === 'starting' || phase === 'idle' || phase === 'opening') return 0;
    if (phase !== 'loading' && phase !== 'paused') return work.bytes;
    const left = phase === 'loading' ? missing - (this.loads.clock - flowAt) : missing;
    return work.loadWork === 0 ? work.bytes : work.bytes * Math.min(1, Math.max(0, 1 - left / work.loadWork));
  }

  /** Processor time since the process started, in seconds. */
  cpu({ phase, cpuSeconds }: Process): number {
    const isRunning = phase === 'ramping' || phase === 'computing';
    return isRunning ? cpuSeconds + this.#cpuClock : cpuSeconds;
  }

  /** Time for which the process was ready to run and had no core, in seconds. */
  coreWait({ phase, waitSeconds }: Process): number {
    const isRunning = phase === 'ramping' || phase === 'computing';
    return isRunning ? waitSeconds + this.#waitClock : waitSeconds;
  }

  #coreShare(): CoreShare {
    const tasks = this.computing.members;
    const duty = tasks === 0 ? 1 : Math.round((100 * this.#demand) / tasks) / 100;
    const key = 128 * tasks + Math.round(100 * duty);
    const known = this.#coreShares.get(key);
    if (known !== undefined) return known;
    const share = coreShare(this.#machine.cores, tasks, duty);
    this.#coreShares.set(key, share);
    return share;
  }

  #untilThreshold(): number {
    const slope = this.memory.slope();
    if (!(slope > 0)) return Number.POSITIVE_INFINITY;
    const { physical, oomShare } = this.#machine.memory;
    const threshold = this.#swapping ? oomShare * physical : physical;
    return Math.max(0, threshold - this.memory.total()) / slope;
  }
}

function dutyOf({ work }: Process): number {
  return work?.duty ?? 1;
}
