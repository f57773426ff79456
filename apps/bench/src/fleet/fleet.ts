import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { natsLog } from '@ballast/fleet-nats';
import { type PlainServer, testServer } from '@ballast/fleet-nats/testing';
import { type Shared, shareTasks } from './share-tasks.ts';

export interface FleetBenchOptions {
  /** For each of the ways in which nodes share. */
  readonly tasks: number;
  /** Of the board that a newcomer reads; 0: none. */
  readonly settled: number;
}

export interface FleetBenchResult {
  readonly shared: readonly Shared[];
  readonly newcomer: Newcomer | null;
}

interface Newcomer {
  readonly tasks: number;
  readonly seconds: number;
  readonly highWaterBytes: number;
}

const WAYS = [
  { nodes: 1, inFlight: 1, sameOrder: false, taskMilliseconds: 0 },
  { nodes: 1, inFlight: 8, sameOrder: false, taskMilliseconds: 0 },
  { nodes: 3, inFlight: 8, sameOrder: false, taskMilliseconds: 0 },
  { nodes: 3, inFlight: 8, sameOrder: true, taskMilliseconds: 0 },
  { nodes: 3, inFlight: 8, sameOrder: true, taskMilliseconds: 400 },
] as const;

/** Every record is synced, as on the server of a fleet; only to fill the board of the newcomer, it is not. */
export async function measureFleet({ tasks, settled }: FleetBenchOptions): Promise<FleetBenchResult> {
  await using server = await testServer();
  const shared: Shared[] = [];
  for (const [i, way] of WAYS.entries())
    shared.push(await shareTasks({ url: server.url, id: `shared${i}`, tasks, ...way }));
  return { shared, newcomer: settled === 0 ? null : await newcomer(server, settled) };
}

const PROGRAM = fileURLToPath(new URL('./newcomer.js', import.meta.url));

async function newcomer(server: PlainServer, tasks: number): Promise<Newcomer> {
  await restart(server, '2m');
  await fill(server.url, tasks);
  await restart(server, 'always');
  const args = [PROGRAM, server.url, ID, String(tasks)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { shell: false });
  return { tasks, ...(JSON.parse(stdout) as Omit<Newcomer, 'tasks'>) };
}

async function restart(server: PlainServer, sync: 'always' | '2m'): Promise<void> {
  // What is synced now and then would be lost.
  await server.kill('SIGTERM');
  server.sync(sync);
  await server.start();
}

const ID = 'full';
const AT_ONCE = 256;

/** A claim and a settlement for each task, as nodes write them. */
async function fill(url: string, tasks: number): Promise<void> {
  const log = await natsLog({ server: url, id: ID, create: true });
  const life = { node: 'n0', life: 1 };
  const outcome = JSON.stringify({ kind: 'succeeded' });
  const one = async (task: number): Promise<void> => {
    const own = { v: 1, attempt: 1, task, ...life };
    const subject = `t.${task}`;
    const claim = { ...own, id: `n0-1.${task}.1`, type: 'claimed' };
    const claimed = await log.append(subject, JSON.stringify(claim), 0);
    if (claimed.kind !== 'appended') throw new Error(`task ${task} was claimed before`);
    const result = {
      name: `.ballast/results/${task}-1-0badc0de.json`,
      bytes: 12_345,
      sha256: 'ab'.repeat(32),
    };
    const settlement = { ...own, id: `n0-1.${task}.2`, type: 'settled', outcome, result };
    await log.append(subject, JSON.stringify(settlement), claimed.seq);
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < tasks) {
      next += 1;
      await one(next - 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await log.close();
}
