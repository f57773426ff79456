import { FaultError } from '@ballast/resource-model';
import { DiscardPolicy, type JetStreamManager, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { appendTo, lastOf, type NatsAnswer, type NatsBoard, type NatsEntry } from './append.ts';
import { followFrom } from './follow.ts';
import { connectTo, MOST_BYTES, type ServerOptions } from './server/connect.ts';
import { asked, isMissing } from './server/lost.ts';

export interface NatsLogOptions extends ServerOptions {
  /** Names the log: letters, digits, `_` and `-`. */
  readonly id: string;
  /** Whether to make the log if it does not exist; only who may make streams can do that. */
  readonly create?: boolean;
  /** Whether a log that is made keeps only the last entry of each subject; default false: it keeps all of them. */
  readonly latest?: boolean;
  /** How long to wait for the answer to an append, in milliseconds; after that it is unknown. Default 5000. */
  readonly patience?: number;
}

/** Has the shape of the `SharedLog` of @ballast/fleet. */
export interface NatsLog {
  append(subject: string, text: string, expected: number): Promise<NatsAnswer>;
  last(subject: string): Promise<NatsEntry | null>;
  follow(from: number, each: (entry: NatsEntry) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE = 5000;

/**
 * A log on a server with JetStream: a stream of its own, kept in files, from which nothing is ever deleted. Faults:
 * FLEET_BOARD_MISSING, FLEET_BOARD_NOT_MADE, and those of `connectTo`; FLEET_SERVER_LOST, also of `append` and `last`.
 */
export async function natsLog(options: NatsLogOptions): Promise<NatsLog> {
  const { id, patience = PATIENCE } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new Error(`defect: ${JSON.stringify(id)} does not name a log`);
  const connection = await connectTo(options);
  const board = { connection, stream: `bal_${id}`, prefix: `bal.${id}.`, patience };
  try {
    await requireStream(board, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    append: (subject, text, expected) =>
      asked(options.server, () => appendTo(board, { subject, text, expected })),
    last: (subject) => asked(options.server, () => lastOf(board, subject)),
    follow: (from, each, signal) => followFrom(board, { from, each, signal }),
    close: () => connection.close(),
  };
}

async function requireStream(
  { connection, stream, prefix, patience }: NatsBoard,
  { server, create = false, latest = false }: NatsLogOptions,
): Promise<void> {
  const manager = await asked(server, () =>
    jetstreamManager(connection, { checkAPI: false, timeout: patience }),
  );
  // Who may not make logs may open one that exists.
  const missing = await asked(server, () => whyMissing(manager, stream));
  if (missing === null) return;
  if (create) {
    const made = manager.streams.add({
      name: stream,
      subjects: [`${prefix}>`],
      storage: StorageType.File,
      ...(latest ? { discard: DiscardPolicy.Old, max_msgs_per_subject: 1 } : { discard: DiscardPolicy.New }),
      deny_delete: true,
      deny_purge: true,
      // Or a record could be copied to a subject that its writer may not write to: answers go where the asker wants.
      allow_direct: false,
      max_msg_size: MOST_BYTES,
    });
    await made.catch((cause: Error) => {
      throw notMade(server, cause);
    });
    return;
  }
  throw new FaultError({
    code: 'FLEET_BOARD_MISSING',
    message: `the server ${server} has no board ${stream}: ${missing.message}`,
    hint: 'start the batch with --fleet first, or check the id',
    details: { server, stream },
    cause: missing,
  });
}

function notMade(server: string, cause: Error): FaultError {
  return new FaultError({
    code: 'FLEET_BOARD_NOT_MADE',
    message: `the server ${server} makes no board for this machine: ${cause.message}`,
    hint: 'use the file and the key of a coordinator, and check that the server has JetStream and room on its disk',
    details: { server },
    cause,
  });
}

/** Null if it is there. */
async function whyMissing(manager: JetStreamManager, stream: string): Promise<Error | null> {
  try {
    await manager.streams.info(stream);
    return null;
  } catch (error) {
    if (isMissing(error)) return error;
    throw error;
  }
}
