import type { AboutOrder } from './messages.ts';

type Listener = (message: AboutOrder) => void;

// The coordinator may send something about an order before its attempt listens, since its module is still being imported; a
// lost message would have both sides wait for each other. What it sends about an attempt that has ended must not reach the next.
let early: AboutOrder[] = [];
/** Tasks of the orders whose attempts have not begun to listen. */
let expected = new Set<number>();
let listening: { readonly task: number; readonly to: Listener } | null = null;

/** Orders have arrived: messages from now on are about them. */
export function expectMessages(tasks: Iterable<number>): void {
  early = [];
  expected = new Set(tasks);
}

/** Passes a message on, or keeps it for the attempt that it is about. */
export function deliver(message: AboutOrder): void {
  if (listening?.task === message.task) listening.to(message);
  else if (expected.has(message.task)) early.push(message);
}

/** Receives the messages about the order of this task, those that have arrived already first; returns how to stop that. */
export function listen(task: number, to: Listener): () => void {
  expected.delete(task);
  listening = { task, to };
  const arrived = early.filter((message) => message.task === task);
  early = early.filter((message) => message.task !== task);
  for (const message of arrived) to(message);
  return () => {
    listening = null;
  };
}
