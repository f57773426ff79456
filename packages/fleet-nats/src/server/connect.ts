import { readFileSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import {
  AuthorizationError,
  type ConnectionOptions,
  connect,
  type NatsConnection,
  nkeyAuthenticator,
  tokenAuthenticator,
} from '@nats-io/transport-node';
import { type Key, keyOf, readKeyFile } from './key-file.ts';
import { isNewEnough, OLDEST } from './version.ts';

export interface ServerOptions {
  /** `nats://host:4222`, or `tls://host:4222`. */
  readonly server: string;
  /** Path of the file with the seed of this machine's nkey; nobody else may be able to read it. */
  readonly key?: string;
  /** The seed itself. */
  readonly seed?: string;
  readonly token?: string;
  /** Path of the certificate of the authority that signed the server's. */
  readonly ca?: string;
}

/** Longest record, in bytes. */
export const MOST_BYTES: number = 64 << 10;
const RECONNECT_EVERY = 500;

/**
 * Connects to a server that is new enough and takes the longest record. Faults: FLEET_SERVER_UNREACHABLE, FLEET_SERVER_OLD,
 * FLEET_SERVER_LIMITS, FLEET_KEY_REFUSED, FLEET_KEY_UNREADABLE, FLEET_KEY_EXPOSED, FLEET_CERTIFICATE.
 */
export async function connectTo(options: ServerOptions): Promise<NatsConnection> {
  const connection = await connected(options);
  try {
    requireVersion(connection, options.server);
    requirePayload(connection, options.server);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}

async function connected(options: ServerOptions): Promise<NatsConnection> {
  const { server, token, ca } = options;
  const key = ownKey(options);
  try {
    return await connect({
      servers: server,
      // An outage of any length is nothing but time.
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_EVERY,
      ...(key === null ? {} : asKey(key)),
      ...(token === undefined ? {} : { authenticator: tokenAuthenticator(token) }),
      ...(isEncrypted(server) || ca !== undefined
        ? { tls: ca === undefined ? {} : { ca: certificate(ca) } }
        : {}),
    });
  } catch (cause) {
    if (cause instanceof FaultError) throw cause;
    throw refusal(server, cause as Error);
  }
}

const isEncrypted = (server: string): boolean => server.startsWith('tls://');

function ownKey({ key, seed }: ServerOptions): Key | null {
  if (key !== undefined) return readKeyFile(key);
  return seed === undefined ? null : keyOf(seed, 'seed');
}

/** Answers come to subjects that begin with the name of the key: the server lets nobody else read them. */
function asKey({ seed, name }: Key): ConnectionOptions {
  return { authenticator: nkeyAuthenticator(seed), inboxPrefix: `_INBOX_${name}` };
}

function certificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_CERTIFICATE',
      message: `the certificate ${file} cannot be read: ${(cause as Error).message}`,
      hint: 'copy the certificate of the authority (ca.pem) that `ballast fleet init` made',
      details: { file },
      cause,
    });
  }
}

/** OpenSSL's words about certificates, by which a server of another authority or name is recognized. */
const CERTIFICATE = /certificate|altname|self.signed|unable to verify/i;

function refusal(server: string, cause: Error): FaultError {
  const why = innermost(cause);
  if (cause instanceof AuthorizationError || why instanceof AuthorizationError) {
    return new FaultError({
      code: 'FLEET_KEY_REFUSED',
      message: `the server ${server} does not know the key of this machine`,
      hint: 'copy the key that `ballast fleet init` made for this machine, and start the server with its configuration',
      details: { server },
      cause,
    });
  }
  if (CERTIFICATE.test(why.message)) {
    return new FaultError({
      code: 'FLEET_CERTIFICATE',
      message: `the server ${server} has a certificate that this machine does not trust: ${why.message}`,
      hint: 'check the address, and that the certificate of the authority (ca.pem) is the one made with the server',
      details: { server },
      cause,
    });
  }
  return new FaultError({
    code: 'FLEET_SERVER_UNREACHABLE',
    message: `the server ${server} cannot be used: ${wordsOf(why)}`,
    hint: 'check that it runs, its address and port, and that no firewall is between',
    details: { server },
    cause,
  });
}

/** What the client writes if the system has several reasons, one for each address of a name. */
const SEVERAL = /undefined error/;

const wordsOf = ({ message }: Error): string => (SEVERAL.test(message) ? 'nothing answers there' : message);

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

function requireVersion({ info }: NatsConnection, server: string): void {
  const version = info?.version ?? '0';
  if (isNewEnough(version)) return;
  throw new FaultError({
    code: 'FLEET_SERVER_OLD',
    message: `the server ${server} has version ${version}, expected ${OLDEST} or newer`,
    hint: 'install a newer nats-server: older ones do not keep every record through a loss of power',
    details: { server, version },
  });
}

function requirePayload({ info }: NatsConnection, server: string): void {
  const most = info?.max_payload ?? 0;
  if (most >= MOST_BYTES) return;
  throw new FaultError({
    code: 'FLEET_SERVER_LIMITS',
    message: `the server ${server} takes messages of at most ${most} bytes, expected ${MOST_BYTES}`,
    hint: 'set max_payload in its configuration, as in the one that `ballast fleet init` makes',
    details: { server, most },
  });
}
