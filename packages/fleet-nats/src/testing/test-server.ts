import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isNewEnough } from '../server/version.ts';
import { SERVER_FILES } from '../setup/configuration.ts';
import { listening, unusedPort } from './ports.ts';

const PROGRAM = 'nats-server';

/** Why no server can be started here; null if one can. */
export function noServer(): string | null {
  const { status, stdout } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8', shell: false });
  if (status !== 0)
    return `${PROGRAM} is not on the path (for tests: tools/install-system-packages.sh --clusters)`;
  const [, version = '0'] = /v(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  return isNewEnough(version) ? null : `${PROGRAM} is too old: ${stdout.trim()}`;
}

/** A server of its own, which can be killed and started again; what it has stored stays until it is disposed of. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** Where it was started. */
  readonly folder: string;
  /** Rejects with the system's error if there is no such program, and if the server ends at once. */
  start(): Promise<void>;
  /** Kills it without a word to it, unless another signal is given. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** One whose records may be stored less carefully, to fill it quickly. */
export interface PlainServer extends TestServer {
  /** How often it syncs from its next start on. */
  sync(how: Syncing): void;
}

type Syncing = 'always' | '2m';

/** A server without keys and certificates. */
export async function testServer(how: Syncing = 'always'): Promise<PlainServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-nats-'));
  const port = await unusedPort();
  const sync = (interval: Syncing): void => {
    const text = `host: 127.0.0.1\nport: ${port}\nmax_payload: 128KB\njetstream { store_dir: "store", sync_interval: "${interval}" }\n`;
    writeFileSync(path.join(folder, SERVER_FILES.configuration), text);
  };
  sync(how);
  return { ...(await serverIn({ folder, port, remove: folder, url: `nats://127.0.0.1:${port}` })), sync };
}

interface Served {
  /** Has the configuration. */
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
    const started = spawn(PROGRAM, ['-c', SERVER_FILES.configuration], {
      ...{ cwd: folder, shell: false, stdio: 'ignore' },
    });
    child = started;
    const failed = new Promise<never>((_, reject) => {
      started.once('error', reject);
      started.once('close', (code) => reject(new Error(`${PROGRAM} ended with ${code}`)));
    });
    failed.catch(() => undefined);
    await Promise.race([listening(port), failed]);
  };
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const dying = child;
    child = null;
    if (dying === null || dying.pid === undefined) return;
    const ended = new Promise((resolve) => dying.once('close', resolve));
    dying.kill(signal);
    await ended;
  };
  await start();
  return {
    ...{ url, folder, start, kill },
    [Symbol.asyncDispose]: async () => {
      await kill();
      rmSync(remove, { recursive: true, force: true });
    },
  };
}
