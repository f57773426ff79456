import { setTimeout as wait } from 'node:timers/promises';
import { isAway } from '../log/away.ts';
import { type BoardOptions, closeBoard, type ToClose } from './close-board.ts';

export interface InTimeOptions extends Omit<BoardOptions, 'patience'> {
  readonly say: (line: string) => void;
  /** How long the server may be away, in milliseconds. */
  readonly patience: number;
}

/** Of one record: then everything begins again, with a new connection. */
const TRY_FOR = 3000;
const TRY_EVERY = 500;

/** Closes a board although the server is away for a while, and shows what it waits for. Faults: those of the server after that time. */
export async function closeInTime(to: ToClose, { say, patience, ...options }: InTimeOptions): Promise<void> {
  const until = performance.now() + patience;
  for (let tries = 0; ; tries += 1) {
    try {
      return await closeBoard(to, { ...options, patience: TRY_FOR });
    } catch (error) {
      if (!isAway(error) || options.signal.aborted || performance.now() >= until) throw error;
      if (tries === 0) say(awayText(error as Error, patience));
      await wait(TRY_EVERY, undefined, { signal: options.signal }).catch(() => undefined);
    }
  }
}

const SECOND = 1000;

const awayText = ({ message }: Error, patience: number): string =>
  `the batch is complete, but its nodes do not know it yet: ${message}; waiting up to ${patience / SECOND} s for the server (Ctrl-C: not any longer)`;
