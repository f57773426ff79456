import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serverIn, unusedPort } from '@ballast/fleet-nats/testing';
import { ballastHere } from './both-systems.ts';

export interface SecuredFleet extends AsyncDisposable {
  /** The file of a machine, with the path that it has the folder under. */
  fileOf(role: 'coordinator' | 'node', node: string, root: string): string;
}

/** A fleet as `ballast fleet init` makes it, with its server. */
export async function securedFleet(folder: string): Promise<SecuredFleet> {
  const port = await unusedPort();
  const fleet = path.join(folder, 'fleet');
  const made = await ballastHere(['fleet', 'init', fleet, '--host', '127.0.0.1', '--port', String(port)]);
  assert.equal(made.code, 0, made.stderr);
  const url = `tls://127.0.0.1:${port}`;
  const server = await serverIn({ folder: path.join(fleet, 'server'), port, url, remove: fleet });
  return {
    fileOf: (role, node, root) => {
      const own = path.join(folder, node);
      cpSync(path.join(fleet, role), own, { recursive: true });
      const file = path.join(own, 'fleet.yml');
      const text = readFileSync(file, 'utf8').replace('/mnt/projects', JSON.stringify(root));
      writeFileSync(file, `${text}node: ${node}\nsilence: 3s\n`);
      return file;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
