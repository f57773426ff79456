import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkRecord, emptyBoard, type FleetRecord, mayFollow, note } from '@ballast/fleet';
import { natsLog } from '@ballast/fleet-nats';
import { type TestServer, testServer } from '@ballast/fleet-nats/testing';
import { expect } from 'vitest';
import { type MixedBatch, mixedBatch } from '../batches/mixed-batch.ts';
import { type AnyRecord, journalOf, tablesOf } from '../support/journal-of.ts';
import type { Place } from '../support/place.ts';
import { ballast, type Ended, startBallast } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { markIn } from './board-mark.ts';
import { type Gate, gateTo } from './fleet-gate.ts';

const FILES = 40;
/** The machine of the coordinator. */
const DESK = 'desk';
/** How long a node is silent before it is taken for dead, in milliseconds. */
export const SILENCE = 3000;

/** Inputs and the tables of a single run, for all faults. */
export interface SharedInputs extends MixedBatch {
  readonly place: Place;
}

export async function sharedInputs(place: Place): Promise<SharedInputs> {
  const rows = ['--rows', '12000'];
  const folders = {
    a: ['--files', '25', ...rows, '--channels', '60'],
    b: ['--files', '14', ...rows, '--channels', '150'],
  };
  return { place, ...(await mixedBatch(place, { name: 'shared', folders, series: true })) };
}

type Running = ReturnType<typeof startBallast>;

/** A server, and the processes of one batch on it. */
export class TestFleet implements AsyncDisposable {
  readonly server: TestServer;
  readonly out: string;
  /** Between the coordinator and the server. */
  readonly gate: Gate;
  /** What a test did to it, in its order, for people who read a failure. */
  readonly happened: string[] = [];
  readonly #inputs: SharedInputs;
  readonly #running = new Set<Running>();

  private constructor(inputs: SharedInputs, parts: Pick<TestFleet, 'server' | 'gate' | 'out'>) {
    this.#inputs = inputs;
    this.server = parts.server;
    this.gate = parts.gate;
    this.out = parts.out;
  }

  static async begin(inputs: SharedInputs, name: string): Promise<TestFleet> {
    const server = await testServer();
    const gate = await gateTo(server.url);
    return new TestFleet(inputs, { server, gate, out: path.join(inputs.place.folder, name) });
  }

  /** The file of a machine. */
  file(node: string, folder = this.#inputs.place.folder): string {
    const file = path.join(this.#inputs.place.folder, `${path.basename(this.out)}-${node}.yml`);
    const { url } = node === DESK ? this.gate : this.server;
    writeFileSync(
      file,
      `server: ${url}\nnode: ${node}\nroots: { here: ${JSON.stringify(folder)} }\nsilence: ${SILENCE}ms\n`,
    );
    return file;
  }

  run(...more: string[]): Running {
    return this.#start(this.#runArguments(more));
  }

  /** The leader of a group of processes, as a terminal starts it. */
  runInTerminal(...more: string[]): Running {
    return this.#note(startBallastWith({}, [...this.#runArguments(more), '--no-check'], { detached: true }));
  }

  #runArguments(more: readonly string[]): string[] {
    const { batch } = this.#inputs;
    return ['run', batch, '--out', this.out, '--no-history', '--fleet', this.file(DESK), ...more];
  }

  resume(): Running {
    return this.#start(['resume', this.out, '--no-history', '--fleet', this.file(DESK)]);
  }

  join(node: string): Running {
    return this.#start(['join', '--fleet', this.file(node), '--once', '--no-history', '--workers', '2']);
  }

  /** A node that has the share under another path. */
  joinWith(node: string, folder: string): Running {
    return this.#start(['join', '--fleet', this.file(node, folder), '--once', '--no-history']);
  }

  /** The file that marks the output folder, once the board is open. */
  boardFile(): string | null {
    return markIn(path.join(this.out, '.ballast'));
  }

