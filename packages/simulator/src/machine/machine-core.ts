import { EventHeap } from './event-heap.ts';
import { MachineFlows } from './machine-flows.ts';
import type { MachineOptions } from './notice.ts';
import type { Phase, Process } from './process.ts';
import type { SimMachine } from './sim-machine.ts';

/** The processes of a machine, their timers and flows; what every phase of a process works on. */
export class MachineCore {
  now = 0;
  readonly processes: Map<number, Process> = new Map();
  readonly flows: MachineFlows;
  readonly machine: SimMachine;
  readonly options: MachineOptions;
  readonly timers: EventHeap<Process> = new EventHeap();

  constructor(machine: SimMachine, options: MachineOptions) {
    this.machine = machine;
    this.options = options;
    this.flows = new MachineFlows(machine, options.growth);
  }

  enter(process: Process, phase: Phase): void {
    this.flows.figures.phaseSeconds[process.phase] += this.now - process.since;
    process.phase = phase;
    process.since = this.now;
    process.version += 1;
  }

  halt(process: Process): void {
    if (process.phase === 'loading') this.flows.leaveLoads(process);
    if (process.phase === 'starting' && process.isCharged) this.flows.leaveStarting();
    if (process.phase === 'ramping' || process.phase === 'computing') this.flows.leaveComputing(process);
  }

  remove(process: Process): void {
    this.halt(process);
    this.flows.memory.hold(process, 0);
    this.enter(process, 'gone');
    this.processes.delete(process.id);
  }
}
