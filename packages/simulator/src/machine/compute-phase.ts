import type { MachineCore } from './machine-core.ts';
import type { Process } from './process.ts';

export function compute(core: MachineCore, process: Process): void {
  process.loadedAt = core.now;
  process.waitedBefore = core.flows.coreWait(process);
  const seconds = (process.work?.computeSeconds ?? 0) + process.firstSeconds;
  process.wasRamping = core.options.growth === 'after-loading';
  process.missing = seconds;
  resumeComputing(core, process);
}

export function resumeComputing(core: MachineCore, process: Process): void {
  core.enter(process, process.wasRamping ? 'ramping' : 'computing');
  core.flows.joinComputing(process);
}

export function computed(core: MachineCore, process: Process): void {
  core.flows.leaveComputing(process);
  if (process.phase === 'ramping') {
    core.flows.memory.hold(process, core.flows.target(process));
    process.highWater = Math.max(process.highWater, core.flows.target(process));
    process.wasRamping = false;
    resumeComputing(core, process);
    core.flows.share();
    core.options.notify('settled-in', process);
    return;
  }
  const { leftoverShare, leftoverMost, base } = core.machine.process;
  const left = Math.min(leftoverMost, leftoverShare * (process.work?.growth ?? 0));
  process.floor = Math.max(process.floor, base + left);
  core.flows.memory.hold(process, process.floor);
  core.flows.figures.coreSeconds -= process.firstSeconds;
  process.firstSeconds = 0;
  core.enter(process, 'idle');
  core.flows.share();
  core.options.notify('ended', process);
}
