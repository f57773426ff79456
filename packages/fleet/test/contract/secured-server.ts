import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerOptions } from '@ballast/fleet-nats';
import { fleetFiles, makePrivateFolder } from '@ballast/fleet-nats/setup';
import { serverIn, type TestServer, unusedPort } from '@ballast/fleet-nats/testing';

/** A server with the files of a new fleet, and what each role needs to connect. */
export interface SecuredServer extends TestServer {
  readonly root: string;
  as(role: 'coordinator' | 'node'): ServerOptions;
}

export async function securedServer(): Promise<SecuredServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'ballast-fleet-'));
  const port = await unusedPort();
  await writeFleet(root, port);
  const url = `tls://127.0.0.1:${port}`;
  const server = await serverIn({ folder: path.join(root, 'server'), port, url, remove: root });
  return {
    ...server,
    root,
    as: (role) => ({
      server: url,
      ca: path.join(root, role, 'ca.pem'),
      key: path.join(root, role, 'key.nk'),
    }),
  };
}

/** The folders of a new fleet, as `ballast fleet init` makes them. */
export async function writeFleet(root: string, port: number): Promise<void> {
  const files = await fleetFiles({ hosts: ['127.0.0.1', 'localhost'], port, nodes: [], now: Date.now() });
  for (const folder of new Set(files.map((file) => file.folder))) makePrivateFolder(path.join(root, folder));
  for (const { folder, name, text, isSecret } of files) {
    const file = path.join(root, folder, name);
    writeFileSync(file, text);
    chmodSync(file, isSecret ? 0o600 : 0o644);
  }
}
