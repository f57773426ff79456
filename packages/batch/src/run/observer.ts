import type { BatchEvent } from './events.ts';

export type Observe = (event: BatchEvent) => void;

/**
 * The caller's observer, kept away from the batch: an error in it, also one of a promise that it returns, does not stop
 * what runs. The observer is not called again after the first error.
 */
export class Observer {
  #observe: Observe | null;
  #warning: string | null = null;

  constructor(observe: Observe | undefined) {
    this.#observe = observe ?? null;
  }

  /** What went wrong in the observer; null if nothing did. */
  get warning(): string | null {
    return this.#warning;
  }

  take(event: BatchEvent): void {
    try {
      const answer: unknown = this.#observe?.(event);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#observe = null;
    this.#warning ??= `the observer of the batch failed and was not called again: ${messageOf(error)}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
