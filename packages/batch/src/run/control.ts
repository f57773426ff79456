import type { Engine, SchedulerState, StopOrder } from '@ballast/scheduler';
import { type BatchProgress, ProgressMeter } from './progress.ts';

type RunningEngine = Pick<Engine, 'state' | 'drain' | 'cancel'>;

/** Passes orders to the engine. An order that arrives before the engine starts is kept for it; one after the end has no effect. */
export class Control {
  readonly #early: StopOrder[] = [];
  #engine: RunningEngine | null = null;
  #meter: ProgressMeter | null = null;
  #last: SchedulerState | null = null;
  #ended = false;

  /** Orders for an engine that is about to start. */
  orders(): readonly StopOrder[] {
    return this.#early;
  }

  start(engine: RunningEngine): void {
    this.#meter = new ProgressMeter(engine.state());
    this.#engine = engine;
  }

  end(): void {
    this.#last = this.#engine?.state() ?? null;
    this.#engine = null;
    this.#ended = true;
  }

  get isRunning(): boolean {
    return this.#engine !== null;
  }

  /** Also of a batch that has ended; null if no engine ever ran. */
  progress(): BatchProgress | null {
    const state = this.#engine?.state() ?? this.#last;
    return state === null ? null : (this.#meter?.read(state) ?? null);
  }

  drain(cause: string): void {
    if (this.#engine !== null) this.#engine.drain(cause);
    else this.#keep({ type: 'drain', cause });
  }

  cancel(cause: string): void {
    if (this.#engine !== null) this.#engine.cancel(cause);
    else this.#keep({ type: 'cancel', cause });
  }

  #keep(order: StopOrder): void {
    if (!this.#ended) this.#early.push(order);
  }
}