  #start(args: readonly string[]): Running {
    return this.#note(startBallast(args));
  }

  #note(running: Running): Running {
    this.#running.add(running);
    void running.ended.finally(() => this.#running.delete(running));
    return running;
  }

  /** Until a number of files has settled. */
  async progress(settled: number): Promise<void> {
    await until(`${settled} settled`, () => settledIn(journalOf(this.out)) >= settled);
  }

  /** The same, and until one of these nodes has work in hand, which is returned: a slow one may come when all is done. */
  async busyAfter(settled: number, nodes: readonly string[]): Promise<string> {
    return until(`${settled} settled, and work in hand`, () => {
      const records = journalOf(this.out);
      const busy = nodes.find((node) => hasWork(records, node));
      if (busy === undefined && settledIn(records) === FILES) throw new Error('nobody has work: all is done');
      return settledIn(records) >= settled ? busy : undefined;
    });
  }

  /** The records of the board of this batch. */
  async records(): Promise<{ readonly seq: number; readonly record: FleetRecord }[]> {
    const lists = await natsLog({ server: this.server.url, id: 'batches' });
    const boards: string[] = [];
    await read(lists, ({ text }) => {
      const { board } = JSON.parse(text) as { board: string };
      if (!boards.includes(board)) boards.push(board);
    });
    await lists.close();
    const [board = '', ...others] = boards;
    expect(others, 'one board').toEqual([]);
    const log = await natsLog({ server: this.server.url, id: board });
    const records: { seq: number; record: FleetRecord }[] = [];
    await read(log, ({ subject, seq, text }) => {
      const checked = checkRecord(text);
      if (subject.startsWith('t.') && checked.ok) records.push({ seq, record: checked.record });
    });
    await log.close();
    return records;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child } of this.#running) child.kill('SIGKILL');
    await Promise.all([...this.#running].map(({ ended }) => ended));
    await this.gate[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
  }
}

function settledIn(records: readonly AnyRecord[]): number {
  return records.filter(({ type }) => type === 'settled').length;
}

function hasWork(records: readonly AnyRecord[], node: string): boolean {
  const open = new Set<number | undefined>();
  for (const { type, task, node: by } of records) {
    if (type === 'admitted' && by === node) open.add(task);
    else if (type === 'settled' || type === 'requeued' || type === 'admitted') open.delete(task);
  }
  return open.size > 0;
}

type Log = Awaited<ReturnType<typeof natsLog>>;

/** What a log holds that nobody writes to any more. */
async function read(log: Log, each: Parameters<Log['follow']>[1]): Promise<void> {
  const stop = new AbortController();
  let heard = performance.now();
  const following = log.follow(
    1,
    (entry) => {
      heard = performance.now();
      each(entry);
    },
    stop.signal,
  );
  while (performance.now() - heard < 1500) await pause(50);
  stop.abort();
  await following;
}

/** What happened on a board besides. */
interface BoardFigures {
  /** Claims beyond one for each file. */
  readonly claimsMore: number;
  /** Claims that other nodes gave back, for a node that was gone. */
  readonly orphans: number;
  readonly voided: number;
}

/** What must be true of a batch that a fleet has done, whatever happened meanwhile. */
export async function judge(
  fleet: TestFleet,
  { tables }: SharedInputs,
  coordinator: Ended | null,
): Promise<BoardFigures> {
  expect(coordinator?.code, coordinator?.stderr).toBe(1);
  expectTables(fleet, tables, `${fleet.happened.join(', ')}\n${coordinator?.stderr}`);
  expect((await ballast(['verify', fleet.out])).code).toBe(0);
  const records = await fleet.records();
  const settled = new Map<number, number>();
  const board = emptyBoard();
  for (const entry of records) {
    const { record } = entry;
    // Lives are in the log of the nodes: what is given back for a dead one cannot be judged from here.
    if (record.type !== 'returned') expect(mayFollow(board, record), JSON.stringify(record)).toBe(true);
    note(board, entry);
    if (record.type === 'settled') settled.set(record.task, (settled.get(record.task) ?? 0) + 1);
  }
  expect([...settled.values()], 'each is settled once').toEqual(new Array(FILES).fill(1));
  expect(unpublished(fleet.out), 'nothing is left that no record published').toEqual([]);
  const count = (type: string): number => records.filter(({ record }) => record.type === type).length;
  const orphans = records.filter(
    ({ record }) => record.type === 'returned' && record.because.endsWith('is gone'),
  );
  return { claimsMore: count('claimed') - FILES, orphans: orphans.length, voided: count('voided') };
}

/** With what happened for a message: the tables themselves are long. */
function expectTables({ out }: TestFleet, tables: SharedInputs['tables'], happened: string): void {
  const found = tablesOf(out);
  expect(Object.keys(found), happened).toEqual(Object.keys(tables));
  const others = Object.keys(tables).filter((name) => found[name] !== tables[name]);
  expect(others, happened).toEqual([]);
}

/** Files among the results that no record names. */
function unpublished(out: string): string[] {
  const named = new Set<string>();
  for (const { type, outcome } of journalOf(out)) {
    if (type !== 'settled') continue;
    const { files = [] } = outcome as { files?: readonly { name: string }[] };
    for (const { name } of files) named.add(path.posix.basename(name.split('#')[0] ?? name));
  }
  return readdirSync(path.join(out, '.ballast', 'results')).filter((name) => !named.has(name));
}
