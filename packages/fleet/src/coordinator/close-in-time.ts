import { type BoardOptions, closeBoard, type ToClose } from './close-board.ts';
import { whileAway } from './while-away.ts';

export interface InTimeOptions extends Omit<BoardOptions, 'patience'> {
  readonly say: (line: string) => void;
  /** How long the server may be away, in milliseconds. */
  readonly patience: number;
}

/** Of one record: then everything begins again, with a new connection. */
const TRY_FOR = 3000;

/** Closes a board although the server is away for a while, and shows what it waits for. Faults: those of the server after that time. */
export function closeInTime(to: ToClose, { say, patience, ...options }: InTimeOptions): Promise<void> {
  const waits = (fault: Error): void => say(awayText(fault, patience));
  return whileAway(() => closeBoard(to, { ...options, patience: TRY_FOR }), {
    ...{ signal: options.signal, patience: () => patience, waits },
  });
}

const SECOND = 1000;

const awayText = ({ message }: Error, patience: number): string =>
  `the batch is complete, but its nodes do not know it yet: ${message}; waiting up to ${patience / SECOND} s for the server (press Ctrl-C to stop waiting)`;
