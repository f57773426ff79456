import {
  bytes,
  type FaultClass,
  GIB,
  type Milliseconds,
  milliseconds,
  type Usage,
} from '@ballast/resource-model';
import { expect } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import type { Command } from '../../src/core/state/command.ts';
import type { AttemptEnd, SchedulerEvent } from '../../src/core/state/event.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import type { ProcessEnd } from '../../src/core/state/tasks/outcome.ts';
import type { TaskId } from '../../src/core/state/tasks/task-state.ts';
import { transition } from '../../src/core/transition.ts';
import { checkInvariants } from '../property/invariants.ts';
import { type Setting, stateOf } from './setting.ts';

export const SUCCEEDED: AttemptEnd = {
  kind: 'succeeded',
  result: null,
  problems: 0,
  notes: [],
  completeness: 'complete',
  measures: { highWater: null, loadTime: milliseconds(1), computeTime: milliseconds(1), bytesRead: bytes(0) },
};

/** `of`: null for a fault of the input that no retry changes. */
export function failedWith(of: FaultClass | null): AttemptEnd {
  const { measures } = SUCCEEDED;
  const fault = {
    code: 'READ_FAILED',
    message: `fault of class ${of}`,
    ...(of === null ? {} : { class: of }),
  };
  return { kind: 'failed', fault, measures };
}

/** Tasks, capacity, events -> who runs, who waits and why. Every transition's invariants are checked on the way. */
export class Scenario {
  state: SchedulerState;
  now = 0;
  commands: readonly Command[] = [];
  readonly #names: readonly string[];
  readonly #startCpu: { readonly startCpu?: Milliseconds };

  constructor(setting: Setting) {
    this.#names = Object.keys(setting.tasks);
    this.#startCpu = setting.startCpu === undefined ? {} : { startCpu: milliseconds(setting.startCpu) };
    this.state = stateOf(setting);
    this.now = setting.opensAt ?? 0;
    this.on({ type: 'opened' });
  }

