import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { DiscardPolicy, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect, type NatsConnection, nkeyAuthenticator, tokenAuthenticator } from '@nats-io/transport-node';
import { appendTo, lastOf, type NatsAnswer, type NatsEntry } from './append.ts';
import { followFrom } from './follow.ts';

export interface NatsLogOptions {
  /** `nats://host:4222`, or `tls://host:4222`. */
  readonly server: string;
  /** Names the log: letters, digits, `_` and `-`. */
  readonly id: string;
  /** Whether to make the log if it does not exist; only who may make streams can do that. */
  readonly create?: boolean;
  /** Whether a log that is made keeps only the last entry of each subject; default false: it keeps all of them. */
  readonly latest?: boolean;
  /** Seed of an nkey, as a file holds it. */
  readonly seed?: string;
  readonly token?: string;
  /** Path of the certificate of the authority that signed the server's. */
  readonly ca?: string;
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

/** Longest record, in bytes. */
const MOST_BYTES = 64 << 10;
const PATIENCE = 5000;
/** Older servers do not know `sync_interval: always`. */
const OLDEST = [2, 10];

/**
 * A log on a server with JetStream: a stream of its own, kept in files, from which nothing is ever deleted. Faults:
 * FLEET_SERVER_UNREACHABLE, FLEET_SERVER_OLD, FLEET_BOARD_MISSING.
 */
export async function natsLog(options: NatsLogOptions): Promise<NatsLog> {
  const { id, patience = PATIENCE } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new Error(`defect: ${JSON.stringify(id)} does not name a log`);
  const connection = await connected(options);
  const board = { connection, stream: `bal_${id}`, prefix: `bal.${id}.`, patience };
  try {
    requireVersion(connection, options.server);
    await requireStream(board, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    append: (subject, text, expected) => appendTo(board, { subject, text, expected }),
    last: (subject) => lastOf(board, subject),
    follow: (from, each, signal) => followFrom(board, { from, each, signal }),
    close: () => connection.close(),
  };
}

async function connected({ server, seed, token, ca }: NatsLogOptions): Promise<NatsConnection> {
  try {
    return await connect({
      servers: server,
      // An outage of any length is nothing but time.
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      ...(seed === undefined ? {} : { authenticator: nkeyAuthenticator(Buffer.from(seed.trim())) }),
      ...(token === undefined ? {} : { authenticator: tokenAuthenticator(token) }),
      ...(ca === undefined ? {} : { tls: { ca: readFileSync(ca, 'utf8') } }),
    });
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_SERVER_UNREACHABLE',
      message: `the server ${server} cannot be used: ${(cause as Error).message}`,
      hint: 'check that it runs, its address and port, and that this machine has its certificate and a key that it knows',
      details: { server },
      cause,
    });
  }
}

function requireVersion({ info }: NatsConnection, server: string): void {
  const version = info?.version ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new FaultError({
    code: 'FLEET_SERVER_OLD',
    message: `the server ${server} has version ${version}, expected ${OLDEST.join('.')} or newer`,
    hint: 'install a newer nats-server: older ones do not keep every record through a loss of power',
    details: { server, version },
  });
}

async function requireStream(
  {
    connection,
    stream,
    prefix,
  }: { readonly connection: NatsConnection; readonly stream: string; readonly prefix: string },
  { server, create = false, latest = false }: NatsLogOptions,
): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  if (create) {
    await manager.streams.add({
      name: stream,
      subjects: [`${prefix}>`],
      storage: StorageType.File,
      ...(latest ? { discard: DiscardPolicy.Old, max_msgs_per_subject: 1 } : { discard: DiscardPolicy.New }),
      deny_delete: true,
      deny_purge: true,
      max_msg_size: MOST_BYTES,
    });
    return;
  }
  try {
    await manager.streams.info(stream);
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_BOARD_MISSING',
      message: `the server ${server} has no board ${stream}: ${(cause as Error).message}`,
      hint: 'begin the batch with --fleet first, or check the id',
      details: { server, stream },
      cause,
    });
  }
}
