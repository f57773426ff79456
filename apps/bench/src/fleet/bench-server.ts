import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A server of its own, whose records are synced one by one or, to fill it, every two minutes. */
export interface BenchServer extends AsyncDisposable {
  readonly url: string;
  restart(sync: 'always' | '2m'): Promise<void>;
}

/** Throws the system's error if nats-server is not on the path. */
export async function benchServer(sync: 'always' | '2m'): Promise<BenchServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-fleet-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (kind: 'always' | '2m'): Promise<void> => {
    writeFileSync(
      path.join(folder, 'nats.conf'),
      `host: 127.0.0.1\nport: ${port}\nmax_payload: 128KB\njetstream { store_dir: "store", sync_interval: ${kind === 'always' ? 'always' : '"2m"'} }\n`,
    );
    const started = spawn('nats-server', ['-c', 'nats.conf'], { cwd: folder, shell: false, stdio: 'ignore' });
    child = started;
    const failed = new Promise<never>((_, reject) => {
      started.once('error', reject);
      started.once('close', (code) => reject(new Error(`nats-server ended with ${code}`)));
    });
    failed.catch(() => undefined);
    while (!(await Promise.race([isListening(port), failed]))) await pause(20);
  };
  const stop = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('close', resolve));
    ending.kill('SIGTERM');
    await ended;
  };
  await start(sync);
  return {
    url: `nats://127.0.0.1:${port}`,
    restart: async (kind) => {
      await stop();
      await start(kind);
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