  /** One event, and the first reports of the workers that it starts. */
  on(event: SchedulerEvent): this {
    this.commands = [];
    const events = [event];
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const [state, commands] = transition(this.state, next, milliseconds(this.now));
      this.state = state;
      checkInvariants(state, commands);
      this.commands = [...this.commands, ...commands];
      for (const command of commands) {
        if (command.type !== 'run' || state.tasks.active.get(command.task)?.state !== 'starting') continue;
        const { worker, task } = command;
        events.push({ type: 'loading', worker, task, bytesRead: 0, ...this.#startCpu });
      }
    }
    return this;
  }

  after(elapsed: number): this {
    this.now += elapsed;
    return this;
  }

  tick(): this {
    return this.on({ type: 'tick', usages: new Map() });
  }

  /** The coordinator was stopped for the last `slept` milliseconds. */
  wakes(slept: number): this {
    return this.on({ type: 'tick', usages: new Map(), slept: milliseconds(slept) });
  }

  /** Nothing is admitted until the next tick; these workers are measured to hold this many GiB. */
  tickUnderPressure(resident: Readonly<Record<number, number>>): this {
    const usages = Object.entries(resident).map(([worker, size]) => [Number(worker), held(size)] as const);
    return this.on({ type: 'tick', usages: new Map(usages), pressure: 0.5 });
  }

  /** The budget from now on, in GiB. */
  budget(memory: number): this {
    return this.on({
      type: 'capacity',
      capacity: { ...this.state.machine.capacity, memory: bytes(memory * GIB) },
    });
  }

  /** The cores have nothing to do for `elapsed` milliseconds. */
  unusedCores(elapsed: number): this {
    return this.after(elapsed).tick();
  }

  done(name: string, end: AttemptEnd = SUCCEEDED): this {
    const task = this.id(name);
    return this.on({ type: 'attempt-ended', worker: this.worker(name), task, end });
  }

  /** Attempts of one worker, one after the other. */
  doneTogether(names: readonly string[], end: AttemptEnd = SUCCEEDED): this {
    const ends = names.map((name) => ({ task: this.id(name), end }));
    return this.on({ type: 'attempts-ended', worker: this.worker(names[0] ?? ''), ends });
  }

  /** What the worker of this task carries out afterwards. */
  followedBy(name: string, ...names: string[]): this {
    const followers = this.state.tasks.followers.get(this.worker(name)) ?? [];
    expect(followers.map(({ task }) => this.#names[task])).toEqual(names);
    return this;
  }

  loaded(name: string): this {
    const size = this.state.inputs.sizes[this.id(name)] ?? 0;
    const resident = bytes(this.state.config.memoryGrowth === 'while-loading' ? size : 0);
    return this.on({ type: 'loaded', worker: this.worker(name), task: this.id(name), resident });
  }

  /** Its memory no longer grows; `resident` in GiB. */
  settledIn(name: string, resident: number): this {
    const event = { worker: this.worker(name), task: this.id(name), resident: bytes(resident * GIB) };
    return this.on({ type: 'settled-in', ...event });
  }

  /** One measurement, in GiB. */
  holds(resident: Readonly<Record<string, number>>): this {
    const usages = Object.entries(resident).map(([name, size]) => [this.worker(name), held(size)] as const);
    return this.on({ type: 'tick', usages: new Map(usages) });
  }

  /** The loads that wait between two pieces. */
  pausedLoads(...names: string[]): this {
    const paused = [...this.state.tasks.active].filter(
      ([, task]) => task.state === 'loading' && task.paused !== null,
    );
    expect(paused.map(([id]) => this.#names[id])).toEqual(names);
    return this;
  }

  states(): Record<string, string> {
    return Object.fromEntries(
      [...this.state.tasks.active].map(([id, task]) => [this.#names[id] ?? '?', task.state]),
    );
  }

  dies(name: string, signal = 'SIGKILL'): this {
    return this.lost(name, { signal });
  }

  lost(name: string, end: Partial<ProcessEnd>): this {
    return this.on({
      type: 'worker-lost',
      worker: this.worker(name),
      end: { exitCode: null, signal: null, stderr: [], ...end },
    });
  }

  /** The attempt ends with a fault of this class. */
  fails(name: string, of: FaultClass | null): this {
    return this.done(name, failedWith(of));
  }

  /** One measurement of core time, in milliseconds, and of bytes read. */
  uses(
    used: Readonly<Record<string, readonly [cpuTime: number, bytesRead: number]>>,
    more: Pick<Usage, 'stopped'> = {},
  ): this {
    const usages = Object.entries(used).map(([name, [cpuTime, bytesRead]]) => {
      const usage = { resident: bytes(GIB), highWater: null, cpuTime, bytesRead, ...more } as const;
      return [this.worker(name), usage as unknown as Usage] as const;
    });
    return this.on({ type: 'tick', usages: new Map(usages) });
  }

  running(...names: string[]): this {
    const active = [...this.state.tasks.active.keys()].sort((a, b) => a - b).map((id) => this.#names[id]);
    expect(active).toEqual(names.toSorted((a, b) => this.id(a) - this.id(b)));
    return this;
  }

  waits(name: string, kind: string): this {
    const task = taskState(this.state, this.id(name));
    expect(task).toMatchObject({ state: 'queued', waitingOn: { kind } });
    return this;
  }

  settled(name: string, kind: string): this {
    expect(taskState(this.state, this.id(name))).toMatchObject({ state: 'settled', outcome: { kind } });
    return this;
  }

  commanded(...types: string[]): this {
    expect(
      this.commands.filter((command) => command.type !== 'record').map((command) => command.type),
    ).toEqual(types);
    return this;
  }

  recorded(match: object): this {
    const records = this.commands.flatMap((command) => (command.type === 'record' ? [command.record] : []));
    expect(records).toContainEqual(expect.objectContaining(match));
    return this;
  }

  /** Those in flight. */
  names(): string[] {
    return [...this.state.tasks.active.keys()].map((id) => this.#names[id] ?? '?');
  }

  worker(name: string): number {
    const active = this.state.tasks.active.get(this.id(name));
    if (active === undefined) throw new Error(`${name} is not in flight`);
    return active.worker;
  }

  id(name: string): TaskId {
    const id = this.#names.indexOf(name);
    if (id < 0) throw new Error(`no task ${name}`);
    return id;
  }
}

/** `size` in GiB. */
function held(size: number): Usage {
  return { resident: bytes(size * GIB), highWater: null, cpuTime: milliseconds(0), bytesRead: null };
}
