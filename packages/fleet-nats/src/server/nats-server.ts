import {
  DeliverPolicy,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  appendTo,
  lastOf,
  type NatsAnswer,
  type NatsBoard,
  type NatsEntry,
  subjectWithin,
} from '../append.ts';
import { SYNC_QUESTION } from '../setup/configuration.ts';
import { connectTo, type ServerOptions } from './connect.ts';
import { asked, isMissing } from './lost.ts';

/** What a server does with a record before it says that it has it. */
export type Sync =
  | { readonly kind: 'always' }
  /** Milliseconds between two syncs: what came since is lost with the power. */
  | { readonly kind: 'every'; readonly time: number }
  /** It does not answer: its configuration is not one that `ballast fleet init` made. */
  | { readonly kind: 'unknown' };

export interface ServerFacts {
  readonly version: string;
  readonly isEncrypted: boolean;
  /** Longest message, in bytes. */
  readonly mostBytes: number;
  readonly sync: Sync;
}

/** A log of the fleet on the server, as the server counts it. */
export interface LogFacts {
  readonly id: string;
  readonly records: number;
  readonly bytes: number;
}

/** The last record of a subject, and how long ago it was appended, in milliseconds by the server's clock. */
export interface AgedEntry extends NatsEntry {
  readonly age: number;
}

/** A server as those see it who administer a fleet. */
export interface FleetServer {
  facts(): Promise<ServerFacts>;
  logs(): Promise<readonly LogFacts[]>;
  /** The median time from a question to its answer, in milliseconds, by this machine's clock alone. */
  roundTrip(): Promise<number>;
  /** The last record of each of these subjects (with `*`) of a log, in their order; none if there is no such log. */
  latest(id: string, subjects: readonly string[]): Promise<readonly AgedEntry[]>;
  last(id: string, subject: string): Promise<NatsEntry | null>;
  /** Appends if the last record of the subject has the place that is given; 0: if it has none. */
  append(id: string, record: NatsEntry): Promise<NatsAnswer>;
  /** Removes a log with everything in it; only who may write everything can do that. False if there is none. */
  remove(id: string): Promise<boolean>;
  close(): Promise<void>;
}

const PREFIX = 'bal_';
const PATIENCE = 5000;

/** Faults: those of `connectTo`; FLEET_SERVER_LOST of the methods. */
export async function fleetServer(options: ServerOptions): Promise<FleetServer> {
  const connection = await connectTo(options);
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: PATIENCE });
  const { server } = options;
  return {
    facts: () => asked(server, () => factsOf(connection)),
    logs: () => asked(server, () => logsOf(manager)),
    roundTrip: () => asked(server, () => roundTripOf(connection)),
    latest: (id, subjects) => asked(server, () => latestOf({ connection, manager, id }, subjects)),
    last: (id, subject) => asked(server, () => lastOf(boardOf(connection, id), subject)),
    append: (id, { subject, text, seq: expected }) =>
      asked(server, () => appendTo(boardOf(connection, id), { subject, text, expected })),
    remove: (id) => asked(server, () => removeLog(manager, id)),
    close: () => connection.close(),
  };
}

async function factsOf(connection: NatsConnection): Promise<ServerFacts> {
  const { info } = connection;
  return {
    version: info?.version ?? '0',
    isEncrypted: info?.tls_required === true,
    mostBytes: info?.max_payload ?? 0,
    sync: await syncOf(connection),
  };
}

const NANOSECONDS = 1e6;

async function syncOf(connection: NatsConnection): Promise<Sync> {
  try {
    const answer = await connection.request(SYNC_QUESTION, '{}', { timeout: PATIENCE });
    return syncIn(answer.json());
  } catch {
    return { kind: 'unknown' };
  }
}

function syncIn(answer: unknown): Sync {
  const config = fieldOf(fieldOf(answer, 'data'), 'config');
  if (fieldOf(config, 'sync_always') === true) return { kind: 'always' };
  const every = fieldOf(config, 'sync_interval');
  return typeof every === 'number' ? { kind: 'every', time: every / NANOSECONDS } : { kind: 'unknown' };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

async function logsOf(manager: JetStreamManager): Promise<readonly LogFacts[]> {
  const logs: LogFacts[] = [];
  for await (const { config, state } of manager.streams.list()) {
    if (!config.name.startsWith(PREFIX)) continue;
    logs.push({ id: config.name.slice(PREFIX.length), records: state.messages, bytes: state.bytes });
  }
  return logs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface OfLog {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly id: string;
}

function boardOf(connection: NatsConnection, id: string): NatsBoard {
  return { connection, stream: `${PREFIX}${id}`, prefix: `bal.${id}.`, patience: PATIENCE };
}

const PINGS = 5;

async function roundTripOf(connection: NatsConnection): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < PINGS; n += 1) {
    const sent = performance.now();
    await connection.flush();
    times.push(performance.now() - sent);
  }
  return times.sort((a, b) => a - b)[Math.floor(PINGS / 2)] ?? 0;
}

async function latestOf(
  { connection, manager, id }: OfLog,
  subjects: readonly string[],
): Promise<readonly AgedEntry[]> {
  const stream = `${PREFIX}${id}`;
  const info = await infoOf(manager, stream);
  if (info === null || info.state.messages === 0) return [];
  const now = Date.parse(info.ts ?? '');
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.LastPerSubject,
    filter_subjects: subjects.map((subject) => `bal.${id}.${subject}`),
  });
  // None of the subjects may have a record.
  if ((await consumer.info()).num_pending === 0) return [];
  const messages = await consumer.consume({ idle_heartbeat: PATIENCE / 2, expires: 2 * PATIENCE });
  const entries: AgedEntry[] = [];
  for await (const message of messages) {
    const subject = subjectWithin(`bal.${id}.`, message.subject);
    const age = Math.max(0, now - message.time.getTime()) || 0;
    if (subject !== null) entries.push({ subject, seq: message.seq, text: message.string(), age });
    if (message.info.pending === 0) break;
  }
  messages.stop();
  return entries;
}

async function infoOf(manager: JetStreamManager, stream: string): Promise<StreamInfo | null> {
  try {
    return await manager.streams.info(stream);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function removeLog(manager: JetStreamManager, id: string): Promise<boolean> {
  try {
    return await manager.streams.delete(`${PREFIX}${id}`);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
