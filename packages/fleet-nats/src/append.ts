import { JetStreamApiError, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

export interface NatsEntry {
  readonly subject: string;
  readonly seq: number;
  readonly text: string;
}

export type NatsAnswer =
  | { readonly kind: 'appended'; readonly seq: number }
  | { readonly kind: 'refused'; readonly last: NatsEntry | null };

export interface NatsBoard {
  readonly connection: NatsConnection;
  readonly stream: string;
  /** Of its subjects on the server. */
  readonly prefix: string;
  readonly patience: number;
}

interface ToAppend {
  readonly subject: string;
  readonly text: string;
  readonly expected: number;
}

/** The server's code for a subject that ends with another message than expected. */
const WRONG_LAST = 10_071;

/** An error says nothing about whether the text was appended. */
export async function appendTo(board: NatsBoard, { subject, text, expected }: ToAppend): Promise<NatsAnswer> {
  try {
    const ack = await jetstream(board.connection).publish(`${board.prefix}${subject}`, text, {
      expect: { streamName: board.stream, lastSubjectSequence: expected },
      timeout: board.patience,
      // The caller looks before it tries again.
      retries: 1,
    });
    return { kind: 'appended', seq: ack.seq };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === WRONG_LAST)
      return { kind: 'refused', last: await lastOf(board, subject) };
    throw error;
  }
}

/**
 * The subject of a stored message within its log; null if it is of another log. Answers of the server go to the subject that their
 * asker names: whoever asks for a message of one log with a subject of a second one as the place for the answer puts a copy into the
 * second log, under the subject that it had in the first.
 */
export const subjectWithin = (prefix: string, subject: string): string | null =>
  subject.startsWith(prefix) ? subject.slice(prefix.length) : null;

export async function lastOf(
  { connection, stream, prefix, patience }: NatsBoard,
  subject: string,
): Promise<NatsEntry | null> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: patience });
  const found = await manager.streams.getMessage(stream, { last_by_subj: `${prefix}${subject}` });
  return found === null ? null : { subject, seq: found.seq, text: found.string() };
}
