import { setTimeout as wait } from 'node:timers/promises';
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { type NatsBoard, type NatsEntry, subjectWithin } from './append.ts';

/** A place of the log: what is there, or null for what is of another log. */
interface Reached {
  readonly seq: number;
  readonly entry: NatsEntry | null;
}

interface ToFollow {
  readonly from: number;
  readonly each: (entry: NatsEntry) => void;
  readonly signal: AbortSignal;
}

const TRY_EVERY = 500;
/** A server that came back has forgotten who follows: the client finds out by two heartbeats that stay away, in milliseconds. */
const HEARTBEAT = 500;
const EXPIRES = 5000;

/** A server that goes away ends the iteration with an error: it is begun again after what was read last. */
export async function followFrom(board: NatsBoard, { from, each, signal }: ToFollow): Promise<void> {
  let next = Math.max(1, from);
  while (!signal.aborted && !board.connection.isClosed()) {
    try {
      await once(board, {
        from: next,
        signal,
        reached: ({ seq, entry }) => {
          if (entry !== null) each(entry);
          next = seq + 1;
        },
      });
    } catch (error) {
      if (error instanceof EachFailed) throw error.cause;
      await wait(TRY_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Tells an error of the caller's from one of the connection. */
class EachFailed extends Error {}

async function once(
  { connection, stream, prefix }: NatsBoard,
  { from, reached, signal }: Omit<ToFollow, 'each'> & { readonly reached: (place: Reached) => void },
): Promise<void> {
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from,
  });
  const messages = await consumer.consume({ expires: EXPIRES, idle_heartbeat: HEARTBEAT });
  const stop = (): void => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for await (const message of messages) {
      if (signal.aborted) return;
      try {
        const { seq } = message;
        const subject = subjectWithin(prefix, message.subject);
        reached({ seq, entry: subject === null ? null : { subject, seq, text: message.string() } });
      } catch (cause) {
        throw new EachFailed('', { cause });
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
}
