import type { ToWorker } from './messages.ts';

type Listener = (message: ToWorker) => void;

// The coordinator may send something about an order before its attempt listens, since its module is still being imported.
// A lost message would have both sides wait for each other.
let early: ToWorker[] = [];
let listener: Listener | null = null;

/** An order has arrived: messages from now on are about it. */
export function expectMessages(): void {
  early = [];
}

/** Passes a message on, or keeps it for whoever listens next. */
export function deliver(message: ToWorker): void {
  if (listener === null) early.push(message);
  else listener(message);
}

/** Receives the messages about the present order, those that have arrived already first; returns how to stop that. */
export function listen(to: Listener): () => void {
  listener = to;
  for (const message of early.splice(0)) to(message);
  return () => {
    listener = null;
  };
}
