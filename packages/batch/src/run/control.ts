import type { Engine, Order } from '@ballast/scheduler';
import { type BatchProgress, ProgressMeter } from './progress.ts';

type RunningEngine = Pick<Engine, 'state' | 'drain' | 'cancel' | 'order'>;

/** Passes orders to the engine. An order that arrives before the engine starts takes effect when it does; one after the end has none. */
export class Control {
  readonly #early: ((engine: RunningEngine) => void)[] = [];
  #engine: RunningEngine | null = null;
  #meter: ProgressMeter | null = null;
  #last: BatchProgress | null = null;
  #ended = false;

  /** `fileOf`: the name of a task's input. */
  start(engine: RunningEngine, fileOf: (task: number) => string): void {
    this.#meter = new ProgressMeter(engine.state(), fileOf);
    this.#engine = engine;
    for (const order of this.#early.splice(0)) order(engine);
  }

  /** The engine has ended; another one may follow, and gets the orders that arrive until then. */
  pause(): void {
    if (this.#engine === null) return;
    // Not the state: that of many tasks is large.
    this.#last = this.#read(this.#engine);
    this.#engine = null;
  }

  end(): void {
    this.pause();
    this.#ended = true;
  }

  get isRunning(): boolean {
    return this.#engine !== null;
  }

  /** Also of a batch that has ended; null if no engine ever ran. */
  progress(): BatchProgress | null {
    return this.#engine === null ? this.#last : this.#read(this.#engine);
  }

  drain(cause: string): void {
    this.#order((engine) => engine.drain(cause));
  }

  cancel(cause: string): void {
    this.#order((engine) => engine.cancel(cause));
  }

  order(order: Order): void {
    this.#order((engine) => engine.order(order));
  }

  #read(engine: RunningEngine): BatchProgress | null {
    return this.#meter?.read(engine.state()) ?? null;
  }

  #order(order: (engine: RunningEngine) => void): void {
    if (this.#engine !== null) order(this.#engine);
    else if (!this.#ended) this.#early.push(order);
  }
}
