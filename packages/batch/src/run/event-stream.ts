import type { BatchEvent } from './events.ts';

/** Events for any number of readers: each gets all events from its first request on, and ends with the stream. */
export class EventStream {
  readonly #readers = new Set<Reader>();
  #ended = false;

  push(event: BatchEvent): void {
    for (const reader of this.#readers) reader.push(event);
  }

  end(): void {
    this.#ended = true;
    for (const reader of this.#readers) reader.end();
  }

  async *read(): AsyncGenerator<BatchEvent, void, undefined> {
    if (this.#ended) return;
    const reader = new Reader();
    this.#readers.add(reader);
    try {
      for (;;) {
        const event = await reader.next();
        if (event === null) return;
        yield event;
      }
    } finally {
      this.#readers.delete(reader);
    }
  }
}

/** The events that one reader has not taken yet. Keeps only the latest progress, so that a slow reader does not use more and more memory. */
class Reader {
  #waiting: BatchEvent[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  push(event: BatchEvent): void {
    if (event.type === 'progress') this.#waiting = this.#waiting.filter(({ type }) => type !== 'progress');
    this.#waiting.push(event);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The oldest event that was not taken; null at the end. */
  async next(): Promise<BatchEvent | null> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) return event;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
