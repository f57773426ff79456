import { listenForSignals } from '../platform/signals.ts';

/** A batch that can be told to end. */
interface Interruptible {
  drain(cause: string): void;
  cancel(cause: string): void;
}

/** What signals mean from the first task to the report; a signal before or after that ends the process. */
export interface Interruption {
  /** The first signal drains the batch, any further one cancels it; those that came already take effect now. */
  running(batch: Interruptible): void;
  /** From now on nothing is left to interrupt: the first signal is answered, further ones are ignored. */
  writing(): void;
  stop(): void;
}

type Listen = typeof listenForSignals;

/** Listens until `stop`. `say` gets one line to print. */
export function startInterruption(
  say: (line: string) => void,
  listen: Listen = listenForSignals,
): Interruption {
  const early: ((batch: Interruptible) => void)[] = [];
  let target: Interruptible | null = null;
  const apply = (effect: (batch: Interruptible) => void): void => {
    if (target === null) early.push(effect);
    else effect(target);
  };
  const stop = listen({
    drain: (signal) => apply((batch) => batch.drain(`interrupted by ${signal}`)),
    cancel: (signal) => apply((batch) => batch.cancel(`interrupted again by ${signal}`)),
  });
  return {
    running: (batch) => {
      target = batch;
      for (const effect of early.splice(0)) effect(batch);
    },
    writing: () => {
      target = answerOnce(() => say('the batch is over; writing the tables'));
    },
    stop,
  };
}

function answerOnce(answer: () => void): Interruptible {
  let answered = false;
  const once = (): void => {
    if (!answered) answer();
    answered = true;
  };
  return { drain: once, cancel: once };
}
