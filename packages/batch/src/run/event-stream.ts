import type { BatchEvent } from './events.ts';

/** Events for any number of readers: each sees all events from its first request on, and ends with the stream. */
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
    const reader = new Reader();
    this.#readers.add(reader);
    if (this.#ended) reader.end();
    try {
      for (;;) {
        const events = await reader.take();
        if (events === null) return;
        yield* events;
      }
    } finally {
      this.#readers.delete(reader);
    }
  }
}

class Reader {
  #events: BatchEvent[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  push(event: BatchEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** What has arrived since the last call, at least one event; null at the end. */
  async take(): Promise<readonly BatchEvent[] | null> {
    while (this.#events.length === 0) {
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
