import { compute } from './compute-phase.ts';
import type { MachineCore } from './machine-core.ts';
import type { Process } from './process.ts';

/** An amount that counts as nothing, in bytes: flows end that early. */
const ROUNDING = 100;

export function setCredit(process: Process, most: number | null, read: number): void {
  process.credit = most ?? Number.POSITIVE_INFINITY;
  process.askAt = (read + process.credit) / 2;
}

export function open(core: MachineCore, process: Process): void {
  process.begun = core.now;
  core.enter(process, 'opening');
  core.timers.push(core.now + core.machine.storage.latency, process);
}

export function load(core: MachineCore, process: Process, amount: number): void {
  process.missing = amount;
  const next = goal(process);
  if (next <= 0 && amount > 0) return stopShort(core, process);
  process.isShort = false;
  process.isLast = next >= amount;
  core.enter(process, 'loading');
  core.flows.joinLoads(process, amount, next);
  reportLater(core, process);
}

function reportLater(core: MachineCore, process: Process): void {
  const { reportEvery, leastShare = 0 } = core.options;
  if (reportEvery !== Number.POSITIVE_INFINITY)
    core.timers.push(core.now + Math.max(reportEvery, leastShare * core.now), process);
}

/** Its credit is used up: it says so, and waits. */
function stopShort(core: MachineCore, process: Process): void {
  core.enter(process, 'paused');
  process.isShort = true;
  core.options.notify('report', process);
}

export function loadedSoFar(core: MachineCore, process: Process): void {
  core.flows.leaveLoads(process);
  if (process.isLast) return loaded(core, process);
  process.askAt = Number.POSITIVE_INFINITY;
  load(core, process, process.missing);
  if (process.phase === 'loading') core.options.notify('report', process);
}

export function pauseNow(core: MachineCore, process: Process): void {
  core.flows.leaveLoads(process);
  core.enter(process, 'paused');
}

function loaded(core: MachineCore, process: Process): void {
  process.loadSeconds = core.now - process.begun;
  process.loadedAt = core.now;
  process.bytesRead += process.work?.bytes ?? 0;
  if (core.options.growth === 'while-loading') core.flows.memory.hold(process, core.flows.target(process));
  process.highWater = Math.max(process.highWater, core.flows.memory.of(process));
  const { granted } = process;
  core.enter(process, 'waiting');
  core.flows.share();
  core.options.notify('loaded', process);
  if (granted && process.phase === 'waiting') compute(core, process);
}

/** Time for a report; a pause takes effect at one. */
export function report(core: MachineCore, process: Process): void {
  core.options.notify('report', process);
  if (process.phase !== 'loading') return;
  if (process.pauseWanted) pauseNow(core, process);
  else reportLater(core, process);
}

/** What is loaded before the process has to stop, or asks for more. */
function goal({ work, missing, credit, askAt }: Process): number {
  if (work === null || credit >= work.bytes) return missing;
  const perByte = work.loadWork / work.bytes;
  const done = work.loadWork - missing;
  const untilAsked = Math.min(askAt, credit) * perByte - done;
  const untilUsed = credit * perByte - done;
  const goal = untilAsked > ROUNDING ? untilAsked : untilUsed;
  return goal > ROUNDING ? Math.min(missing, goal) : 0;
}
