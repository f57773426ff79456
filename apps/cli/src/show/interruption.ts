import { EXIT } from '../exit-code.ts';
import { listenForSignals } from '../platform/signals.ts';

/** A batch that can be stopped. */
interface Interruptible {
  drain(cause: string): void;
  cancel(cause: string): void;
}

/** What a signal does in each part of `ballast run`. Before `listen` it ends the process, as signals do by default. */
export interface Interruption {
  /** Call before anything is written. From now on a signal leaves at once: no file has been started. */
  listen(): void;
  /** From now on the first signal drains the batch, and any further one cancels it. */
  running(batch: Interruptible): void;
  /** From now on nothing is left to interrupt: the first signal gets an answer, further ones are ignored. */
  writing(): void;
  /** From now on everything is written, and the process waits for something that it can do without: a signal ends that. */
  closing(giveUp: () => void): void;
  /** From now on the process ends by itself: the first signal is ignored, a further one leaves at once. */
  over(): void;
}

export interface InterruptionEffects {
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Ends the process; with its exit code so far if there is one, otherwise with `code`. */
  readonly leave: (code: number) => void;
}

type OnSignal = (signal: string) => void;

const IGNORE: OnSignal = () => undefined;

export function createInterruption(
  { print, leave }: InterruptionEffects,
  listen: (onSignal: OnSignal) => void = listenForSignals,
): Interruption {
  let onSignal: OnSignal = (signal) => {
    print(`interrupted by ${signal} before any file was started`);
    leave(EXIT.interrupted);
  };
  return {
    listen: () => listen((signal) => onSignal(signal)),
    running: (batch) => {
      onSignal = inTurn(
        (signal) => batch.drain(`interrupted by ${signal}`),
        (signal) => batch.cancel(`interrupted again by ${signal}`),
      );
    },
    writing: () => {
      onSignal = inTurn(() => print('the batch has ended; writing the tables'), IGNORE);
    },
    closing: (giveUp) => {
      onSignal = giveUp;
    },
    over: () => {
      onSignal = inTurn(IGNORE, () => leave(EXIT.interrupted));
    },
  };
}

function inTurn(first: OnSignal, further: OnSignal): OnSignal {
  let next = first;
  return (signal) => {
    const current = next;
    next = further;
    current(signal);
  };
}
