import { readFileSync } from 'node:fs';
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, nkeyAuthenticator, nkeys } from '@nats-io/transport-node';
import type { ServerOptions } from '../server/connect.ts';

/** A client without the rules of this package, for those who test what a server allows. */
export interface RawClient {
  readonly connection: NatsConnection;
  readonly stream: JetStreamClient;
  readonly manager: JetStreamManager;
}

export async function rawClient({ server, key = '', ca = '' }: ServerOptions): Promise<RawClient> {
  const seed = Buffer.from(readFileSync(key, 'utf8').trim());
  const connection = await connect({
    servers: server,
    authenticator: nkeyAuthenticator(seed),
    inboxPrefix: `_INBOX_${nkeys.fromSeed(seed).getPublicKey()}`,
    tls: { ca: readFileSync(ca, 'utf8') },
  });
  return {
    connection,
    stream: jetstream(connection),
    manager: await jetstreamManager(connection, { checkAPI: false, timeout: 2000 }),
  };
}

/** The seed of a key that no server knows. */
export const strangersSeed = (): Uint8Array => nkeys.createUser().getSeed();
