import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listening, unusedPort } from '@ballast/fleet-nats/testing';
import { ballast, type Ended, startBallast } from '../support/run-ballast.ts';

/** A fleet as `ballast fleet init` makes it, with its server running as `ballast fleet serve` runs it. */
export interface TestFleet extends AsyncDisposable {
  /** The file of a fleet, by role. */
  fileOf(role: 'coordinator' | 'node'): string;
  readonly port: number;
  readonly server: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** `root`: the folder that all machines have, by the name `results`. */
export async function testFleet(folder: string, root: string): Promise<TestFleet> {
  const port = await unusedPort();
  const place = path.join(folder, 'fleet');
  const made = await ballast(['fleet', 'init', place, '--host', '127.0.0.1', '--port', String(port)]);
  if (made.code !== 0) throw new Error(made.stderr);
  const fileOf = (role: string): string => path.join(place, role, 'fleet.yml');
  for (const role of ['coordinator', 'node']) {
    const text = readFileSync(fileOf(role), 'utf8');
    writeFileSync(fileOf(role), text.replace('/mnt/projects', JSON.stringify(root)));
  }
  const { child, ended } = startBallast(['fleet', 'serve', place]);
  await listening(port);
  return {
    ...{ fileOf, port, server: child, ended },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
