import type { Share } from '@ballast/batch';
import type { SchedulerState } from '@ballast/scheduler';
import type { HeldSeats } from './held-seats.ts';
import { ShareRunner } from './share-runner.ts';

const TICK_EVERY = 100;

export interface CheckShareOptions {
  readonly seats: HeldSeats | null;
  /** Of the engine, once there is one. */
  readonly state: () => SchedulerState | null;
  /** Called if what uses a seat must end. */
  readonly fenced: () => void;
}

/** For an attempt that claims nothing, since its task has settled already: only seats are those of the fleet. */
export class CheckShare implements Share {
  readonly #options: CheckShareOptions;
  #runner: ShareRunner | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: CheckShareOptions) {
    this.#options = options;
  }

  runner(own: ConstructorParameters<typeof ShareRunner>[0]): ShareRunner {
    const claims = { isHeld: () => true, want: () => undefined, look: () => undefined };
    this.#runner = new ShareRunner(own, claims, () => {
      this.#timer = setInterval(() => this.#tick(), TICK_EVERY);
    });
    return this.#runner;
  }

  seats(): number | null {
    return this.#options.seats?.usable() ?? null;
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#options.seats?.watch([]);
  }

  #tick(): void {
    const { seats, fenced } = this.#options;
    const state = this.#options.state();
    if (seats === null || state === null) return;
    seats.watch(this.#runner?.pids() ?? []);
    if (!seats.keep(state)) fenced();
  }
}
