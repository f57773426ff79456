import { describe, expect, it } from 'vitest';
import { file, MB, smallMachine } from '../../test/small-machine.ts';
import { MachineModel } from './machine-model.ts';
import type { MachineOptions } from './notice.ts';
import type { Process } from './process.ts';
import type { SimMachine, SimTask } from './sim-machine.ts';

/** A machine, and a record of its notices with their times. */
class Bench {
  readonly notices: string[] = [];
  readonly model: MachineModel;

  constructor(machine: SimMachine, options: Partial<MachineOptions> = {}) {
    this.model = new MachineModel(machine, {
      growth: 'while-loading',
      reportEvery: Number.POSITIVE_INFINITY,
      notify: (notice, process) => this.notices.push(`${this.model.now.toFixed(2)} ${notice} ${process.id}`),
      ...options,
    });
  }

  run(id: number, work: SimTask, granted = true): Process {
    const process = this.model.start(id, 0);
    this.model.give(process, { task: id, attempt: 1, work, granted });
    return process;
  }

  /** Advances the time until nothing happens any more, or until `end`. */
  until(end = Number.POSITIVE_INFINITY): void {
    for (
      let next = this.model.next();
      next <= end && next !== Number.POSITIVE_INFINITY;
      next = this.model.next()
    ) {
      this.model.advance(next);
      this.model.fire();
    }
    if (end !== Number.POSITIVE_INFINITY) this.model.advance(end);
  }
}

describe('a machine', () => {
  it('reports what happens to a process, in order', () => {
    const bench = new Bench(smallMachine());
    bench.run(1, file(20, 3));
    bench.until();
    expect(bench.notices).toEqual(['0.00 up 1', '2.00 loaded 1', '5.00 ended 1']);
  });

  it('waits for permission if a task may not compute yet', () => {
    const bench = new Bench(smallMachine());
    const process = bench.run(1, file(20, 3), false);
    bench.until(10);
    expect(process.phase).toBe('waiting');
    bench.model.go(process);
    bench.until();
    expect(bench.notices.at(-1)).toBe('13.00 ended 1');
  });

  it('keeps what a paused load has read, and gives its share to others', () => {
    const bench = new Bench(smallMachine());
    const first = bench.run(1, file(20, 0, 20));
    bench.run(2, file(20));
    bench.until(2);
    bench.model.pause(first);
    expect(bench.model.flows.read(first) / MB).toBeCloseTo(10);
    bench.until(3);
    expect(bench.model.flows.memory.of(first) / MB).toBeCloseTo(10);
    bench.model.resume(first);
    bench.until();
    expect(bench.notices).toContain('3.00 loaded 2');
    expect(bench.notices).toContain('4.00 loaded 1');
  });

  it('notices a pause only when it reports', () => {
    const bench = new Bench(smallMachine(), { reportEvery: 0.5 });
    const process = bench.run(1, file(20));
    bench.until(0.7);
    bench.model.pause(process);
    bench.until(0.9);
    expect(process.phase).toBe('loading');
    bench.until(1.5);
    expect(process.phase).toBe('paused');
    expect(bench.model.flows.read(process) / MB).toBeCloseTo(10);
  });

  it('keeps the memory of a suspended process and gives it no time', () => {
    const bench = new Bench(smallMachine(), { growth: 'after-loading' });
    const process = bench.run(1, file(0, 8, 40));
    bench.until(2);
    bench.model.suspend(process);
    bench.until(12);
    expect(bench.model.flows.memory.of(process) / MB).toBeCloseTo(20);
    expect(bench.model.flows.cpu(process)).toBeCloseTo(2);
    bench.model.continue(process);
    bench.until();
    expect(bench.notices.slice(-2)).toEqual(['14.00 settled-in 1', '18.00 ended 1']);
  });

  it('releases the memory of a killed process when it is gone', () => {
    const bench = new Bench(smallMachine({ process: { base: 5 * MB, killSeconds: 1 } }));
    const process = bench.run(1, file(20, 3, 20));
    bench.until(1);
    bench.model.kill(process);
    expect(bench.model.flows.memory.total() / MB).toBeCloseTo(15);
    bench.until();
    expect(bench.notices.at(-1)).toBe('2.00 killed 1');
    expect(bench.model.flows.memory.total() / MB).toBeCloseTo(0);
    expect(bench.model.processes.size).toBe(0);
  });

  it('keeps a part of a file in an idle worker, and reuses it for the next one', () => {
    const machine = smallMachine({ process: { base: 5 * MB, leftoverShare: 0.1, leftoverMost: 3 * MB } });
    const bench = new Bench(machine);
    const process = bench.run(1, file(20, 0, 20));
    bench.until();
    expect(bench.model.flows.memory.total() / MB).toBeCloseTo(7);
    bench.model.give(process, { task: 2, attempt: 1, work: file(10, 1, 100), granted: true });
    bench.until();
    expect(process.highWater / MB).toBeCloseTo(105);
    expect(bench.model.flows.memory.total() / MB).toBeCloseTo(8);
    expect(bench.model.flows.figures.highWaterMemory / MB).toBeCloseTo(105);
  });

  it('assigns every second of every process to one phase', () => {
    const bench = new Bench(smallMachine());
    bench.run(1, file(20, 3));
    bench.until();
    const { phaseSeconds } = bench.model.flows.figures;
    expect(phaseSeconds.loading).toBeCloseTo(2);
    expect(phaseSeconds.computing).toBeCloseTo(3);
  });
});
